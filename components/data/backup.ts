import * as backup from "@pulumi/aws/backup";
import type * as pulumi from "@pulumi/pulumi";
import { PlatformComponent } from "../shared/component";
import type { Grant } from "../shared/iam";
import { ServiceRole } from "../shared/service-role";
import type { BackupArgs } from "./backup-args";
import { BACKUP_SERVICE, bucketArn, rdsArn } from "./backup-common-grants";
import { backupGrants } from "./backup-grants";
import type { BackupRule } from "./backup-rules";
import { type BackupSpec, resolveBackup } from "./backup-spec";
import { BACKUP_TAG } from "./backup-tag";
import { BackupVault } from "./backup-vault";
import { RestoreTest } from "./restore-test";

/**
 * What AWS Backup reports of its jobs, for alarms, by the vault's name in the dimension `BackupVaultName`. Where nothing
 * ran it reports nothing: an alarm on too few completed jobs has to take missing data for a breach.
 */
export const BACKUP_METRICS = {
  namespace: "AWS/Backup",
  dimension: "BackupVaultName",
  completed: "NumberOfBackupJobsCompleted",
  failed: "NumberOfBackupJobsFailed",
  expired: "NumberOfBackupJobsExpired",
} as const;

/** The events that say how a job ended. Those with `FAILED` for whole jobs are retired: `COMPLETED` reports failures too. */
const EVENTS = [
  "BACKUP_JOB_COMPLETED",
  "COPY_JOB_FAILED",
  "RESTORE_JOB_COMPLETED",
  "S3_BACKUP_OBJECT_FAILED",
  "S3_RESTORE_OBJECT_FAILED",
];

/** A job that has not begun an hour after its time would run into the cluster's own backup window. */
const START_WINDOW_MINUTES = 60;

/** The provider's default of three hours would cancel the first backup of a large bucket; a week is AWS's own. */
const COMPLETION_WINDOW_MINUTES = 7 * 24 * 60;

/**
 * Backups beyond those the services make themselves: kept longer, in a vault of their own, copied to another region,
 * and restored for a test. It finds what to back up by tag: see `backupTag`.
 *
 * ```ts
 * new Backup("backup", {
 *   region, accountId, namePrefix: "kumiki-prod", kmsKeyArn: keys.arn("backup"),
 *   sources: { kmsKeyArns: [keys.arn("data")], bucketArns: [store.bucket("lake").arn] },
 *   rules: [{ name: "daily", schedule: "cron(0 15 * * ? *)", retention: 35, copyToReplica: true }],
 *   lock: { mode: "governance" },
 *   replica: { region: "ap-northeast-3", kmsKeyArn: keys.replicaArn("backup") },
 *   restoreTest: { aurora: { subnetGroupName, securityGroupIds, kmsKeyArn: keys.arn("data") } },
 * });
 * ```
 *
 * Default settings: snapshots only, because a continuous backup would take the retention away from the database; nobody
 * deletes a backup before it expires; no lock, no copy and no test unless asked for. A lock takes its bounds from the
 * rules. A test restores the latest backup once a month and keeps the result for two hours.
 *
 * Costs (Tokyo, 2026): 300 GB of snapshots and their copies, and one restored cluster a month, about 30 USD a month.
 *
 * It backs up clusters of Aurora and buckets, nothing else; ElastiCache has snapshots of its own. It creates neither
 * alarms nor topics, and does not turn on a type of resource the account has opted out of (`aws backup
 * describe-region-settings` shows them): such a type is passed over in silence.
 */
export class Backup extends PlatformComponent {
  readonly vaultName: pulumi.Output<string>;
  readonly vaultArn: pulumi.Output<string>;
  readonly planId: pulumi.Output<string>;
  /** Role that makes the backups. */
  readonly roleArn: pulumi.Output<string>;
  /** The vault of the other region, where there is one. */
  readonly replicaVaultArn: pulumi.Output<string> | undefined;
  /** Plan of the restore tests, where there are any; their events name it. */
  readonly restoreTestPlanArn: pulumi.Output<string> | undefined;

  constructor(name: string, args: BackupArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:Backup", name, args, options);
    const spec = resolveBackup(name, args);
    const vault = this.createVault("vault", spec, spec);
    const replica = spec.replica === undefined ? undefined : this.createVault("replica", spec, spec.replica);
    const role = this.createRole(spec, vault, replica);
    const plan = this.createPlan(spec, vault, replica);
    this.selectByTag(spec, plan, role);
    if (spec.notificationTopicArn !== undefined) this.notify(vault, spec.notificationTopicArn);
    this.vaultName = vault.vaultName;
    this.vaultArn = vault.vaultArn;
    this.planId = plan.id;
    this.roleArn = role.arn;
    this.replicaVaultArn = replica?.vaultArn;
    this.restoreTestPlanArn = this.testRestores(spec, vault)?.planArn;
    this.registerOutputs({
      vaultName: this.vaultName,
      vaultArn: this.vaultArn,
      planId: this.planId,
      roleArn: this.roleArn,
      replicaVaultArn: this.replicaVaultArn,
      restoreTestPlanArn: this.restoreTestPlanArn,
    });
  }

