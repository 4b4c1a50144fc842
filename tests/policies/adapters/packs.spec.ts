import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { projectRoot } from "../../../plan/project";
import { PACK_DESCRIPTIONS, PACK_NAMES } from "../../../policies/adapters/packs";
import { RULES, rulesOf } from "../../../policies/adapters/rules";
import { PACKS } from "../../../policies/core/rule";

const folderOf = (pack: string) => join(projectRoot, "policies", pack);
const read = (...path: string[]) => readFileSync(join(...path), "utf8");
const ids = (pack: (typeof PACK_NAMES)[number]) => rulesOf(pack).map(({ id }) => id);

describe("the policy packs", () => {
  it("tagging", () => {
    expect(ids("tagging")).to.deep.equal([
      "tagging-aws-mandatory-tags",
      "tagging-aws-tag-values",
      "tagging-google-labels",
      "tagging-backup-tag",
    ]);
  });

  it("resilience", () => {
    expect(ids("resilience")).to.deep.equal([
      "resilience-deletion-protection",
      "resilience-engine-protection",
      "resilience-backup-retention",
      "resilience-backup-selection",
      "resilience-final-copy",
      "resilience-zones",
      "resilience-bucket-versioning",
      "resilience-log-groups",
    ]);
  });

  it("cost", () => {
    expect(ids("cost")).to.deep.equal([
      "cost-arm64",
      "cost-gp3",
      "cost-spot-outside-production",
      "cost-no-idle-commitments",
      "cost-interface-endpoints",
      "cost-single-nat",
    ]);
  });

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
