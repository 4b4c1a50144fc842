/**
 * The most a person can do by any role of this platform: everything but changing identities and reading data. It is
 * written by what it leaves out, because what people may look at is kept by AWS's own policies and grows with its
 * services; what a duty may change, `people-duties.ts` names action by action.
 */
export const PEOPLE_BOUNDARY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Sid: "NeverIdentitiesNorData", Effect: "Allow", NotAction: notForPeople(), Resource: "*" },
    { Sid: "LookAtIdentities", Effect: "Allow", Action: ["iam:Generate*", "iam:Get*", "iam:List*"], Resource: "*" },
  ],
});

function notForPeople(): string[] {
  const identities = ["account:*", "iam:*", "organizations:*", "sso:*", "sts:Assume*", "sts:Get*Token"];
  const contents = [
    "dynamodb:GetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "es:ESHttp*",
    "kms:CreateGrant",
    "kms:Decrypt",
    "kms:GenerateDataKey*",
    "kms:PutKeyPolicy",
    "kms:ScheduleKeyDeletion",
    "rds-data:*",
    "rds-db:connect",
    "elasticache:Connect",
    "s3:DeleteObject*",
    "s3:GetObject*",
    "s3:PutBucketPolicy",
    "secretsmanager:GetSecretValue",
    "sqs:ReceiveMessage",
    "ssm:GetParameter*",
  ];
  return [...identities, ...contents].sort();
}
