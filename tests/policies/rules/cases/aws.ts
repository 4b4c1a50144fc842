import {
  ACCOUNT,
  boundary,
  bounded,
  bucketPolicy,
  byService,
  ROOT,
  type RuleCase,
  role,
  rolePolicy,
} from "../../support/identity-resources";
import { resource } from "../../support/mutate";

/** By rule: what passes, what does not and how it is told. */
export const AWS_CASES: Readonly<Record<string, RuleCase>> = {
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
    keys: ["Type::aws:iam/accessKey:AccessKey::key"],
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
};
