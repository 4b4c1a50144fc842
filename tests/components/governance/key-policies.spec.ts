import { expect } from "chai";
import { KEY_PRINCIPALS, type KeyPrincipal, type KeyUse } from "../../../components/governance/key-principals";
import { Keys } from "../../../components/governance/keys";
import { type PolicyStatement, policyOf, register } from "../../support/platform";

// Mocks cannot show that KMS evaluates a policy as meant; the documents are compared word for word instead.

async function statementsOf(use: Partial<KeyUse>): Promise<PolicyStatement[]> {
  const graph = await register(
    () =>
      new Keys("keys", {
        region: "ap-northeast-1",
        accountId: "123456789012",
        namePrefix: "kumiki-dev",
        purposes: [{ name: "one", description: "One", services: [], ...use }],
      }),
  );
  return policyOf(graph.one("aws:kms/key:Key")).Statement;
}

const ROOT = { AWS: "arn:aws:iam::123456789012:root" };
const USE = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

describe("key policy", () => {
  it("lets the account administer the key, but neither decrypt with it nor hand that right on", async () => {
    const [administration] = await statementsOf({ services: ["s3"] });
    expect(administration).to.deep.equal({
      Sid: "AdministeredByAccount",
      Effect: "Allow",
      Principal: ROOT,
      Action: [
        "kms:CancelKeyDeletion",
        "kms:CreateAlias",
        "kms:DeleteAlias",
        "kms:DescribeKey",
        "kms:DisableKey",
        "kms:DisableKeyRotation",
        "kms:EnableKey",
        "kms:EnableKeyRotation",
        "kms:GetKeyPolicy",
        "kms:GetKeyRotationStatus",
        "kms:ListGrants",
        "kms:ListKeyPolicies",
        "kms:ListKeyRotations",
        "kms:ListResourceTags",
        "kms:PutKeyPolicy",
        "kms:ReplicateKey",
        "kms:RevokeGrant",
        "kms:RotateKeyOnDemand",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
        "kms:UntagResource",
        "kms:UpdateAlias",
        "kms:UpdateKeyDescription",
        "kms:UpdatePrimaryRegion",
      ],
      Resource: ["*"],
    });
  });

  it("lets roles of the account use the key through the listed services only", async () => {
    const through = {
      "kms:CallerAccount": "123456789012",
      "kms:ViaService": ["rds.ap-northeast-1.amazonaws.com", "s3.ap-northeast-1.amazonaws.com"],
    };
    expect((await statementsOf({ services: ["s3", "rds"] })).slice(1)).to.deep.equal([
      {
        Sid: "UsedThroughServices",
        Effect: "Allow",
        Principal: ROOT,
        Action: USE,
        Resource: ["*"],
        Condition: { StringEquals: through },
      },
      {
        Sid: "GrantedToServices",
        Effect: "Allow",
        Principal: ROOT,
        Action: ["kms:CreateGrant"],
        Resource: ["*"],
        Condition: { StringEquals: through, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ]);
  });

  const expected: [KeyPrincipal, PolicyStatement[]][] = [
    [
      "logs",
      [
        {
          Sid: "UsedByLogs",
          Effect: "Allow",
          Principal: { Service: "logs.ap-northeast-1.amazonaws.com" },
          Action: USE,
          Resource: ["*"],
          Condition: {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:ap-northeast-1:123456789012:log-group:*" },
          },
        },
      ],
    ],
    [
      "delivery.logs",
      [
        {
          Sid: "UsedByDeliveryLogs",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
          Resource: ["*"],
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:logs:ap-northeast-1:123456789012:*" },
          },
        },
      ],
    ],
    [
      "cloudfront",
      [
        {
          Sid: "ReadByCloudfront",
          Effect: "Allow",
          Principal: { Service: "cloudfront.amazonaws.com" },
          Action: ["kms:Decrypt"],
          Resource: ["*"],
          Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudfront::123456789012:distribution/*" } },
        },
      ],
    ],
    [
      "fargate",
      [
        {
          Sid: "UsedByFargate",
          Effect: "Allow",
          Principal: { Service: "fargate.amazonaws.com" },
          Action: ["kms:GenerateDataKeyWithoutPlaintext"],
          Resource: ["*"],
          Condition: { StringEquals: { "kms:EncryptionContext:aws:ecs:clusterAccount": "123456789012" } },
        },
        {
          Sid: "GrantedToFargate",
          Effect: "Allow",
          Principal: { Service: "fargate.amazonaws.com" },
          Action: ["kms:CreateGrant"],
          Resource: ["*"],
          Condition: {
            StringEquals: { "kms:EncryptionContext:aws:ecs:clusterAccount": "123456789012" },
            "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] },
          },
        },
      ],
    ],
    [
      "scheduler",
      [
        {
          Sid: "DecryptedForSchedules",
          Effect: "Allow",
          Principal: ROOT,
          Action: ["kms:Decrypt"],
          Resource: ["*"],
          Condition: {
            StringEquals: { "kms:CallerAccount": "123456789012" },
            ArnLike: {
              "kms:EncryptionContext:aws:scheduler:schedule:arn":
                "arn:aws:scheduler:ap-northeast-1:123456789012:schedule/*",
            },
          },
        },
      ],
    ],
    [
      "lambda",
      [
        {
          Sid: "UsedByLambda",
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: ["kms:Decrypt", "kms:GenerateDataKey"],
          Resource: ["*"],
          Condition: {
            ArnLike: {
              "kms:EncryptionContext:aws:lambda:FunctionArn": "arn:aws:lambda:ap-northeast-1:123456789012:function:*",
            },
          },
        },
      ],
    ],
    ...(["budgets", "cloudwatch", "costalerts", "events", "s3", "sns"] as const).map(
      (service): [KeyPrincipal, PolicyStatement[]] => [
        service,
        [
          {
            Sid: `PublishedBy${service.charAt(0).toUpperCase()}${service.slice(1)}`,
            Effect: "Allow",
            Principal: { Service: `${service}.amazonaws.com` },
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Resource: ["*"],
            Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
          },
        ],
      ],
    ),
  ];

  for (const [principal, statements] of expected) {
    it(`lets ${principal} do its own work for this account and nothing else`, async () => {
      expect((await statementsOf({ principals: [principal] })).slice(1)).to.deep.equal(statements);
    });
  }

  it("is written out above for every principal there is", () => {
    expect(expected.map(([principal]) => principal)).to.have.members([...KEY_PRINCIPALS]);
  });

  it("does not depend on the order in which services and principals are listed", async () => {
    const one = await statementsOf({ services: ["s3", "rds"], principals: ["sns", "logs"] });
    const other = await statementsOf({ services: ["rds", "s3"], principals: ["logs", "sns"] });
    expect(one).to.deep.equal(other);
  });
});
