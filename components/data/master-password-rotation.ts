import * as lambda from "@pulumi/aws/lambda";
import type * as pulumi from "@pulumi/pulumi";
import type { FunctionCode } from "../compute/function-code";
import { LambdaFunction } from "../compute/lambda-function";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import type { Grant } from "../shared/iam";
import { awsArn } from "../shared/naming";
import { auroraNames, secretArnPattern } from "./aurora-names";

/** A cluster takes a minute to change its password, and may have been changing something else. */
const TIMEOUT = 900;

export interface MasterPasswordRotationArgs extends PlatformArgs {
  /** Region of the cluster and of its secret. */
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  /** As given to the cluster. */
  readonly namePrefix: string;
  /** Name of the `AuroraCluster`. */
  readonly clusterName: string;
  /** As given to the cluster. @default 1 */
  readonly generation?: number;
  /** Key of the secret, and of the function's environment and code. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Key of the log group. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days the log is kept; a period CloudWatch offers. @default 30 */
  readonly logRetention?: number;
  /** What it runs: `functionCode("rotate-master-password")`. */
  readonly code: FunctionCode;
  /** Rotations that may run at once, 1-1000. @default 1 - there is one password */
  readonly reservedConcurrency?: number;
}

/**
 * The function that rotates the master password of a cluster of which RDS cannot keep it. It is made before the cluster,
 * and may change that one's password and read that one's secret, no other.
 *
 * ```ts
 * const rotation = new MasterPasswordRotation("db-rotation", {
 *   ...common, kmsKeyArn, logsKeyArn, clusterName: "db", code: functionCode("rotate-master-password"),
 * });
 * new AuroraCluster("db", { ...common, ..., replica, rotationFunctionArn: rotation.functionArn });
 * ```
 *
 * Default settings: outside of every VPC, because it talks to the API of RDS and to Secrets Manager and never to the
 * database; one call at a time, 15 minutes at most; called by Secrets Manager for this one secret.
 *
 * After a switchover to the other region it fails, because the cluster it knows takes no passwords any more.
 */
export class MasterPasswordRotation extends PlatformComponent {
  /** Given out once Secrets Manager may call the function. */
  readonly functionArn: pulumi.Output<string>;
  readonly functionName: pulumi.Output<string>;

  constructor(name: string, args: MasterPasswordRotationArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:MasterPasswordRotation", name, args, options);
    const { clusterName, generation = 1 } = args;
    const names = auroraNames(args.namePrefix, clusterName, generation);
    const secretArn = secretArnPattern(args.region, args.accountId, names.masterSecret);
    const rotation = this.createFunction(args, names.cluster, secretArn);
    const permission = this.admitSecretsManager(rotation, args, secretArn);
    this.functionArn = permission.id.apply(() => rotation.arn);
    this.functionName = rotation.functionName;
    this.registerOutputs({ functionArn: this.functionArn, functionName: this.functionName });
  }

  private createFunction(args: MasterPasswordRotationArgs, cluster: string, secretArn: string): LambdaFunction {
    const { region, accountId, namePrefix, clusterName, kmsKeyArn, logsKeyArn, logRetention, code } = args;
    return new LambdaFunction(
      this.childName("function"),
      {
        region,
        accountId,
        namePrefix,
        functionName: `rotate-${clusterName}`,
        description: "Rotates the master password of one Aurora cluster.",
        code,
        grants: rotationGrants(args, cluster, secretArn),
        environment: { CLUSTER_IDENTIFIER: cluster },
        timeout: TIMEOUT,
        reservedConcurrency: args.reservedConcurrency ?? 1,
        kmsKeyArn,
        logsKeyArn,
        logRetention,
        ...this.inherited,
      },
      { parent: this },
    );
  }

  private admitSecretsManager(
    rotation: LambdaFunction,
    { accountId }: MasterPasswordRotationArgs,
    secretArn: string,
  ): lambda.Permission {
    return new lambda.Permission(
      this.childName("permission"),
      {
        region: this.region,
        function: rotation.functionName,
        action: "lambda:InvokeFunction",
        principal: "secretsmanager.amazonaws.com",
        sourceAccount: accountId,
        sourceArn: secretArn,
      },
      this.child(),
    );
  }
}

function rotationGrants(
  { region, accountId, kmsKeyArn }: MasterPasswordRotationArgs,
  cluster: string,
  secretArn: string,
): Grant[] {
  return [
    {
      sid: "ChangePassword",
      actions: ["rds:DescribeDBClusters", "rds:ModifyDBCluster"],
      resources: [awsArn("rds", region, accountId, `cluster:${cluster}`)],
    },
    {
      sid: "RotateSecret",
      actions: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      resources: [secretArn],
    },
    {
      sid: "MakePassword",
      actions: ["secretsmanager:GetRandomPassword"],
      resources: ["*"],
      anyResource: "The call makes a text up; it concerns no secret.",
    },
    {
      sid: "UseKeyForSecret",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [kmsKeyArn],
      conditions: {
        StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` },
        ArnLike: { "kms:EncryptionContext:SecretARN": secretArn },
      },
    },
  ];
}
