import { expect } from "chai";
import fc from "fast-check";
import type { PlainValue } from "../../../plan/graph";
import { CONTROLS } from "../../../policies/catalogue/catalogue";
import { describeExpectation, parseExpectation } from "../../../policies/core/expect";
import { unmet } from "../../../policies/core/expect-judge";

type Value = PlainValue | undefined;

/** Whether values that stand at a property meet an expectation. */
function meets(text: string, values: readonly Value[], other: readonly Value[] = []): boolean {
  const readings = (list: readonly Value[]) => list.map((value, index) => ({ path: `list[${index}].part`, value }));
  return unmet(parseExpectation(text), readings(values), readings(other)).length === 0;
}

/** Expectation; values each of which alone meets it; values each of which does not. */
const ELEMENTS: readonly (readonly [string, readonly Value[], readonly Value[]])[] = [
  ["true", [true, "true"], [false, "false", undefined, null, "", 1, [true], { a: true }]],
  ["false", [false, "false"], [true, undefined, null, 0, ""]],
  ["set", ["x", 0, false, ["x"], { a: 1 }], [undefined, null, "", [], {}]],
  ["exists", ["x"], [undefined, ""]],
  ["unset", [undefined, null, "", [], {}], ["x", 0, false]],
  ["oneOf:a,b", ["a", "b"], ["c", "a,b", "", undefined, ["a"], { a: "a" }]],
  ["oneOf:1,5", [1, "5"], [2, undefined]],
  ["noneOf:a,b", ["c", undefined, null, ""], ["a", "b", ["c"], { c: 1 }]],
  ["noneOf:false", [true, undefined], [false, "false"]],
  ["noneOf:::/0", ["fd00::/8", undefined], ["::/0"]],
  ["subsetOf:x", ["x"], ["y", undefined, ""]],
  ["matches:^a.c$", ["abc"], ["abcd", "", undefined, ["abc"]]],
  ["notMatches:^\\*\\.", ["a.b", undefined, ""], ["*.b", ["a.b"]]],
  [">=7", [7, 8, "7"], [6, "6", undefined, null, "", "many", [7], true, Number.NaN]],
  [">0", [1, 0.5], [0, -1, undefined]],
  ["<=90", [90, 0], [91, undefined, "", null]],
  ["seconds<=60", ["60s", "1s"], ["61s", 60, "60", "60m", undefined]],
];

