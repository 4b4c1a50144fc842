// Proves the suggestions; whether the nearest key is the one that was meant, only the author of the file knows.
import { expect } from "chai";
import fc from "fast-check";
import { editDistance } from "../../config/edit-distance";
import { listPaths } from "../../config/entries";
import { evaluate } from "../../config/evaluate";
import { nearestKey } from "../../config/suggest";
import { messagesOf, minimal, operatorLogin, sourceOf, withValue } from "./fixtures";

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
    ["network.cidr", "network.cidrBlock"],
    ["service.minimum", "service.min"],
    ["search.volume", "search.volumeGiB"],
    ["env", "environment"],
  ];
  for (const [written, meant] of cases) {
    it(`suggests ${meant} for ${written}`, () => {
      const raw = withValue({ ...minimal(), ...operatorLogin() }, written, "x");
      expect(messagesOf(raw)).to.deep.equal([unknown(written, meant)]);
    });
  }

  for (const written of [
    "vpc",
    "cidr",
    "db",
    "network.x",
    "network.ad",
    "service.name",
    "service.replicas",
    "functions.reservedConcurrency.api",
    "alerting.thresholdss.x",
  ]) {
    it(`suggests nothing for ${written}, which resembles no key`, () => {
      expect(nearestKey(written)).to.equal(undefined);
    });
  }

  it("names the list of keys where it has nothing to suggest, in whatever way the key was written", () => {
    const list = (key: string) => `Unknown configuration key "${key}". docs/configuration.md lists every key.`;
    expect(messagesOf({ ...minimal(), vpc: "x", "vpc.id": "x" })).to.deep.equal([list("kumiki:vpc.id"), list("vpc")]);
    const source = sourceOf(minimal());
    const values = { ...source.values, "datadog:apiKey": "x" };
    expect(evaluate({ ...source, values }).problems.map(({ message }) => message)).to.deep.equal([
      list("datadog:apiKey"),
    ]);
  });

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

  it("suggests existing keys only, and the key itself for an existing one", () => {
    const paths = listPaths();
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.nat(), fc.string({ maxLength: 3 }), (path, at, inserted) => {
        const cut = at % (path.length + 1);
        const suggested = nearestKey(path.slice(0, cut) + inserted.replaceAll(/[[\]]/g, "") + path.slice(cut));
        expect([undefined, ...paths]).to.include(suggested);
      }),
      { numRuns: 100 },
    );
    expect(paths.filter((path) => nearestKey(path) !== path)).to.deep.equal([]);
  });

  it("measures how many characters differ", () => {
    expect([editDistance("", "abc"), editDistance("abc", "ABC"), editDistance("kitten", "sitting")]).to.deep.equal([
      3, 0, 3,
    ]);
  });
});
