import { expect } from "chai";
import { admitted, parseCel } from "../../../../policies/lib/google/cel";

describe("conditions of identity pools", () => {
  const cases: Readonly<Record<string, readonly string[] | undefined>> = {
    "a == 'x'": ["x"],
    'a in ["x", "y"]': ["x", "y"],
    "b == 'z' && a == 'x'": ["x"],
    "a in ['x', 'y'] && a in ['y', 'z']": ["y"],
    "a == 'x' || a == 'y'": ["x", "y"],
    "(a == 'x' || b == 'z')": undefined,
    "a == 'x' || b == 'z' && a == 'y'": ["x", "y"],
    "a != 'x'": undefined,
    "a.startsWith('x')": undefined,
    "a.startsWith('x') && a == 'xy'": ["xy"],
    "a == b": undefined,
  };
  for (const [source, values] of Object.entries(cases)) {
    it(`${source} admits ${values?.join(" and ") ?? "anything"} as a`, () => {
      const condition = parseCel(source);
      const found = condition && admitted(condition, "a");
      expect(found && [...found]).to.deep.equal(values);
    });
  }

  for (const source of ["", "a ==", "a == 'x' trailing", "!(a == 'x')", "a == 'x' ? true : true"]) {
    it(`"${source}" is not understood, or limits nothing`, () => {
      const condition = parseCel(source);
      expect(condition && admitted(condition, "a")).to.equal(undefined);
    });
  }
});
