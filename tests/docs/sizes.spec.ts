import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../plan/project";

/** How many lines a file of each kind may have; what outgrows that holds more than one idea. */
const LIMITS: readonly (readonly [what: string, most: number, isOne: (path: string) => boolean])[] = [
  ["a rule", 60, (path) => path.startsWith("policies/rules/")],
  ["a component", 300, (path) => path.startsWith("components/")],
  ["a spec", 300, (path) => path.endsWith(".spec.ts")],
  ["an index", 150, (path) => basename(path) === "index.ts"],
];

const FILES = ["components", "config", "functions", "plan", "platform", "policies", "tests", "tools"]
  .flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  )
  .concat("index.ts")
  .filter((path) => path.endsWith(".ts"));

describe("the size of a file", () => {
  for (const [what, most, isOne] of LIMITS) {
    it(`is ${most} lines at most for ${what}`, () => {
      const files = FILES.filter(isOne);
      expect(files.length).to.be.greaterThan(5);
      expect(files.filter((path) => linesOf(path) > most)).to.deep.equal([]);
    });
  }
});

function linesOf(path: string): number {
  return readFileSync(join(projectRoot, path), "utf8").trimEnd().split("\n").length;
}
