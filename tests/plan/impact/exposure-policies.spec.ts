import { expect } from "chai";
import type { PlainObject, PlainValue } from "../../../plan/graph";
import { judgeExposure } from "../../../plan/impact/exposure/exposure";
import { created, deleted, updated, verdict } from "./plans";

const BUCKET = "aws:s3/bucketPolicy:BucketPolicy";
const ROLE = "aws:iam/role:Role";
const IDENTITY = "aws:iam/rolePolicy:RolePolicy";

const APP = "arn:aws:iam::123456789012:role/app";
const OTHER = "arn:aws:iam::999999999999:root";
const TLS = { Bool: { "aws:SecureTransport": "true" } };
const ORGANISATION = { StringEquals: { "aws:PrincipalOrgID": "o-1" } };

function allow(principal: PlainValue, condition?: PlainObject, effect = "Allow"): PlainObject {
  return {
    Effect: effect,
    Principal: principal,
    Action: "s3:GetObject",
    Resource: "*",
    ...(condition ? { Condition: condition } : {}),
  };
}

function documentOf(...statements: PlainObject[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const policy = (...statements: PlainObject[]) => ({ policy: documentOf(...statements) });
const does = (...actions: string[]) => policy({ Effect: "Allow", Action: actions, Resource: "*" });

function changed(before: PlainObject, after: PlainObject, type = BUCKET): string[] {
  return verdict(judgeExposure, updated(type, before, after));
}

describe("whom a changed policy lets in", () => {
  it("is everybody, new or changed", () => {
    expect(verdict(judgeExposure, created(BUCKET, policy(allow("*"))))).to.deep.equal(["exposure: admits everybody"]);
    expect(changed(policy(allow({ AWS: APP })), policy(allow({ AWS: "*" })))).to.deep.equal([
      "exposure: admits everybody",
    ]);
  });

  it("is everybody where the only condition is an encrypted connection", () => {
    expect(verdict(judgeExposure, created(BUCKET, policy(allow("*", TLS))))).to.deep.equal([
      "exposure: admits everybody",
    ]);
  });

  it("is everybody but some where the principal is inverted", () => {
    const inverted = { Effect: "Allow", NotPrincipal: { AWS: APP }, Action: "s3:GetObject", Resource: "*" };
    expect(verdict(judgeExposure, created(BUCKET, policy(inverted)))).to.deep.equal(["exposure: admits everybody"]);
  });

  it("is another account, a service or an issuer that was not named", () => {
    expect(changed(policy(allow({ AWS: APP })), policy(allow({ AWS: [APP, OTHER] })))).to.deep.equal([
      `exposure: admits ${OTHER}`,
    ]);
    const service = allow({ Service: "delivery.logs.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": "1" } });
    expect(changed(policy(allow({ AWS: APP })), policy(allow({ AWS: APP }), service))).to.deep.equal([
      "exposure: admits delivery.logs.amazonaws.com, under conditions",
    ]);
    const issuer = { Effect: "Allow", Principal: { Federated: "accounts.google.com" }, Action: "sts:AssumeRole" };
    const trust = (...statements: PlainObject[]) => ({ assumeRolePolicy: documentOf(...statements) });
    expect(changed(trust(), trust(issuer), ROLE)).to.deep.equal(["exposure: admits accounts.google.com"]);
  });

  it("is everybody of an organisation, if that is new", () => {
    expect(changed(policy(allow({ AWS: APP })), policy(allow("*", ORGANISATION)))).to.deep.equal([
      "exposure: admits everybody, under conditions",
    ]);
  });

  it("is somebody who had to meet a condition before", () => {
    expect(changed(policy(allow({ AWS: OTHER }, ORGANISATION)), policy(allow({ AWS: OTHER })))).to.deep.equal([
      `exposure: admits ${OTHER} under fewer conditions`,
    ]);
    expect(changed(policy(allow("*", ORGANISATION)), policy(allow("*")))).to.deep.equal(["exposure: admits everybody"]);
    const another = { StringEquals: { "aws:PrincipalOrgID": "o-2" } };
    expect(changed(policy(allow("*", ORGANISATION)), policy(allow("*", another)))).to.deep.equal([
      "exposure: admits everybody under fewer conditions",
    ]);
  });

  it("is nobody where conditions are added, somebody goes, or only the wording differs", () => {
    expect(changed(policy(allow({ AWS: OTHER })), policy(allow({ AWS: OTHER }, ORGANISATION)))).to.deep.equal([]);
    expect(changed(policy(allow({ AWS: [APP, OTHER] })), policy(allow({ AWS: APP })))).to.deep.equal([]);
    expect(changed(policy(allow({ AWS: [APP] })), policy({ Sid: "Read", ...allow({ AWS: APP }) }))).to.deep.equal([]);
  });

  it("is nobody by a denial, nor by a policy that goes", () => {
    expect(verdict(judgeExposure, created(BUCKET, policy(allow("*", undefined, "Deny"))))).to.deep.equal([]);
    expect(verdict(judgeExposure, deleted(BUCKET, policy(allow("*"))))).to.deep.equal([]);
  });

  it("is not told of a new policy that names whom it admits: the resource is new as well", () => {
    expect(
      verdict(judgeExposure, created(BUCKET, policy(allow({ AWS: OTHER }), allow("*", ORGANISATION)))),
    ).to.deep.equal([]);
  });

  it("is not told where the document is not known yet, or is none", () => {
    const unknown = { policy: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
    expect(changed(policy(allow({ AWS: APP })), unknown)).to.deep.equal([]);
    expect(changed(policy(allow({ AWS: APP })), { policy: "{" })).to.deep.equal([]);
    expect(changed(policy(allow({ AWS: APP })), { policy: "" })).to.deep.equal([]);
  });

  it("is told from a document that replaces one nobody could read", () => {
    expect(changed({ policy: "[secret]" }, policy(allow("*")))).to.deep.equal(["exposure: admits everybody"]);
  });
});

describe("what a changed identity may do", () => {
  it("is told where it is a whole service, or everything", () => {
    expect(changed(does("s3:GetObject"), does("s3:GetObject", "s3:*", "*"), IDENTITY)).to.deep.equal([
      "exposure: allows s3:*",
      "exposure: allows *",
    ]);
    expect(verdict(judgeExposure, created(IDENTITY, does("kms:*")))).to.deep.equal(["exposure: allows kms:*"]);
  });

  it("is not told where it was so before, is narrow, or is denied", () => {
    expect(changed(does("s3:*"), does("s3:*", "s3:GetObject"), IDENTITY)).to.deep.equal([]);
    expect(changed(does(), does("s3:Get*"), IDENTITY)).to.deep.equal([]);
    expect(changed(does(), policy({ Effect: "Deny", Action: "*", Resource: "*" }), IDENTITY)).to.deep.equal([]);
  });
});
