import {
  add,
  arnOf,
  BUCKET_POLICY,
  drop,
  edit,
  grant,
  KEY,
  type Mutations,
  POLICY,
  ROLE,
  TASK,
  unconditional,
} from "../../support/identity-changes";

/** Grants that are too many, too wide or too few. */
export const GRANTS: Mutations = {
  "an action *": [
    grant("*", "arn:aws:s3:::shop"),
    "named-actions",
    "bounded-roles",
    "pass-role",
    "data-plane",
    "separated-key-duties",
  ],
  "a service wildcard": [grant("xray:*", "*"), "named-actions", "bounded-roles", "narrowed-resources"],
  "an action by a pattern": [grant("xray:PutTraceSegment?", "*"), "named-actions"],
  "everything but a few actions": [
    add(POLICY, TASK, {
      NotAction: ["s3:*", "sqs:*", "es:*", "kms:*", "lambda:*", "iam:*", "rds*", "secretsmanager:*", "elasticache:*"],
      Resource: "arn:aws:s3:::shop",
    }),
    "named-actions",
    "bounded-roles",
  ],
  "a misspelt action": [grant("xray:PutTraceSegmentss", "*"), "known-actions"],
  "every resource, where one could be named": [grant("logs:PutLogEvents", "*"), "narrowed-resources"],
  "every resource but one": [
    add(POLICY, TASK, { Action: "logs:PutLogEvents", NotResource: "arn:aws:logs:*:*:log-group:x" }),
    "narrowed-resources",
  ],
  "a grant outside the boundary": [grant("sns:Publish", "arn:aws:sns:eu-west-1:210987654321:news"), "bounded-roles"],
  "a role passed to anybody": [
    grant("iam:PassRole", "arn:aws:iam::210987654321:role/other"),
    "pass-role",
    "bounded-roles",
  ],
  "another store": [grant("s3:GetObject", "arn:aws:s3:::kumiki-backup/*"), "data-plane"],
  "a store's other half": [
    edit(POLICY, "export-load-role-policy", "ReadDocuments", (line) => ({
      ...line,
      Resource: `${String(line.Resource).split("/")[0]}/*`,
    })),
    "data-plane",
  ],
  "a verb too many": [
    edit(POLICY, "worker-task-role-policy", "TakeMessages", (line) => ({
      ...line,
      Action: [...(line.Action as string[]), "sqs:SendMessage"],
    })),
    "data-plane",
  ],
  "a grant too few": [drop(POLICY, TASK, "SendMessages"), "data-plane"],
  "one action too few": [
    edit(POLICY, "worker-task-role-policy", "TakeMessages", (line) => ({
      ...line,
      Action: (line.Action as string[]).slice(1),
    })),
    "data-plane",
  ],
  "another database user": [
    edit(POLICY, TASK, "ConnectToDatabase", (line) => ({
      ...line,
      Resource: String(line.Resource).replace("application", "migration"),
    })),
    "data-plane",
  ],
  "a key without its service": [edit(POLICY, "worker-task-role-policy", "ReadMessages", unconditional), "data-plane"],
  "a key's service left out of its policy": [
    edit(KEY, "keys-messaging", "UsedThroughServices", (line) => ({
      ...line,
      Condition: { StringEquals: { "kms:ViaService": "sns.ap-northeast-1.amazonaws.com" } },
    })),
    "data-plane",
  ],
  "a bucket that names a role": [
    add(BUCKET_POLICY, "store-lake-policy", (graph) => ({
      Principal: { AWS: arnOf(graph, ROLE, "app-task-role") },
      Action: "s3:GetObject",
      Resource: `${arnOf(graph, "aws:s3/bucket:Bucket", "store-lake-bucket")}/*`,
    })),
    "data-plane",
  ],
  "a bucket that admits a service": [
    add(BUCKET_POLICY, "store-lake-policy", (graph) => ({
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "s3:GetObject",
      Resource: `${arnOf(graph, "aws:s3/bucket:Bucket", "store-lake-bucket")}/*`,
      Condition: {
        StringEquals: {
          "aws:SourceArn": arnOf(graph, "aws:cloudfront/distribution:Distribution", "edge-distribution"),
        },
      },
    })),
    "data-plane",
  ],
};
