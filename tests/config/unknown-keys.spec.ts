// Proves the suggestions; whether the nearest key is the one that was meant, only the author of the file knows.
import { expect } from "chai";
import fc from "fast-check";
import { listPaths } from "../../config/entries";
import { distance, nearestKey } from "../../config/suggest";
import { messagesOf, minimal, operatorLogin, withValue } from "./fixtures";

function unknown(key: string, suggestion: string): string {
  return `Unknown configuration key "${key}". Did you mean "${suggestion}"?`;
}

describe("unknown configuration keys", () => {
  const cases: readonly (readonly [written: string, meant: string])[] = [
    ["netwrok", "network"],
    ["Environment", "environment"],
    ["network.natstrategy", "network.natStrategy"],
    ["service.capacity.ondemandbase", "service.capacity.onDemandBase"],
    ["service.engineVersion", "search.engineVersion"],
    ["ops.oidc.clientID", "ops.oidc.clientId"],
    ["functions.reservedConcurrency.indexers", "functions.reservedConcurrency.indexer"],
    ["pagerDutyEndPoint", "pagerDutyEndpoint"],
  ];
  for (const [written, meant] of cases) {
    it(`suggests ${meant} for ${written}`, () => {
      const raw = withValue({ ...minimal(), ...operatorLogin() }, written, "x");
      expect(messagesOf(raw)).to.deep.equal([unknown(written, meant)]);
    });
  }

  it("explains the missing --path of a flat key with a dot", () => {
    expect(messagesOf({ ...minimal(), "network.natStrategy": "single" })).to.deep.equal([
      unknown("kumiki:network.natStrategy", "--path network.natStrategy"),
    ]);
  });

  it("leaves the keys of other namespaces to their owners", () => {
    expect(messagesOf(minimal(), { region: "ap-northeast-1" })).to.deep.equal([]);
  });

  it("accepts any name for an alarm threshold", () => {
    expect(messagesOf(withValue(minimal(), "alerting.thresholds", { anything: 1 }))).to.deep.equal([]);
  });

  it("always suggests an existing key, and the key itself for an existing one", () => {
    const paths = new Set(listPaths());
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(paths.has(nearestKey(name.replaceAll(/[[\]]/g, "")))).to.equal(true);
      }),
      { numRuns: 30 },
    );
    expect([...paths].filter((path) => nearestKey(path) !== path)).to.deep.equal([]);
  });

  it("measures how many characters differ", () => {
    expect([distance("", "abc"), distance("abc", "ABC"), distance("kitten", "sitting")]).to.deep.equal([3, 0, 3]);
  });
});
