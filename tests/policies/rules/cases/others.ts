import {
  ACCOUNT,
  account,
  administered,
  byService,
  key,
  pinned,
  provider,
  ROOT,
  type RuleCase,
  role,
  rolePolicy,
  statement,
} from "../../support/identity-resources";
import { resource } from "../../support/mutate";

/** The rest of them: search, keys, secrets, theorems, and Google. */
export const OTHER_CASES: Readonly<Record<string, RuleCase>> = {
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
    keys: ["Surplus::something no row names"],
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
