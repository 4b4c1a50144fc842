import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { projectRoot } from "../../../plan/project";
import { PACK_DESCRIPTIONS, PACK_NAMES, rulesOf } from "../../../policies/adapters/packs";
import { PACKS } from "../../../policies/core/rule";
import { RULES } from "../../../policies/rules";

const folderOf = (pack: string) => join(projectRoot, "policies", pack);
const read = (...path: string[]) => readFileSync(join(...path), "utf8");
const ids = (pack: (typeof PACK_NAMES)[number]) => rulesOf(pack).map(({ id }) => id);

describe("the policy packs", () => {
  for (const pack of PACKS) {
    it(`${pack} has exactly the rules the page of policies lists for it`, () => {
      const [, section = ""] = read(projectRoot, "docs/policies.md").split(`## Pack ${pack}\n`);
      const [own = ""] = section.split("\n## ");
      const listed = [...own.matchAll(/^\| `([^`]+)` \|/gm)].map(([, id]) => id);
      expect(ids(pack)).to.deep.equal(listed);
      expect(listed.length).to.be.greaterThan(3);
    });
  }

  it("have each rule once, and all of them in the pack of everything", () => {
    expect(new Set(ids("all")).size).to.equal(RULES.length);
    expect(PACKS.flatMap((pack) => rulesOf(pack))).to.have.members([...RULES]);
    for (const { id, pack } of RULES) expect(id.startsWith(`${pack}-`), id).to.equal(true);
  });

  it("have a folder each, which the engine can start", () => {
    const found = readdirSync(join(projectRoot, "policies"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith("PulumiPolicy.yaml"))
      .map((path) => path.split("/")[0]);
    expect(found).to.have.members([...PACK_NAMES]);
    const { version } = JSON.parse(read(projectRoot, "package.json"));
    for (const pack of PACK_NAMES) {
      expect(parse(read(folderOf(pack), "PulumiPolicy.yaml"))).to.deep.equal({
        description: PACK_DESCRIPTIONS[pack].description,
        license: "Apache-2.0",
        runtime: "nodejs",
      });
      expect(JSON.parse(read(folderOf(pack), "package.json"))).to.deep.equal({
        name: `kumiki-${pack}`,
        version,
        license: "Apache-2.0",
        private: true,
        type: "commonjs",
        main: "../adapters/start.cjs",
      });
      expect(read(folderOf(pack), "index.ts")).to.equal(
        `import { startPack } from "../adapters/start-pack";\n\nstartPack("${pack}");\n`,
      );
    }
  });
});
