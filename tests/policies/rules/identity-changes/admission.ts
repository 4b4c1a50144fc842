import {
  add,
  added,
  arnOf,
  BUCKET_POLICY,
  drop,
  edit,
  type Mutations,
  QUEUE_POLICY,
  ROLE,
  unconditional,
} from "../../support/identity-changes";

/** Who is let in, by resources and by roles. */
export const ADMISSION: Mutations = {
  "a bucket for everybody": [
    add(BUCKET_POLICY, "store-lake-policy", { Principal: "*", Action: "s3:ListBucket", Resource: "arn:aws:s3:::x" }),
    "no-public-principals",
  ],
  "a bucket for another account": [
    add(BUCKET_POLICY, "store-lake-policy", {
      Principal: { AWS: "arn:aws:iam::999999999999:root" },
      Action: "s3:ListBucket",
      Resource: "arn:aws:s3:::x",
    }),
    "own-account-only",
  ],
  "a bucket that answers plain text": [
    drop(BUCKET_POLICY, "store-lake-policy", "DenyInsecureTransport"),
    "refused-plain-text",
  ],
  "a queue that answers plain text": [
    drop(QUEUE_POLICY, "worker-messages-policy", "RefusePlainText"),
    "refused-plain-text",
  ],
  "a bucket that shuts everybody out": [
    add(BUCKET_POLICY, "store-logs-policy", {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutBucketPolicy",
      Resource: "*",
    }),
    "no-self-lockout",
  ],
  "any distribution": [
    edit(BUCKET_POLICY, "edge-static-policy", "ReadByDistribution", (line) => ({
      ...line,
      Condition: { StringEquals: { "aws:SourceAccount": "210987654321" } },
    })),
    "distribution-reads-only",
  ],
  "a web site": [
    added("aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration", "site", {}),
    "distribution-reads-only",
  ],
  "a producer for anybody": [
    edit(QUEUE_POLICY, "export-announcements-policy", "AdmitProducer", unconditional),
    "confused-deputies",
  ],
  "a trusted service for anybody": [
    edit(ROLE, "app-task-role", "AssumedByService", unconditional),
    "confused-deputies",
  ],
  "a trusted service, if it says for whom": [
    edit(ROLE, "app-task-role", "AssumedByService", (line) => ({
      ...line,
      Condition: { StringEqualsIfExists: { "aws:SourceAccount": "210987654321" } },
    })),
    "confused-deputies",
  ],
  "a function for any caller of a service": [
    added("aws:lambda/permission:Permission", "open", {
      principal: "s3.amazonaws.com",
      action: "lambda:InvokeFunction",
    }),
    "confused-deputies",
  ],
  "a role anybody may take": [
    add(ROLE, "app-task-role", { Principal: { AWS: "*" }, Action: "sts:AssumeRole" }),
    "no-public-principals",
    "no-escalation",
  ],
  "a role the account may take": [edit(ROLE, "people-auditor", "TakenByMembers", unconditional), "confused-deputies"],
  "a role another role may take": [
    add(ROLE, "migrate-task-role", (graph) => ({
      Principal: { AWS: arnOf(graph, ROLE, "app-task-role") },
      Action: "sts:AssumeRole",
    })),
    "no-escalation",
  ],
  "trust in a provider of identities": [
    add(ROLE, "app-task-role", {
      Principal: { Federated: "arn:aws:iam::210987654321:oidc-provider/token.actions.githubusercontent.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
    }),
    "federated-trust",
  ],
};
