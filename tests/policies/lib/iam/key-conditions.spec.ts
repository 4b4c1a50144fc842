import { expect } from "chai";
import type { PlainObject } from "../../../../plan/graph";
import { dataGrantsOf } from "../../../../policies/lib/iam/data-grants";
import { parseDocument } from "../../../../policies/lib/iam/document";
import { limitsGrants } from "../../../../policies/lib/iam/key-policies";
import { rolesOf } from "../../../../policies/lib/iam/roles";
import { byService, role, rolePolicy } from "../../support/identity-resources";
import { graphOf } from "../../support/mutate";

function statementsWith(Condition: PlainObject) {
  return parseDocument({ Statement: [{ Effect: "Allow", Action: "kms:Decrypt", Resource: "*", Condition }] });
}

describe("a condition on a grant of a key", () => {
  const conditions: readonly (readonly [PlainObject, boolean])[] = [
    [{ Bool: { "kms:GrantIsForAWSResource": "true" } }, true],
    [{ Bool: { "kms:GrantIsForAWSResource": "false" } }, false],
    [{ BoolIfExists: { "kms:GrantIsForAWSResource": "true" } }, false],
    [{ "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] } }, true],
    [{ "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt", "CreateGrant"] } }, false],
    [{ "ForAllValues:StringEquals": { "kms:GrantOperations": [] } }, false],
    [{ "ForAnyValue:StringEquals": { "kms:GrantOperations": ["Decrypt"] } }, false],
    [{ StringEquals: { "kms:GrantOperations": ["Decrypt"] } }, false],
  ];
  for (const [condition, limits] of conditions) {
    it(`${limits ? "limits" : "does not limit"} it: ${JSON.stringify(condition)}`, () => {
      const [statement] = statementsWith(condition);
      expect(statement?.conditions.some(limitsGrants)).to.equal(limits);
    });
  }
});

describe("the use of a key", () => {
  const conditions: readonly (readonly [PlainObject, string])[] = [
    [{ StringEquals: { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" } }, "s3.ap-northeast-1.amazonaws.com"],
    [{ StringEqualsIfExists: { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" } }, "anybody"],
    [{ "ForAllValues:StringEquals": { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" } }, "anybody"],
    [{ BoolIfExists: { "kms:GrantIsForAWSResource": "true" } }, "anybody"],
    [
      { ArnNotLike: { "kms:EncryptionContext:aws:scheduler:schedule:arn": "arn:aws:scheduler:x:1:schedule/a" } },
      "anybody",
    ],
  ];
  for (const [condition, via] of conditions) {
    it(`is by ${via} with ${JSON.stringify(condition)}`, () => {
      const policy = rolePolicy({ Action: "kms:Decrypt", Resource: "*", Condition: condition });
      const [reader] = rolesOf(graphOf(role(byService), policy));
      expect(reader && dataGrantsOf(reader, []).map((grant) => grant.via)).to.deep.equal([via]);
    });
  }
});
