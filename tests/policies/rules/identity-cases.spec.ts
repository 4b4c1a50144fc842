import { expect } from "chai";
import type { PlainObject, ResourceGraph, ResourceNode } from "../../../plan/graph";
import { STACK_TYPE } from "../../../plan/graph";
import { evaluateRules } from "../../../policies/core/evaluate";
import type { Rule } from "../../../policies/core/rule";
import { googleRules } from "../../../policies/rules/google";
import { identityRules } from "../../../policies/rules/identity";
import { keyRules } from "../../../policies/rules/keys";
import { secretRules } from "../../../policies/rules/secrets";
import { graphOf, resource, unknownInput } from "../support/mutate";

const RULES = [...identityRules, ...keyRules, ...googleRules, ...secretRules];
const ACCOUNT = "111122223333";
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

const statement = (...lines: PlainObject[]) =>
  JSON.stringify({ Statement: lines.map((line) => ({ Sid: "Line", Effect: "Allow", ...line })) });
const rolePolicy = (line: PlainObject) =>
  resource("aws:iam/rolePolicy:RolePolicy", "policy", { role: "reader", policy: statement(line) });
const bucketPolicy = (line: PlainObject) =>
  resource("aws:s3/bucketPolicy:BucketPolicy", "policy", { bucket: "shop", policy: statement(line) });
const key = (...lines: PlainObject[]) =>
  resource("aws:kms/key:Key", "key", { policy: statement(...lines) }, { arn: "arn:aws:kms:x:1:key/1" });
const role = (trust: PlainObject, more: PlainObject = {}) =>
  resource(
    "aws:iam/role:Role",
    "reader",
    { name: "reader", assumeRolePolicy: statement({ Action: "sts:AssumeRole", ...trust }), ...more },
    { arn: `arn:aws:iam::${ACCOUNT}:role/reader` },
  );
const byService = {
  Principal: { Service: "ec2.amazonaws.com" },
  Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
};
const boundary = (line: PlainObject) =>
  resource("aws:iam/policy:Policy", "boundary", { policy: statement(line) }, { arn: "arn:aws:iam::1:policy/bound" });
const bounded = role(byService, { permissionsBoundary: "arn:aws:iam::1:policy/bound" });
const administered = { Principal: { AWS: ROOT }, Action: "kms:PutKeyPolicy" };
const account = resource(
  "gcp:serviceaccount/account:Account",
  "loader",
  {},
  { name: "sa", member: "serviceAccount:sa" },
);
const provider = (attributeCondition: string) =>
  resource("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider", "provider", {
    attributeCondition,
    aws: { accountId: ACCOUNT },
    attributeMapping: {
      "attribute.aws_role":
        "assertion.arn.extract('{prefix}assumed-role/') + 'assumed-role/' + assertion.arn.extract('assumed-role/{role}/')",
    },
  });
const pinned = `assertion.account == '${ACCOUNT}' && attribute.aws_role in ['arn:aws:sts::${ACCOUNT}:assumed-role/reader']`;

interface RuleCase {
  /** Resources that satisfy the rule; the first is the one whose input is hidden to see what is unproven. */
  readonly good: readonly ResourceNode[];
  readonly hidden?: string;
  readonly bad: readonly ResourceNode[];
  readonly keys: readonly string[];
}