describe("an expectation", () => {
  for (const [text, good, bad] of ELEMENTS) {
    it(`${text} is met by what it names, and by nothing else`, () => {
      for (const value of good) expect(meets(text, [value]), JSON.stringify(value)).to.equal(true);
      for (const value of bad) expect(meets(text, [value]), JSON.stringify(value)).to.equal(false);
    });

    it(`${text} is judged at each element, and names the one that fails`, () => {
      const places = unmet(parseExpectation(text), [
        { path: "a[0]", value: good[0] },
        { path: "a[1]", value: bad[0] },
      ]);
      expect(places).to.deep.equal(["a[1]"]);
    });
  }

  it("contains and containsAll want every value somewhere in the list", () => {
    for (const word of ["contains", "containsAll"]) {
      expect(meets(`${word}:a,b`, ["b", "c", "a"])).to.equal(true);
      expect(meets(`${word}:a,b`, ["a", "c"])).to.equal(false);
      expect(meets(`${word}:a`, [undefined])).to.equal(false);
      expect(meets(`${word}:a`, [])).to.equal(false);
    }
  });

  it("minItems and maxItems count what is there", () => {
    expect(meets("minItems:2", ["a", "b"])).to.equal(true);
    expect(meets("minItems:2", ["a", undefined, ""])).to.equal(false);
    expect(meets("maxItems:0", [undefined])).to.equal(true);
    expect(meets("maxItems:0", ["a"])).to.equal(false);
    expect(meets("maxItems:1", ["a", "b"])).to.equal(false);
  });

  it("differs wants two values that are both there", () => {
    expect(meets("differs:b", ["x"], ["y"])).to.equal(true);
    expect(meets("differs:b", ["x"], ["x"])).to.equal(false);
    expect(meets("differs:b", ["x"], [undefined])).to.equal(false);
    expect(meets("differs:b", [undefined], ["x"])).to.equal(false);
  });

  it("names the list, and no element, when the list as a whole fails", () => {
    const readings = [{ path: "logs[0].type", value: "a" }];
    expect(unmet(parseExpectation("contains:b"), readings)).to.deep.equal(["logs"]);
  });

  it("outside the language is refused", () => {
    for (const text of [
      "",
      "ture",
      "oneOf",
      "oneOf:",
      ">=many",
      "minItems:some",
      "doc:noStarAction",
      "closedOn:22",
      "sets",
    ]) {
      expect(() => parseExpectation(text), text).to.throw(`"${text}" is not an expectation that can be judged`);
    }
  });

  it("reads as the end of a sentence", () => {
    expect(
      [
        "true",
        "set",
        "unset",
        "oneOf:a,b",
        "noneOf:a",
        "contains:a,b",
        ">=7",
        "seconds<=60",
        "maxItems:0",
        "differs:b",
      ].map((text) => describeExpectation(parseExpectation(text))),
    ).to.deep.equal([
      "be true",
      "be set",
      "not be set",
      "be a or b",
      "not be a",
      "hold a and b",
      "be at least 7",
      "be at most 60 seconds",
      "have at most 0 elements",
      "differ from b",
    ]);
  });
});

describe("every expectation", () => {
  const values: fc.Arbitrary<Value> = fc.oneof(
    fc.constantFrom<Value>(undefined, null, "", true, false, 0, 7, "a", "b", "7"),
    fc.array(fc.constantFrom("a", "b"), { maxLength: 2 }),
  );
  const demands = [
    "true",
    "false",
    "set",
    "oneOf:a,7",
    "subsetOf:a",
    "matches:a|7",
    ">=7",
    ">0",
    "<=7",
    "minItems:1",
    "contains:a",
  ];

  it("that demands something fails on nothing", () => {
    for (const text of demands) {
      expect(meets(text, [undefined]), text).to.equal(false);
      if (/minItems|contains/.test(text)) expect(meets(text, []), text).to.equal(false);
    }
  });

  it("that forbids values is the opposite of the one that demands them, wherever a scalar stands", () => {
    const scalars = fc.constantFrom<Value>(true, false, 0, 7, "a", "b", "7");
    fc.assert(fc.property(scalars, (value) => meets("oneOf:a,7", [value]) !== meets("noneOf:a,7", [value])));
    fc.assert(fc.property(values, (value) => meets("set", [value]) !== meets("unset", [value])));
  });

  it("fails on a list as soon as one element fails, in any order", () => {
    const lists = fc.array(values, { minLength: 1, maxLength: 5 });
    const texts = fc.constantFrom(...ELEMENTS.map(([text]) => text));
    fc.assert(
      fc.property(texts, lists, (text, list) => {
        const each = list.map((value) => meets(text, [value]));
        expect(meets(text, list)).to.equal(each.every((one) => one));
        expect(meets(text, [...list].reverse())).to.equal(meets(text, list));
      }),
      { numRuns: 1000 },
    );
  });

  it("of a property control of the catalogue is understood, or one that rules decide by hand", () => {
    const misunderstood = CONTROLS.filter(({ kind }) => kind === "property").flatMap(({ expect: text }) => {
      try {
        parseExpectation(text);
        return [];
      } catch {
        return [text.split(":")[0]];
      }
    });
    expect([...new Set(misunderstood)].sort()).to.deep.equal([
      "closedOn",
      "inList",
      "map",
      "noAdminRoleFor",
      "noSecrets",
      "notBoth",
      "openOnlyOn",
      "versionNotIn",
    ]);
  });
});
