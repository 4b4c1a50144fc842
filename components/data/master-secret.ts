import type * as rds from "@pulumi/aws/rds";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import type { AuroraReplicaArgs } from "./aurora-options";
import { kept } from "./aurora-settings";
import type { AuroraSpec } from "./aurora-spec";

/** Days in which a deleted secret can be taken back; without protection it goes at once, and its name is free again. */
const RECOVERY_DAYS = 30;

/**
 * A label that no rotation moves. A version without any is deprecated and disappears one day, and the next refresh would
 * have the program write its first password again, as the current one.
 */
const FIRST_VERSION = "FIRST";

export interface MasterSecretArgs extends PlatformArgs {
  readonly spec: AuroraSpec;
  readonly replica: AuroraReplicaArgs;
  readonly rotationFunctionArn: pulumi.Input<string>;
  readonly cluster: rds.Cluster;
  /** What the cluster was created with. It is rotated away as soon as the cluster can be changed. */
  readonly password: pulumi.Output<string>;
  /** What has to be finished before the cluster is changed: its instances, and its copy. */
  readonly settled: readonly pulumi.Resource[];
}

/**
 * The master password of a cluster whose password RDS cannot keep, in a secret with a copy in the other region, rotated
 * by a function. The first rotation starts with the deployment, so that what Pulumi's state knows is worth nothing.
 */
export class MasterSecret extends PlatformComponent {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: MasterSecretArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:MasterSecret", name, args, options);
    const secret = this.createSecret(args);
    const version = this.writeFirstVersion(secret, args);
    this.rotate(secret, version, args);
    this.arn = secret.arn;
    this.registerOutputs({ arn: this.arn });
  }

  private createSecret({ spec, replica }: MasterSecretArgs): secretsmanager.Secret {
    return new secretsmanager.Secret(
      this.childName("secret"),
      {
        region: this.region,
        name: spec.names.masterSecret,
        description: `Master user of ${spec.names.cluster}`,
        kmsKeyId: spec.kmsKeyArn,
        recoveryWindowInDays: spec.deletionProtection ? RECOVERY_DAYS : 0,
        replicas: [{ region: replica.region, kmsKeyId: replica.kmsKeyArn }],
        tags: this.tagsFor("secret"),
      },
      // The old cluster of a restore stays, and nobody could sign in to it without its secret.
      this.child(kept(spec)),
    );
  }

  private writeFirstVersion(
    secret: secretsmanager.Secret,
    { spec, cluster, password }: MasterSecretArgs,
  ): secretsmanager.SecretVersion {
    return new secretsmanager.SecretVersion(
      this.childName("first"),
      {
        region: this.region,
        secretId: secret.id,
        // The keys RDS itself uses, and the Data API expects.
        secretString: pulumi.jsonStringify({
          engine: "postgres",
          host: cluster.endpoint,
          port: cluster.port,
          dbname: spec.databaseName,
          dbClusterIdentifier: cluster.clusterIdentifier,
          username: spec.masterUsername,
          password,
        }),
        versionStages: ["AWSCURRENT", FIRST_VERSION],
      },
      // The rotation moves the label and makes other versions; neither is the program's business.
      this.child({ ignoreChanges: ["secretString", "versionStages"] }),
    );
  }

  private rotate(
    secret: secretsmanager.Secret,
    version: secretsmanager.SecretVersion,
    { spec, rotationFunctionArn, settled }: MasterSecretArgs,
  ): void {
    new secretsmanager.SecretRotation(
      this.childName("rotation"),
      {
        region: this.region,
        secretId: secret.id,
        rotationLambdaArn: rotationFunctionArn,
        rotateImmediately: true,
        rotationRules: { automaticallyAfterDays: spec.rotationDays },
      },
      // A cluster without instances takes no new password, and one that is taking it cannot be copied: the copy would be
      // refused for the state of its source.
      this.child({ dependsOn: [version, ...settled] }),
    );
  }
}
