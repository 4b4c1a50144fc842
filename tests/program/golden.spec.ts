import { expect } from "chai";
import { evaluate } from "../../plan/evaluate";
import { goldenDifferences, goldenDump, readGolden } from "../../plan/golden";

// A dump shows a reviewer what a change does to each stack; what has to hold is asserted by name elsewhere.

describe("the golden dump", () => {
  for (const stack of ["dev", "prod"]) {
    it(`of ${stack} is what the program registers; after an intended change run: npm run golden`, async () => {
      const { graph } = await evaluate(stack);
      expect(goldenDifferences(readGolden(stack), goldenDump(graph))).to.deep.equal([]);
    });
  }

  it("names what was added, removed and changed", () => {
    const before = { kept: { inputs: { size: 1, list: ["a"] } }, gone: {} };
    const after = { kept: { inputs: { size: 2, list: ["a"] } }, new: {} };
    expect(goldenDifferences(before, after)).to.deep.equal(["- gone", "~ kept inputs.size: 1 -> 2", "+ new"]);
  });
});