/** By rule: what passes, what does not and how it is told. */
const CASES: Readonly<Record<string, RuleCase>> = {
  "least-privilege-named-actions": {
    good: [rolePolicy({ Action: ["s3:GetObject"], Resource: "*" })],
    bad: [rolePolicy({ Action: ["s3:*", "s3:Get*", "sqs:SendMessage"], Resource: "*" })],
    keys: ["Action::s3:*", "Action::s3:Get*"],
  },
  "least-privilege-known-actions": {
    good: [rolePolicy({ Action: "s3:getobject" })],
    bad: [rolePolicy({ Action: "s3:GetObjects" })],
    keys: ["Action::s3:GetObjects"],
  },
  "least-privilege-narrowed-resources": {
    good: [rolePolicy({ Action: ["xray:PutTraceSegments"], Resource: "*" })],
    bad: [rolePolicy({ Action: ["s3:GetObject", "kms:Decrypt", "xray:PutTraceSegments"], Resource: ["*"] })],
    keys: ["Resource::s3:GetObject", "Resource::kms:Decrypt"],
  },
  "least-privilege-pass-role": {
    good: [
      rolePolicy({
        Action: "iam:PassRole",
        Resource: `arn:aws:iam::${ACCOUNT}:role/task`,
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      }),
    ],
    bad: [rolePolicy({ Action: "iam:PassRole", Resource: "*" })],
    keys: ["Roles::Line", "Service::Line"],
  },
  "least-privilege-confused-deputies": {
    good: [role(byService)],
    hidden: "assumeRolePolicy",
    bad: [role({ Principal: { Service: "ec2.amazonaws.com" } })],
    keys: ["Principal::ec2.amazonaws.com"],
  },
  "least-privilege-no-public-principals": {
    good: [
      bucketPolicy({
        Principal: "*",
        Action: "s3:GetObject",
        Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } },
      }),
    ],
    bad: [
      bucketPolicy({
        Principal: { AWS: "*" },
        Action: "s3:GetObject",
        Condition: { StringLike: { "aws:UserAgent": "x" } },
      }),
    ],
    keys: ["Principal::Line"],
  },
  "least-privilege-own-account-only": {
    good: [bucketPolicy({ Principal: { AWS: ROOT }, Action: "s3:GetObject" }), role(byService)],
    bad: [bucketPolicy({ Principal: { AWS: "999999999999" }, Action: "s3:GetObject" }), role(byService)],
    keys: ["Account::999999999999"],
  },
  "least-privilege-federated-trust": {
    good: [
      role({
        Principal: { Federated: "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com" },
        Condition: {
          StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
          StringLike: { "token.actions.githubusercontent.com:sub": "repo:shop@1/app@2:ref:refs/heads/*" },
        },
      }),
    ],
    hidden: "assumeRolePolicy",
    bad: [
      role({
        Principal: { Federated: "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com" },
        Condition: { StringLike: { "token.actions.githubusercontent.com:sub": "repo:*" } },
      }),
    ],
    keys: ["Subject::Line", "Audience::Line"],
  },
  "least-privilege-bounded-roles": {
    good: [bounded, boundary({ Action: "s3:GetObject" }), rolePolicy({ Action: "s3:GetObject" })],
    hidden: "permissionsBoundary",
    bad: [bounded, boundary({ Action: "s3:PutObject" }), rolePolicy({ Action: "s3:GetObject" })],
    keys: ["Action::s3:GetObject"],
  },
  "least-privilege-tight-boundaries": {
    good: [boundary({ Action: "s3:GetObject" }), bounded, rolePolicy({ Action: "s3:GetObject" })],
    bad: [boundary({ Action: ["s3:GetObject", "iam:PutRolePolicy"] }), bounded],
    keys: ["Identity::iam:PutRolePolicy", "Surplus::s3:GetObject", "Surplus::iam:PutRolePolicy"],
  },
  "least-privilege-known-managed-policies": {
    good: [
      resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", {
        policyArn: "arn:aws:iam::aws:policy/SecurityAudit",
      }),
    ],
    hidden: "policyArn",
    bad: [
      resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", {
        policyArn: "arn:aws:iam::aws:policy/IAMFullAccess",
      }),
    ],
    keys: ["Policy::IAMFullAccess"],
  },
  "least-privilege-no-standing-credentials": {
    good: [],
    bad: [resource("aws:iam/accessKey:AccessKey", "key", { user: "alice" })],
    keys: ["Type::aws:iam/accessKey:AccessKey"],
  },
  "least-privilege-no-self-lockout": {
    good: [
      bucketPolicy({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    ],
    bad: [bucketPolicy({ Effect: "Deny", Principal: "*", Action: "s3:*" })],
    keys: ["Deny::Line"],
  },
  "least-privilege-distribution-reads-only": {
    good: [
      bucketPolicy({
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: "s3:GetObject",
        Condition: { StringEquals: { "aws:SourceArn": "arn:d" } },
      }),
      resource("aws:cloudfront/distribution:Distribution", "d", {}, { arn: "arn:d" }),
    ],
    bad: [bucketPolicy({ Principal: { Service: "cloudfront.amazonaws.com" }, Action: "s3:PutObject" })],
    keys: ["Action::Line", "Source::Line"],
  },
  "least-privilege-search-names-callers": {
    good: [
      resource("aws:opensearch/domain:Domain", "d", {
        accessPolicies: statement({
          Principal: { AWS: ROOT },
          Action: "es:ESHttpGet",
          Condition: { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/reader` } },
        }),
      }),
    ],
    hidden: "accessPolicies",
    bad: [
      resource("aws:opensearch/domain:Domain", "d", {
        accessPolicies: statement({ Principal: { AWS: ROOT }, Action: "es:ESHttpGet" }),
      }),
    ],
    keys: ["Callers::Line"],
  },
  "encryption-refused-plain-text": {
    good: [
      resource("aws:sqs/queue:Queue", "q", {
        policy: statement({
          Effect: "Deny",
          Principal: "*",
          Action: "sqs:*",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
      }),
    ],
    bad: [resource("aws:sqs/queue:Queue", "q")],
    keys: ["SecureTransport"],
  },
  "encryption-recorded-sessions": {
    good: [
      resource("aws:ssm/document:Document", "s", {
        documentType: "Session",
        content: '{"inputs":{"kmsKeyId":"k","s3BucketName":"b"}}',
      }),
    ],
    hidden: "content",
    bad: [resource("aws:ssm/document:Document", "s", { documentType: "Session", content: '{"inputs":{}}' })],
    keys: ["kmsKeyId", "logs"],
  },
  "least-privilege-data-plane": {
    good: [role(byService)],
    hidden: "assumeRolePolicy",
    bad: [role(byService), rolePolicy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::shop/*" })],
    keys: ["Surplus::reader::s3:GetObject::shop/*"],
  },
  "least-privilege-no-escalation": {
    good: [role(byService)],
    hidden: "assumeRolePolicy",
    bad: [role(byService), rolePolicy({ Action: "iam:CreatePolicyVersion", Resource: "*" })],
    keys: ["Path::reader->the whole account"],
  },
  "least-privilege-people-without-data": {
    good: [role({ Principal: { AWS: ROOT } }), rolePolicy({ Action: "logs:GetLogEvents", Resource: "*" })],
    hidden: "assumeRolePolicy",
    bad: [role({ Principal: { AWS: ROOT } }), rolePolicy({ Action: "s3:GetObject", Resource: "*" })],
    keys: ["Action::s3:GetObject"],
  },
  "encryption-narrow-key-policies": {
    good: [key(administered)],
    bad: [key({ Principal: { AWS: ROOT }, Action: ["kms:Decrypt", "kms:CreateGrant"] })],
    keys: ["ViaService::Line", "Grants::Line", "Locked"],
  },
  "encryption-separated-key-duties": {
    good: [key(administered)],
    bad: [key({ ...administered, Action: ["kms:PutKeyPolicy", "kms:Decrypt"] })],
    keys: ["Both::Line"],
  },
  "least-privilege-google-no-public-members": {
    good: [resource("gcp:projects/iAMMember:IAMMember", "m", { member: "group:a@example.com", role: "roles/x" })],
    hidden: "member",
    bad: [
      resource("gcp:projects/iAMPolicy:IAMPolicy", "m", {
        policyData: '{"bindings":[{"role":"roles/x","members":["allUsers"]}]}',
      }),
    ],
    keys: ["Member::roles/x"],
  },
  "least-privilege-google-narrow-roles": {
    good: [
      resource("gcp:projects/iAMMember:IAMMember", "m", {
        member: "group:a@example.com",
        role: "roles/bigquery.dataViewer",
      }),
    ],
    hidden: "role",
    bad: [resource("gcp:projects/iAMBinding:IAMBinding", "m", { members: ["user:a@gmail.com"], role: "roles/owner" })],
    keys: ["Role::roles/owner", "Role::roles/owner"],
  },
  "least-privilege-google-harmless-custom-roles": {
    good: [resource("gcp:projects/iAMCustomRole:IAMCustomRole", "r", { permissions: ["bigquery.jobs.create"] })],
    hidden: "permissions",
    bad: [resource("gcp:projects/iAMCustomRole:IAMCustomRole", "r", { permissions: ["iam.serviceAccounts.actAs"] })],
    keys: ["Permission::iam.serviceAccounts.actAs"],
  },
  "least-privilege-google-pinned-federation": {
    good: [provider(pinned), role(byService)],
    hidden: "attributeCondition",
    bad: [provider("attribute.aws_role in ['arn:aws:sts::999999999999:assumed-role/other']"), role(byService)],
    keys: ["Account", "Stranger"],
  },
  "least-privilege-google-declared-impersonation": {
    good: [account],
    bad: [
      account,
      resource("gcp:serviceaccount/iAMMember:IAMMember", "m", {
        serviceAccountId: "sa",
        member: "user:a@b.c",
        role: "roles/iam.serviceAccountTokenCreator",
      }),
    ],
    keys: ["Surplus::unknown"],
  },
  "least-privilege-google-data-plane": {
    good: [account],
    bad: [
      account,
      resource("gcp:projects/iAMMember:IAMMember", "m", { member: "serviceAccount:sa", role: "roles/viewer" }),
    ],
    keys: ["Surplus::roles/viewer on project"],
  },
  "encryption-no-open-secrets": {
    good: [
      resource(
        "aws:rds/cluster:Cluster",
        "db",
        { masterPassword: "correct-horse" },
        {},
        { secretInputs: ["masterPassword"] },
      ),
    ],
    hidden: "masterPassword",
    bad: [
      resource(
        "aws:rds/cluster:Cluster",
        "db",
        { masterPassword: "correct-horse" },
        {},
        { secretInputs: ["masterPassword"] },
      ),
      resource("aws:sqs/queue:Queue", "q", { tags: { Note: "it is correct-horse" } }),
    ],
    keys: ["Input::q::tags.Note"],
  },
};

describe("identity: each rule by itself", () => {
  for (const rule of RULES) {
    const its = CASES[rule.id];
    it(`${rule.id} has its cases`, () => expect(its).to.not.equal(undefined));
    if (its === undefined) continue;
    const { good, bad, keys, hidden = "policy" } = its;
    if (good.length > 0)
      it(`${rule.id} passes what is right`, () => expect(said(rule, graphOf(...good))).to.deep.equal([]));
    it(`${rule.id} tells what is wrong`, () => {
      expect(said(rule, graphOf(...bad))).to.deep.equal(keys.map((found) => `violation ${found}`));
    });
    const [first, ...others] = good;
    if (first !== undefined && Object.hasOwn(first.inputs, hidden)) {
      it(`${rule.id} proves nothing where ${hidden} is not known`, () => {
        const blind = { ...first, inputs: unknownInput(first.inputs, hidden) };
        expect(said(rule, graphOf(blind, ...others))).to.deep.equal([`unproven unknown:${hidden}`]);
      });
    }
    it(`${rule.id} is not applicable, or has nothing to say, where there is nothing of the kind`, () => {
      const [verdict] = evaluateRules(graphOf(), [rule]);
      expect(verdict?.outcome).to.equal(rule.types.includes(STACK_TYPE) ? "pass" : "notApplicable");
    });
  }
});

function said(rule: Rule, graph: ResourceGraph): string[] {
  return evaluateRules(graph, [rule]).flatMap(({ outcome, findings }) =>
    findings.map(({ key: found }) => `${outcome} ${found}`),
  );
}
