import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../plan/project";

// A program with a hidden input cannot be evaluated the same way twice; these are the doors a hidden input comes through.

const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a lookup of the provider", /\b\w+\.get[A-Z]\w*(?:Output)?\(\s*\{/],
  ["a raw invoke", /\bruntime\.(?:invoke|call)\b/],
  ["an existing resource read by id", /\b[A-Z]\w*[a-z]\w*\.get\(/],
  ["a stack reference", /\bStackReference\b/],
  ["an environment variable", /\bprocess\.env\b/],
  ["a clock", /\bDate\.now\b|\bnew Date\b|\bperformance\.now\b|\bhrtime\b/],
  ["randomness of its own", /\bMath\.random\b|\brandomBytes\b|\brandomUUID\b|\bcrypto\.getRandomValues\b/],
  ["the whole provider SDK", /from ["']@pulumi\/(?:aws|gcp)["']/],
];

const PROGRAM = ["index.ts", ...["platform", "components", "config"].flatMap(sourcesBelow)];

/** This file, and one that brings a CLI of its own, a broken one. */
const WITHOUT_A_CLI = ["tests/program/guards.spec.ts", "tests/engine/cli.spec.ts"];

describe("npm test", () => {
  it("needs no Pulumi CLI: what runs one is in tests/engine/life, which npm run test:engine runs", () => {
    const users = sourcesBelow("tests").filter(
      (path) => path.endsWith(".spec.ts") && /stack-life|small-platform|ensureCli/.test(read(path)),
    );
    const othersLeft = users.filter((path) => !path.startsWith("tests/engine/life/") && !WITHOUT_A_CLI.includes(path));
    expect(othersLeft).to.deep.equal([]);
    expect(users.length).to.be.greaterThan(4);
  });
});

describe("the program", () => {
  for (const [what, pattern] of FORBIDDEN) {
    it(`holds no ${what.replace(/^an? /, "")}`, () => {
      expect(PROGRAM.flatMap((path) => linesMatching(path, pattern))).to.deep.equal([]);
    });
  }

  it("reads configuration in one place", () => {
    const readers = PROGRAM.filter((path) =>
      /\bpulumi\.Config\b|\b(?:allConfig|getConfig|getStack)\(/.test(read(path)),
    );
    expect(readers).to.deep.equal(["config/load.ts"]);
  });

  it("does not decide by the name of the stack", () => {
    const deciders = ["index.ts", ...sourcesBelow("platform"), ...sourcesBelow("components")].filter((path) =>
      /\bgetStack\(|environment\s*[!=]==?\s*["']/.test(read(path)),
    );
    expect(deciders).to.deep.equal([]);
  });

  it("wires the platform in at most 150 lines", () => {
    expect(read("index.ts").split("\n").length).to.be.at.most(150);
  });
});

function linesMatching(path: string, pattern: RegExp): string[] {
  return read(path)
    .split("\n")
    .flatMap((line, index) =>
      pattern.test(line) && !/^\s*(?:\*|\/\/|\/\*)/.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [],
    );
}

function read(path: string): string {
  return readFileSync(join(projectRoot, path), "utf8");
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)))
    .sort();
}
