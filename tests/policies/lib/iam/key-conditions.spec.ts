import { expect } from "chai";
import type { PlainObject } from "../../../../plan/graph";
import { dataGrantsOf } from "../../../../policies/lib/iam/data-grants";
import { parseDocument } from "../../../../policies/lib/iam/document";
import { limitsGrants } from "../../../../policies/lib/iam/key-policies";
import type { Role } from "../../../../policies/lib/iam/roles";

function statementsWith(Condition: PlainObject) {
  return parseDocument({ Statement: [{ Effect: "Allow", Action: "kms:Decrypt", Resource: "*", Condition }] });
}

describe("a condition on a grant of a key", () => {
  for (const [condition, limits] of [
    [{ Bool: { "kms:GrantIsForAWSResource": "true" } }, true],
    [{ Bool: { "kms:GrantIsForAWSResource": "false" } }, false],
    [{ BoolIfExists: { "kms:GrantIsForAWSResource": "true" } }, false],
    [{ "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] } }, true],
    [{ "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt", "CreateGrant"] } }, false],
    [{ "ForAllValues:StringEquals": { "kms:GrantOperations": [] } }, false],
    [{ "ForAnyValue:StringEquals": { "kms:GrantOperations": ["Decrypt"] } }, false],
    [{ StringEquals: { "kms:GrantOperations": ["Decrypt"] } }, false],
  ] as const) {
    it(`${limits ? "limits" : "does not limit"} it: ${JSON.stringify(condition)}`, () => {
      const [statement] = statementsWith(condition as PlainObject);
      expect(statement?.conditions.some(limitsGrants)).to.equal(limits);
    });
  }
});

describe("the use of a key", () => {
  for (const [condition, via] of [
    [{ StringEquals: { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" } }, "s3.ap-northeast-1.amazonaws.com"],
    [{ StringEqualsIfExists: { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" } }, "anybody"],
    [{ "ForAllValues:StringEquals": { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" } }, "anybody"],
    [{ BoolIfExists: { "kms:GrantIsForAWSResource": "true" } }, "anybody"],
    [
      { ArnNotLike: { "kms:EncryptionContext:aws:scheduler:schedule:arn": "arn:aws:scheduler:x:1:schedule/a" } },
      "anybody",
    ],
  ] as const) {
    it(`is by ${via} with ${JSON.stringify(condition)}`, () => {
      const own = [statementsWith(condition as PlainObject)];
      const role = { own, arn: "arn:aws:iam::1:role/reader", boundary: undefined, account: "1" } as unknown as Role;
      expect(dataGrantsOf(role, []).map((grant) => grant.via)).to.deep.equal([via]);
    });
  }
});
