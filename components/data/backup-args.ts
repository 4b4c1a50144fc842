import type * as backup from "@pulumi/aws/backup";
import type * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "../shared/component";
import type { VaultLock } from "./backup-lock";
import type { BackupRule } from "./backup-rules";
import type { BackupFrequency } from "./backup-tag";

/** What the backups are made of, besides the clusters of Aurora that carry the tag. */
export interface BackupSources {
  /**
   * Keys of the tagged clusters and buckets. A backup of what is encrypted by another key fails, and says so.
   */
  readonly kmsKeyArns: readonly pulumi.Input<string>[];
  /**
   * Buckets that may be backed up; they must keep versions. A bucket that has the tag but is not listed here fails.
   * @default [] - none: the role reads no object
   */
  readonly bucketArns?: readonly pulumi.Input<string>[];
}

/** Where a cluster restored for a test stands: in the data tier, out of everybody's reach. */
export interface AuroraRestore {
  /** Subnet group of the isolated data tier. Without it the cluster would be restored into the account's default VPC. */
  readonly subnetGroupName: pulumi.Input<string>;
  /** Groups of the restored cluster, such as `db` of `SecurityGroups`. */
  readonly securityGroupIds: readonly pulumi.Input<string>[];
  /** Key of the restored cluster. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Parameters of the restored cluster. @default - those AWS Backup infers, the engine's own */
  readonly clusterParameterGroupName?: pulumi.Input<string>;
}

/** A restore of real backups into something new, on a schedule, deleted again afterwards. */
export interface RestoreTestArgs {
  /** When, as an AWS cron expression. @default "cron(0 20 1 * ? *)" - the first of the month */
  readonly schedule?: string;
  /** Time zone of the schedule, by its IANA name. @default "Etc/UTC" */
  readonly timezone?: string;
  /**
   * Hours what was restored stays for somebody to look into it, 1-168; it is billed like any cluster and bucket.
   * @default 2
   */
  readonly validationWindowHours?: number;
  /** Restores tagged clusters. @default - clusters are not tested */
  readonly aurora?: AuroraRestore;
  /** Restores tagged buckets into new ones, under this key. @default - buckets are not tested */
  readonly s3?: { readonly kmsKeyArn: pulumi.Input<string> };
}

/**
 * Last resort for what no argument offers: the function gets what would be created and gives what is created instead.
 * It can undo any default of the component, the secure ones too; the policies still look at the result.
 */
export interface BackupTransforms {
  readonly plan?: (args: backup.PlanArgs) => backup.PlanArgs;
}

export interface BackupArgs extends PlatformArgs {
  /** Region of the vault and of what is backed up. Changing it replaces everything. */
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  /** First part of the vault's name, `<namePrefix>-<name>`, 50 characters in all. Changing it replaces the vault. */
  readonly namePrefix: string;
  /** Key of the vault: another than that of the data, which may be lost together with it. Changing it replaces it. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** When backups are made, and how long they are kept; 1-20. */
  readonly rules: readonly BackupRule[];
  readonly sources: BackupSources;
  /** Which resources: those with the tag `backupTag` gives for this. @default "daily" */
  readonly frequency?: BackupFrequency;
  /** Keeps backups from being given a shorter life, in both vaults. @default - no lock */
  readonly lock?: VaultLock;
  /**
   * Roles that may delete backups and change the vaults, the deployment's own among them; anybody else may not.
   * @default - nobody deletes backups; who may change the vaults is left to IAM
   */
  readonly administratorArns?: readonly pulumi.Input<string>[];
  /** A second vault, in another region, with a key of that region. @default - no copies */
  readonly replica?: { readonly region: string; readonly kmsKeyArn: pulumi.Input<string> };
  /**
   * Topic of the same region that hears of finished and failed jobs. Its policy and its key must admit
   * `backup.amazonaws.com`. @default - nobody is told
   */
  readonly notificationTopicArn?: pulumi.Input<string>;
  /** Proves that backups can be restored. @default - nobody knows whether they can */
  readonly restoreTest?: RestoreTestArgs;
  /** Whether destroying the vaults deletes the backups in them. @default false - a vault that holds any stays */
  readonly forceDestroy?: boolean;
  /**
   * Whether Pulumi refuses to delete or replace the vaults, and what keeps backups in them. To stop making backups and
   * keep those there are, change the rules; the vaults go in two steps: without protection first.
   * @default true, unless `forceDestroy` is
   */
  readonly protect?: boolean;
  /** Changes to what the component creates. @default - none */
  readonly transform?: BackupTransforms;
}
