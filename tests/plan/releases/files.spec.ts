import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../plan/project";
import { parseManifest, readReleases, renderManifest, writeRelease } from "../../../plan/releases/manifest";
import { parseRemovals } from "../../../plan/releases/removals";
import { register } from "../../support/platform";
import { leaf, Part } from "./parts";

const TEXT = [
  "component k:a:A$k:b:B::a-b\n",
  "component k:a:A::a\n",
  "resource k:a:A$random:index/randomId:RandomId::a-id\n",
  "resource random:index/randomId:RandomId::x::y z\n",
].join("");

const small = () =>
  register(() => {
    const a = new Part("k:a:A", "a");
    new Part("k:b:B", "a-b", { parent: a });
    leaf("a-id", a);
    leaf("x::y z");
  });

describe("a manifest", () => {
  it("has a line for each resource and each component, sorted, and is read back", async () => {
    expect(renderManifest(await small())).to.equal(TEXT);
    expect(parseManifest(TEXT, "0.1.0/test.txt")).to.deep.equal({
      resources: ["k:a:A$random:index/randomId:RandomId::a-id", "random:index/randomId:RandomId::x::y z"],
      components: ["k:a:A$k:b:B::a-b", "k:a:A::a"],
    });
  });

  for (const line of ["k:a:A::a", "resource ", "resources k:a:A::a", "resource k:a:A", "<<<<<<< HEAD"]) {
    it(`is refused with the line "${line}"`, () => {
      expect(() => parseManifest(`${TEXT}${line}\n`, "0.1.0/test.txt")).to.throw(
        `0.1.0/test.txt, line 5: "${line}" is not "resource" or "component" and the end of a URN; ` +
          "nobody edits a manifest: take the file back from git.",
      );
    });
  }
});

describe("the releases", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kumiki-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("are read as they were written, the oldest first", async () => {
    const graph = await small();
    for (const version of ["0.10.0", "0.9.0", "1.0.0", "0.1.0"]) writeRelease(version, [graph], folder);
    expect(readFileSync(join(folder, "0.9.0", "test.txt"), "utf8")).to.equal(TEXT);
    const releases = readReleases(folder);
    expect(releases.map(({ version }) => version)).to.deep.equal(["0.1.0", "0.9.0", "0.10.0", "1.0.0"]);
    expect(releases[0]?.manifests.get("test")).to.deep.equal(parseManifest(TEXT, ""));
  });

  it("are written once: another version has to be named first", async () => {
    mkdirSync(join(folder, "0.1.0"));
    const graph = await small();
    expect(() => writeRelease("0.1.0", [graph], folder)).to.throw(
      'Release 0.1.0 is there already: raise "version" in package.json first.',
    );
  });

  it("are not written again by npm run release, which says what to do", () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
    const command = [join(projectRoot, "tools/run.mjs"), "tools/release-cli"];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: projectRoot, encoding: "utf8" });
    expect({ status, stdout, stderr }).to.deep.equal({
      status: 2,
      stdout: "",
      stderr: `release: Release ${version} is there already: raise "version" in package.json first.\n`,
    });
  });
});

describe("the list of removals", () => {
  const entry = {
    after: "0.1.0",
    stacks: ["dev"],
    resources: ["k:a:A::a"],
    reason: "Nobody has used it since the spring.",
  };

  it("is empty, or names resources with release, stacks and reason", () => {
    expect(parseRemovals("# nothing yet\n[]\n")).to.deep.equal([]);
    expect(parseRemovals("# nothing yet\n")).to.deep.equal([]);
    expect(parseRemovals(JSON.stringify([entry]))).to.deep.equal([entry]);
  });

  it("is refused with every problem of its form", () => {
    const { reason: _, ...silent } = entry;
    const text = JSON.stringify([
      silent,
      { ...entry, reason: "unused" },
      { ...entry, after: "last week", stacks: [], resources: [] },
      { ...entry, owner: "platform" },
    ]);
    expect(() => parseRemovals(text)).to.throw(
      [
        "releases/removed.yaml cannot be used:",
        "  - entry 1, reason: say why they went",
        "  - entry 2, reason: say in a sentence why they went",
        "  - entry 3, after: name a release, as 0.1.0",
        "  - entry 3, stacks: name at least one stack",
        "  - entry 3, resources: name at least one resource",
        '  - entry 4: Unrecognized key: "owner"',
      ].join("\n"),
    );
  });

  it("is refused if it is no list, or no YAML", () => {
    expect(() => parseRemovals("after: 0.1.0")).to.throw("Invalid input: expected array, received object");
    expect(() => parseRemovals("- [")).to.throw("releases/removed.yaml cannot be used:");
  });
});
