import { expect } from "chai";
import { functionCode } from "../../../components/compute/function-code";
import { AuroraCluster } from "../../../components/data/aurora-cluster";
import { MasterPasswordRotation } from "../../../components/data/master-password-rotation";
import { masterPasswordRotation } from "../../../examples/master-password-rotation";
import { policyOf, register } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";
import { KEY, LOGS_KEY, minimal, withReplica } from "./aurora-fixture";

// What the function does, tests/functions/rotate-master-password shows; that Secrets Manager calls it, a deployment.

const FUNCTION = "aws:lambda/function:Function";
const PERMISSION = "aws:lambda/permission:Permission";
const SECRET_ARN = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:kumiki-prod-db-g1-master-user-??????";

const rotation = (overrides: Partial<ConstructorParameters<typeof MasterPasswordRotation>[1]> = {}) =>
  new MasterPasswordRotation("db-rotation", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "kumiki-prod",
    clusterName: "db",
    kmsKeyArn: KEY,
    logsKeyArn: LOGS_KEY,
    code: functionCode("rotate-master-password"),
    ...overrides,
  });

describe("MasterPasswordRotation", () => {
  it("runs outside of every network, once at a time, for one cluster (F24)", async () => {
    const graph = await register(() => rotation({ tags: { Owner: "platform" } }));
    const { name, environment, timeout, reservedConcurrentExecutions, vpcConfig } = graph.one(FUNCTION).inputs;
    expect({ name, environment, timeout, reservedConcurrentExecutions, vpcConfig }).to.deep.equal({
      name: "kumiki-prod-rotate-db",
      environment: { variables: { CLUSTER_IDENTIFIER: "kumiki-prod-db-g1" } },
      timeout: 900,
      reservedConcurrentExecutions: 1,
      vpcConfig: undefined,
    });
    expectWellFormed(graph, ["Owner", "Component", "Name"]);
  });

  it("may change the password of that cluster and rotate that secret, and nothing else", async () => {
    const graph = await register(() => rotation());
    const own = policyOf(graph.one("aws:iam/rolePolicy:RolePolicy")).Statement.slice(0, 4);
    expect(own).to.deep.equal([
      {
        Sid: "ChangePassword",
        Effect: "Allow",
        Action: ["rds:DescribeDBClusters", "rds:ModifyDBCluster"],
        Resource: ["arn:aws:rds:ap-northeast-1:123456789012:cluster:kumiki-prod-db-g1"],
      },
      {
        Sid: "RotateSecret",
        Effect: "Allow",
        Action: [
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
        ],
        Resource: [SECRET_ARN],
      },
      { Sid: "MakePassword", Effect: "Allow", Action: ["secretsmanager:GetRandomPassword"], Resource: ["*"] },
      {
        Sid: "UseKeyForSecret",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: [KEY],
        Condition: {
          StringEquals: { "kms:ViaService": "secretsmanager.ap-northeast-1.amazonaws.com" },
          ArnLike: { "kms:EncryptionContext:SecretARN": SECRET_ARN },
        },
      },
    ]);
  });

  it("is called by Secrets Manager of this account, for that secret only", async () => {
    const graph = await register(() => rotation());
    expect(graph.one(PERMISSION).inputs).to.deep.equal({
      region: "ap-northeast-1",
      function: "kumiki-prod-rotate-db",
      action: "lambda:InvokeFunction",
      principal: "secretsmanager.amazonaws.com",
      sourceAccount: "123456789012",
      sourceArn: SECRET_ARN,
    });
  });

  it("knows cluster and secret by the names the cluster will have, of any generation", async () => {
    const graph = await register(() => {
      const { functionArn } = rotation({ generation: 2 });
      new AuroraCluster("db", { ...minimal, ...withReplica(), generation: 2, rotationFunctionArn: functionArn });
    });
    const secret = String(graph.one("aws:secretsmanager/secret:Secret").outputs.arn);
    const pattern = String(graph.one(PERMISSION).inputs.sourceArn);
    expect(pattern).to.match(/-\?{6}$/);
    expect(secret.slice(0, -6)).to.equal(pattern.slice(0, -6));
    expect(graph.one(FUNCTION).inputs.environment).to.deep.equal({
      variables: { CLUSTER_IDENTIFIER: String(graph.one("aws:rds/cluster:Cluster", "db-cluster").id) },
    });
  });

  it("is scheduled only after Secrets Manager may call it", async () => {
    const graph = await register(() => {
      new AuroraCluster("db", { ...minimal, ...withReplica(), rotationFunctionArn: rotation().functionArn });
    });
    const schedule = graph.one("aws:secretsmanager/secretRotation:SecretRotation");
    expect(schedule.propertyDependencies.rotationLambdaArn).to.include(graph.one(PERMISSION).urn);
    expect(schedule.inputs.rotationLambdaArn).to.equal(graph.one(FUNCTION).outputs.arn);
  });

  it("keeps its log as long, and runs as often at once, as it is told", async () => {
    const graph = await register(() => rotation({ logRetention: 90, reservedConcurrency: 2 }));
    expect(graph.one("aws:cloudwatch/logGroup:LogGroup").inputs).to.include({
      kmsKeyId: LOGS_KEY,
      retentionInDays: 90,
    });
    expect(graph.one(FUNCTION).inputs.reservedConcurrentExecutions).to.equal(2);
  });

  it("is bounded where a boundary is given", async () => {
    const permissionsBoundaryArn = "arn:aws:iam::123456789012:policy/boundary";
    const graph = await register(() => rotation({ permissionsBoundaryArn }));
    expect(graph.one("aws:iam/role:Role").inputs.permissionsBoundary).to.equal(permissionsBoundaryArn);
  });

  it("stands alone in its example", async () => {
    const graph = await register(masterPasswordRotation);
    expect(graph.one(FUNCTION).inputs.name).to.equal("kumiki-prod-rotate-db");
  });
});
