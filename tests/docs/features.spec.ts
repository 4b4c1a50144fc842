import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../plan/project";

// What a table points at exists; that it does what the table says is for the named tests to prove.

const rows = tableRows("features.md");
const traps = tableRows("traps.md");

describe("the table of features", () => {
  it("has one row for each capability that is built or decided, each complaint and each idea it answers", () => {
    expect(rows.map(([id]) => id)).to.have.members([
      ...numbers(1, 84),
      ...numbers(118, 128),
      ...["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10", "C11", "C12", "C13", "C14", "C15", "C16", "C17"],
      ...["C18", "C19", "C20", "C23", "C24"],
      ...["N1", "N2", "N4", "N5", "N6", "N7", "N8", "N13", "N14", "N15"],
    ]);
  });

  it("says of each row whether it is built", () => {
    const verdicts = rows.map(([, , here = ""]) => /^\w+/.exec(here)?.[0]);
    expect([...new Set(verdicts)].sort()).to.deep.equal(["Later", "No", "Partly", "Yes"]);
  });

  it("names code and tests for what is built, and nothing for what is not", () => {
    const unproven = rows.filter(([, , here = "", code = "", proof = ""]) => {
      const built = /^(?:Yes|Partly)\b/.test(here);
      return paths(code).length > 0 !== built || paths(proof).some(isTest) !== built;
    });
    expect(unproven.map(([id]) => id)).to.deep.equal([]);
  });

  it("says what is missing where something is", () => {
    const silent = rows.filter(([, , here = ""]) => /^Partly\b/.test(here) && !/^Partly: \w/.test(here));
    expect(silent.map(([id]) => id)).to.deep.equal([]);
  });
});

describe("the table of traps", () => {
  it("is dated, the newest first", () => {
    const dates = traps.map(([found = ""]) => found);
    expect(dates.filter((date) => !/^\d{4}-\d{2}-\d{2}$/.test(date))).to.deep.equal([]);
    expect(dates).to.deep.equal([...dates].sort().reverse());
  });

  it("names the code that answers each trap and the test that holds it", () => {
    const unanswered = traps.filter(
      ([, , code = "", test = ""]) => paths(code).length === 0 || !paths(test).some(isTest),
    );
    expect(unanswered.map(([, trap]) => trap)).to.deep.equal([]);
  });
});

describe("the tables of features and traps", () => {
  it("point only at files that exist", () => {
    const named = [...rows, ...traps].flatMap((cells) => cells.flatMap(paths));
    expect([...new Set(named)].filter((path) => !existsSync(join(projectRoot, path)))).to.deep.equal([]);
    expect(named.length).to.be.greaterThan(200);
  });
});

/** The cells of every row below a heading's rule, of all tables of a page. */
function tableRows(page: string): string[][] {
  return readFileSync(join(projectRoot, "docs", page), "utf8")
    .split("\n")
    .filter((line) => /^\| (?:[CN]?\d+|\d{4}-\d{2}-\d{2}) \|/.test(line))
    .map((line) => line.split("|").slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

/** What stands in code style and looks like a file of the repository. */
function paths(cell: string): string[] {
  return [...cell.matchAll(/`([\w./-]+\/[\w.-]+\.(?:ts|json|cjs|ya?ml))`/g)].flatMap(([, path = ""]) => path);
}

function isTest(path: string): boolean {
  return path.startsWith("tests/") && path.endsWith(".spec.ts");
}

function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}
