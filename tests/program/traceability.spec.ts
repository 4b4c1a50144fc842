import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../plan/project";

// The generator refuses a row without code or test; here nothing of the design may be missing from its page.

/** Sections of the design and how many rows each has. */
const DESIGN: Readonly<Record<string, number>> = {
  "1.1": 10,
  "1.2": 3,
  "1.3": 8,
  "2.1": 9,
  "2.2": 6,
  "2.3": 5,
  "3.1": 5,
  "3.2": 6,
  "3.3": 7,
  "4.1": 4,
  "4.2": 4,
  "4.3": 6,
  "5.1": 8,
  "5.2": 8,
  "5.3": 6,
  "6.1": 3,
  "6.2": 3,
  "6.3": 3,
};

/** Arrows that must not exist, as far as both their ends do. */
const FORBIDDEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 17, 19, 20].map((number) => `N${number}`);

const ROWS = Object.entries(DESIGN).flatMap(([section, count]) => range(section, 1, count));

describe("the page of traceability", () => {
  it("has every row of the design once, as built or as still to come", () => {
    const listed = firstCells().flatMap((cell) => cell.split(", ").flatMap(expand));
    expect(listed).to.have.members(ROWS);
  });

  it("is complemented by a test on both stacks for every forbidden arrow", () => {
    const claimed = new Set(specs().flatMap((text) => [...text.matchAll(/\bN\d+(?=[,)])/g)].map(([row]) => row)));
    expect(FORBIDDEN.filter((row) => !claimed.has(row))).to.deep.equal([]);
  });

  it("knows every row that the title of a test names", () => {
    const claimed = specs().flatMap((text) => [...text.matchAll(/\b\d\.\d-\d+(?=[,)])/g)].map(([row]) => row));
    expect(claimed.length).to.be.greaterThan(100);
    expect(claimed.filter((row) => !ROWS.includes(row))).to.deep.equal([]);
  });
});

/** `1.1-6 to 1.1-10`, `6.3-*` and `5.*` as the rows they stand for. */
function expand(rows: string): string[] {
  const span = /^(\d\.\d)-(\d+) to \1-(\d+)$/.exec(rows);
  if (span !== null) return range(span[1] ?? "", Number(span[2]), Number(span[3]));
  return rows.endsWith("*") ? ROWS.filter((row) => row.startsWith(rows.slice(0, -1))) : [rows];
}

function range(section: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `${section}-${from + index}`);
}

/** The first cell of every row of the page's tables, headings left out. */
function firstCells(): string[] {
  const page = readFileSync(join(projectRoot, "docs/traceability.md"), "utf8");
  return [...page.matchAll(/^\| (\d[^|]*?) \|/gm)].map(([, cell = ""]) => cell);
}

function specs(): string[] {
  const folder = join(projectRoot, "tests/program");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".spec.ts") && file !== "traceability.spec.ts")
    .map((file) => readFileSync(join(folder, file), "utf8"));
}
