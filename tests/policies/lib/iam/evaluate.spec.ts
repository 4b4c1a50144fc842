import { expect } from "chai";
import * as fc from "fast-check";
import { parseDocument } from "../../../../policies/lib/iam/document";
import { decide } from "../../../../policies/lib/iam/evaluate";
import { covers, matches, overlaps } from "../../../../policies/lib/iam/glob";
import { CONDITION_CASES } from "./condition-verdicts";
import { type NaiveCase, naiveDecision } from "./naive-evaluator";
import { CASES, type Case, DEFAULT_OBJECT, type Line, ROLE } from "./verdicts";

describe("the evaluator of IAM documents", () => {
  for (const example of [...CASES, ...CONDITION_CASES]) {
    it(`${example.says}: ${example.verdict}`, () => {
      expect(verdictOf(example)).to.equal(example.verdict);
    });
  }

  it("agrees with a naive evaluator on whatever documents (500 cases)", () => {
    void fc.assert(
      fc.property(cases(), (example) => {
        expect(verdictOf(example)).to.equal(naiveDecision(example));
      }),
      { numRuns: 500, seed: 20261126 },
    );
  });

  it("says that it does not know only where the missing key decides (500 cases)", () => {
    void fc.assert(
      fc.property(cases(), fc.constantFrom("k", "l"), (example, hidden) => {
        const { [hidden]: _, ...context } = example.context;
        const blind = verdictOf({ ...example, context });
        const possible = [null, ["a"], ["b"], ["a", "b"]].map((value) =>
          naiveDecision({ ...example, context: { ...context, [hidden]: value } }),
        );
        if (blind !== "unknown")
          for (const decision of possible) expect(isAllowed(decision)).to.equal(isAllowed(blind));
      }),
      { numRuns: 500, seed: 20261126 },
    );
  });

  it("matches patterns as the expressions they stand for (1000 cases)", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 6 });
    void fc.assert(
      fc.property(pattern, pattern, text, (one, other, example) => {
        const expected = (glob: string) =>
          new RegExp(`^${glob.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(example);
        expect(matches(one, example)).to.equal(expected(one));
        if (covers(one, other) && expected(other)) expect(expected(one)).to.equal(true);
        if (expected(one) && expected(other)) expect(overlaps(one, other)).to.equal(true);
      }),
      { numRuns: 1000, seed: 20261126 },
    );
  });

  it("tells patterns apart that have nothing in common, and one that holds another", () => {
    expect(overlaps("raw/*", "export/*")).to.equal(false);
    expect(covers("raw/*", "raw/uploads/*")).to.equal(true);
    expect(covers("raw/uploads/*", "raw/*")).to.equal(false);
    expect(covers("a?", "a*")).to.equal(false);
  });
});

function isAllowed(decision: string): boolean {
  return decision === "allowed";
}

function verdictOf({ identity, boundary, resource, action, on, account, context }: Case | NaiveCase) {
  const read = (lines: readonly Line[]) => parseDocument(JSON.stringify({ Statement: lines }));
  return decide(
    {
      requester: { arn: ROLE, account: "111122223333" },
      action: action ?? "s3:GetObject",
      resource: on ?? DEFAULT_OBJECT,
      resourceAccount: account ?? "111122223333",
      context: new Map(Object.entries(context ?? {})),
    },
    {
      identity: identity === undefined ? [] : [read(identity)],
      ...(boundary === undefined ? {} : { boundary: read(boundary) }),
      ...(resource === undefined ? {} : { resource: read(resource) }),
    },
  );
}

/** Small documents over few names, so that statements meet. */
function cases(): fc.Arbitrary<NaiveCase> {
  const names = fc.constantFrom("s3:GetObject", "s3:*", "s3:Get*", "S3:PUTOBJECT", "kms:Decrypt", "*");
  const arns = fc.constantFrom("*", "arn:aws:s3:::shop/*", "arn:aws:s3:::shop/a/b.txt", "arn:aws:s3:::other/?");
  const operators = fc.constantFrom(
    "StringEquals",
    "StringNotEquals",
    "StringLike",
    "StringNotLike",
    "StringEqualsIfExists",
    "Null",
    "ForAllValues:StringEquals",
    "ForAnyValue:StringEquals",
    "ForAnyValue:StringNotEquals",
  );
  const condition = fc.record({
    operator: operators,
    key: fc.constantFrom("k", "l"),
    values: fc.uniqueArray(fc.constantFrom("a", "b", "?", "true", "false"), { minLength: 1, maxLength: 2 }),
  });
  const line = fc.record({
    Effect: fc.constantFrom("Allow", "Allow", "Deny"),
    inverted: fc.boolean(),
    actions: fc.uniqueArray(names, { minLength: 1, maxLength: 2 }),
    notResource: fc.boolean(),
    arns: fc.uniqueArray(arns, { minLength: 1, maxLength: 2 }),
    conditions: fc.array(condition, { maxLength: 2 }),
    principal: fc.constantFrom("*", ROLE, "arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:role/other"),
  });
  const lines = fc.array(line, { maxLength: 3 });
  return fc
    .record({
      identity: lines,
      boundary: fc.option(lines, { nil: undefined }),
      resource: fc.option(lines, { nil: undefined }),
      action: fc.constantFrom("s3:GetObject", "s3:PutObject", "kms:Decrypt"),
      account: fc.constantFrom("111122223333", "444455556666"),
      context: fc.record({ k: values(), l: values() }),
    })
    .map(({ identity, boundary, resource, ...rest }) => ({
      ...rest,
      on: DEFAULT_OBJECT,
      identity: identity.map((entry) => written(entry, false)),
      ...(boundary === undefined ? {} : { boundary: boundary.map((entry) => written(entry, false)) }),
      ...(resource === undefined ? {} : { resource: resource.map((entry) => written(entry, true)) }),
    }));
}

function values(): fc.Arbitrary<string[] | null> {
  return fc.constantFrom(null, ["a"], ["b"], ["a", "b"]);
}

interface Drawn {
  readonly Effect: string;
  readonly inverted: boolean;
  readonly actions: readonly string[];
  readonly notResource: boolean;
  readonly arns: readonly string[];
  readonly conditions: readonly {
    readonly operator: string;
    readonly key: string;
    readonly values: readonly string[];
  }[];
  readonly principal: string;
}

function written(
  { Effect, inverted, actions, notResource, arns, conditions, principal }: Drawn,
  admits: boolean,
): Line {
  const Condition: Record<string, Record<string, readonly string[]>> = {};
  for (const { operator, key, values: wanted } of conditions)
    Condition[operator] = { ...Condition[operator], [key]: wanted };
  return {
    Effect,
    [inverted ? "NotAction" : "Action"]: actions,
    [notResource ? "NotResource" : "Resource"]: arns,
    Condition,
    ...(admits ? { Principal: { AWS: principal } } : {}),
  };
}
