import { expect } from "chai";
import { schemaOf } from "../../../plan/cloud/schema";
import type { PlainObject } from "../../../plan/graph";
import { pathProblem } from "../../../policies/core/path-check";
import { readPath } from "../../../policies/core/property-path";

const INPUTS: PlainObject = {
  enabled: false,
  origins: [{ id: "a", config: { ports: [80, 443] } }, { id: "b" }],
  none: [],
  empty: null,
};

describe("a property path", () => {
  for (const [path, readings] of [
    ["enabled", [["enabled", false]]],
    [
      "origins[].id",
      [
        ["origins[0].id", "a"],
        ["origins[1].id", "b"],
      ],
    ],
    [
      "origins[].config.ports[]",
      [
        ["origins[0].config.ports[0]", 80],
        ["origins[0].config.ports[1]", 443],
        ["origins[1].config.ports[]", undefined],
      ],
    ],
    ["absent", [["absent", undefined]]],
    ["absent.deeper", [["absent.deeper", undefined]]],
    ["none[]", [["none[]", undefined]]],
    ["none[].deeper", [["none[].deeper", undefined]]],
    ["empty", [["empty", undefined]]],
    ["enabled[]", [["enabled", false]]],
    ["enabled.deeper", [["enabled.deeper", undefined]]],
  ] as const) {
    it(`reads ${path}`, () => {
      expect(readPath(INPUTS, path).map((reading) => [reading.path, reading.value])).to.deep.equal(readings);
    });
  }

  it("finds nothing to judge below what may be absent", () => {
    expect(readPath(INPUTS, "origins[].config.ports[]", ["config"])).to.have.lengthOf(2);
    expect(readPath(INPUTS, "none[].id", ["none"])).to.deep.equal([]);
    expect(readPath(INPUTS, "absent.id", ["absent"])).to.deep.equal([]);
  });

  it("is refused when it is not of the form a.b[].c", () => {
    for (const path of ["", "a..b", "a[0]", "a[].", "a b"]) {
      expect(() => readPath(INPUTS, path), path).to.throw(`"${path}" is not a property path`);
    }
  });
});

describe("the check of a path against the SDK", () => {
  const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
  const problem = (path: string, type = DISTRIBUTION) => {
    const schema = schemaOf(type);
    if (schema === undefined) throw new Error(`no schema of ${type}`);
    return pathProblem(type, schema, path);
  };

  it("accepts what the SDK declares, through lists and objects", () => {
    expect(problem("origins[].customOriginConfig.originSslProtocols[]")).to.equal(undefined);
    expect(problem("webAclId")).to.equal(undefined);
    expect(problem("engineVersion", "aws:rds/cluster:Cluster")).to.equal(undefined);
  });

  it("names a misspelt property, at any depth", () => {
    expect(problem("webAclID")).to.equal(`${DISTRIBUTION} has no property "webAclID" in webAclID`);
    expect(problem("origins[].customOrigin.x")).to.equal(
      `${DISTRIBUTION} has no property "customOrigin" in origins[].customOrigin.x`,
    );
    expect(problem("toString")).to.equal(`${DISTRIBUTION} has no property "toString" in toString`);
  });

  it("tells a list from what is none", () => {
    expect(problem("origins.domainName")).to.equal(
      `${DISTRIBUTION}: "origins" in origins.domainName is a list; write []`,
    );
    expect(problem("webAclId[]")).to.equal(`${DISTRIBUTION}: "webAclId" in webAclId[] is no list; remove its []`);
  });

  it("finds nothing below a scalar", () => {
    expect(problem("webAclId.arn")).to.equal(
      `${DISTRIBUTION}: nothing lies below the property before "arn" in webAclId.arn`,
    );
  });
});