  /** What people need, besides their own rights in AWS Backup, to start a backup by hand: to hand over the role. */
  passRoleGrant(): Grant {
    return {
      sid: "PassBackupRole",
      actions: ["iam:PassRole"],
      resources: [this.roleArn],
      conditions: { StringEquals: { "iam:PassedToService": BACKUP_SERVICE } },
    };
  }

  private createVault(
    suffix: "vault" | "replica",
    { vaultName, vaultLock, administratorArns, forceDestroy, protect }: BackupSpec,
    { region, kmsKeyArn }: { readonly region: string; readonly kmsKeyArn: pulumi.Input<string> },
  ): BackupVault {
    return new BackupVault(
      this.childName(suffix),
      { region, vaultName, kmsKeyArn, lock: vaultLock, administratorArns, forceDestroy, protect, ...this.inherited },
      { parent: this },
    );
  }

  private createRole(spec: BackupSpec, vault: BackupVault, replica: BackupVault | undefined): ServiceRole {
    return new ServiceRole(
      this.childName("role"),
      {
        accountId: spec.accountId,
        service: BACKUP_SERVICE,
        description: "Backs up what carries the tag, and copies it to the replica vault.",
        grants: backupGrants({
          region: spec.region,
          accountId: spec.accountId,
          frequency: spec.frequency,
          vaultArn: vault.vaultArn,
          vaultKeyArn: spec.kmsKeyArn,
          dataKeyArns: spec.sources.kmsKeyArns,
          bucketArns: spec.bucketArns,
          replica: spec.replica && replica && { ...spec.replica, vaultArn: replica.vaultArn },
        }),
        ...this.inherited,
      },
      { parent: this },
    );
  }

  private createPlan(spec: BackupSpec, vault: BackupVault, replica: BackupVault | undefined): backup.Plan {
    const args: backup.PlanArgs = {
      region: this.region,
      rules: spec.rules.map((rule) => planRule(rule, vault, replica)),
      tags: this.tagsFor("plan"),
    };
    return new backup.Plan(this.childName("plan"), spec.transform?.plan?.(args) ?? args, this.child());
  }

  /**
   * Both must hold, the type and the tag: what carries the tag by mistake, such as a disk, is not tried in vain. Buckets
   * are not limited to those the role may read, so that one it may not read fails instead of being passed over.
   */
  private selectByTag({ region, accountId, frequency }: BackupSpec, plan: backup.Plan, role: ServiceRole): void {
    new backup.Selection(
      this.childName("selection"),
      {
        region: this.region,
        planId: plan.id,
        iamRoleArn: role.arn,
        resources: [rdsArn(region, accountId, "cluster:*"), bucketArn("*")],
        conditions: [{ stringEquals: [{ key: `aws:ResourceTag/${BACKUP_TAG}`, value: frequency }] }],
      },
      this.child({ dependsOn: role }), // the service tries the role
    );
  }

  private notify({ vaultName }: BackupVault, snsTopicArn: pulumi.Input<string>): void {
    new backup.VaultNotifications(
      this.childName("notifications"),
      { region: this.region, backupVaultName: vaultName, snsTopicArn, backupVaultEvents: EVENTS },
      this.child(),
    );
  }

  private testRestores(spec: BackupSpec, { vaultArn }: BackupVault): RestoreTest | undefined {
    const { region, accountId, vaultName, kmsKeyArn, sources, frequency, restoreTest } = spec;
    if (restoreTest === undefined) return undefined;
    return new RestoreTest(
      this.childName("restore-test"),
      {
        region,
        accountId,
        planName: vaultName,
        vaultArn,
        keyArns: [kmsKeyArn, ...sources.kmsKeyArns],
        frequency,
        test: restoreTest,
        ...this.inherited,
      },
      { parent: this },
    );
  }
}

function planRule(rule: BackupRule, vault: BackupVault, replica: BackupVault | undefined) {
  const lifecycle = { deleteAfter: rule.retention, coldStorageAfter: rule.coldAfter };
  const copies = rule.copyToReplica === true && replica !== undefined;
  return {
    ruleName: rule.name,
    targetVaultName: vault.vaultName,
    schedule: rule.schedule,
    scheduleExpressionTimezone: rule.timezone ?? "Etc/UTC",
    startWindow: START_WINDOW_MINUTES,
    completionWindow: COMPLETION_WINDOW_MINUTES,
    enableContinuousBackup: false,
    lifecycle,
    copyActions: copies ? [{ destinationVaultArn: replica.vaultArn, lifecycle }] : [],
  };
}
