import { expect } from "chai";
import fc from "fast-check";
import { canonicalJson, namedList } from "../../../components/compute/canonical-json";

// Shows that equal settings give equal text; whether ECS orders keys as we do is for a deployment to show.

const variables = fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { noNullPrototype: true });

/** The same entries, entered in another order. */
function permuted(map: Record<string, unknown>): fc.Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(map);
  return fc
    .shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length })
    .map((shuffled) => Object.fromEntries(shuffled));
}

describe("canonicalJson", () => {
  it("does not depend on the order in which an environment was written", () => {
    const twice = variables.chain((map) => fc.tuple(fc.constant(map), permuted(map)));
    fc.assert(
      fc.property(twice, ([one, other]) => {
        const definition = (map: Record<string, unknown>) => canonicalJson([{ environment: namedList(map, "value") }]);
        expect(definition(other)).to.equal(definition(one));
      }),
    );
  });

  it("does not depend on the order of keys, at any depth", () => {
    const twice = variables.chain((map) => fc.tuple(fc.constant(map), permuted(map)));
    fc.assert(
      fc.property(twice, ([one, other]) => {
        expect(canonicalJson({ a: [{ deep: other }], b: 1 })).to.equal(canonicalJson({ b: 1, a: [{ deep: one }] }));
      }),
    );
  });

  it("loses nothing", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).to.deep.equal(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("leaves lists in their order and absent values out", () => {
    expect(canonicalJson({ b: ["z", "a"], a: undefined })).to.equal('{"b":["z","a"]}');
  });
});
