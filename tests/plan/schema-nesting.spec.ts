// What these tests cannot prove: that AWS accepts the web ACL; only the SDK's types are consulted.

import { expect } from "chai";
import * as fc from "fast-check";
import { checkInputs, schemaOf } from "../../plan/cloud/schema";

const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
const visibilityConfig = { cloudwatchMetricsEnabled: true, metricName: "m", sampledRequestsEnabled: true };

/** A valid web ACL whose only statement is wrapped in `depth` alternating `not` and `and` statements. */
function webAcl(depth: number) {
  let statement: Record<string, unknown> = { geoMatchStatement: { countryCodes: ["JP"] } };
  for (let level = 0; level < depth; level++) {
    statement = level % 2 === 0 ? { notStatement: { statement } } : { andStatement: { statements: [statement] } };
  }
  const rule = { name: "geo", priority: 1, action: { block: {} }, statement, visibilityConfig };
  return { scope: "CLOUDFRONT", defaultAction: { allow: {} }, rules: [rule], visibilityConfig };
}

interface Place {
  readonly object: Record<string, unknown>;
  readonly path: string;
}

/** Every object inside a value, with its path as the messages write it. The web ACL above holds no free-key map. */
function placesIn(value: unknown, path = ""): Place[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => placesIn(item, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  const object: Record<string, unknown> = Object.fromEntries(Object.entries(value));
  const inner = Object.entries(object).flatMap(([key, item]) => placesIn(item, path === "" ? key : `${path}.${key}`));
  return [{ object, path }, ...inner];
}

/** The value with one more property in the object at the given path. */
function insertAt(value: unknown, target: string, key: string, path = ""): unknown {
  if (Array.isArray(value)) return value.map((item, index) => insertAt(item, target, key, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, item]): [string, unknown] => [
    name,
    insertAt(item, target, key, path === "" ? name : `${path}.${name}`),
  ]);
  return Object.fromEntries(path === target ? [...entries, [key, 1]] : entries);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const schema = schemaOf(WEB_ACL);
const everyKnownName = new Set(
  [schema?.inputs ?? {}, ...Object.values(schema?.shapes ?? {})].flatMap((shape) => Object.keys(shape)),
);

describe("checkInputs on nested shapes", () => {
  it("reports an unknown property three levels deep with its path", () => {
    const acl = webAcl(0);
    const [rule] = acl.rules;
    const statement = { geoMatchStatement: { countryCode: ["JP"] } };
    expect(checkInputs(WEB_ACL, { ...acl, rules: [{ ...rule, statement }] })).to.deep.equal([
      `${WEB_ACL} has no property "rules[0].statement.geoMatchStatement.countryCode"; ` +
        'did you mean "rules[0].statement.geoMatchStatement.countryCodes"?',
      `${WEB_ACL} requires property "rules[0].statement.geoMatchStatement.countryCodes"`,
    ]);
  });

  it("follows a shape that contains itself to any depth", () => {
    expect(checkInputs(WEB_ACL, webAcl(40))).to.deep.equal([]);
    const wrong = insertAt(webAcl(3), "rules[0].statement.notStatement.statement.andStatement", "statementss");
    expect(checkInputs(WEB_ACL, isRecord(wrong) ? wrong : {})).to.deep.equal([
      `${WEB_ACL} has no property "rules[0].statement.notStatement.statement.andStatement.statementss"; ` +
        'did you mean "rules[0].statement.notStatement.statement.andStatement.statements"?',
    ]);
  });

  it("always reports a key no shape knows, wherever it stands", () => {
    const unknownKey = fc
      .oneof(fc.string({ minLength: 1 }), fc.constantFrom("__proto__", "constructor", "valueOf", ...everyKnownName))
      .map((key) => (everyKnownName.has(key) ? `${key}X` : key))
      .filter((key) => !everyKnownName.has(key));
    void fc.assert(
      fc.property(fc.nat({ max: 6 }), fc.nat(), unknownKey, (depth, choice, key) => {
        const valid = webAcl(depth);
        expect(checkInputs(WEB_ACL, valid)).to.deep.equal([]);
        const places = placesIn(valid);
        const parent = places[choice % places.length]?.path ?? "";
        const changed = insertAt(valid, parent, key);
        const isIdentifier = /^[A-Za-z_$][\w$]*$/.test(key);
        const step = isIdentifier ? `${parent === "" ? "" : "."}${key}` : `[${JSON.stringify(key)}]`;
        const [problem = "", ...others] = checkInputs(WEB_ACL, isRecord(changed) ? changed : {});
        expect(problem.replace(/; did you mean ".*"\?$/s, "")).to.equal(
          `${WEB_ACL} has no property "${parent}${step}"`,
        );
        expect(others).to.deep.equal([]);
      }),
      { numRuns: 300 },
    );
  });
});
