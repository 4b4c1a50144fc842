/** What a verb means: exactly these actions, all of them. */
export const VERBS = {
  read: ["s3:GetObject"],
  write: ["s3:PutObject"],
  inspect: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
  "copy out": ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"],
  "copy locks": ["s3:GetObjectLegalHold", "s3:GetObjectRetention"],
  "copy in": ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"],
  send: ["sqs:SendMessage"],
  receive: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
  connect: ["rds-db:connect"],
  query: [
    "rds-data:BeginTransaction",
    "rds-data:CommitTransaction",
    "rds-data:ExecuteStatement",
    "rds-data:RollbackTransaction",
  ],
  use: ["elasticache:Connect"],
  search: ["es:ESHttpDelete", "es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPost", "es:ESHttpPut"],
  post: ["es:ESHttpPost"],
  end: ["es:ESHttpDelete"],
  "set up": ["es:ESHttpGet", "es:ESHttpPut"],
  reveal: ["secretsmanager:GetSecretValue"],
  replace: [
    "secretsmanager:DescribeSecret",
    "secretsmanager:PutSecretValue",
    "secretsmanager:UpdateSecretVersionStage",
  ],
  decrypt: ["kms:Decrypt"],
  "make keys": ["kms:GenerateDataKey"],
  encrypt: ["kms:Encrypt"],
  "give grants": ["kms:CreateGrant"],
  invoke: ["lambda:InvokeFunction"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Verb = keyof typeof VERBS;
