import * as backup from "@pulumi/aws/backup";
import * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { ServiceRole } from "../shared/service-role";
import type { AuroraRestore } from "./backup-args";
import { BACKUP_SERVICE } from "./backup-common-grants";
import type { RestoreTestSpec } from "./backup-spec";
import { BACKUP_TAG, type BackupFrequency } from "./backup-tag";
import { restoreGrants } from "./restore-grants";

/** A fortnight finds the backups of every rule that runs weekly; should there be none, the test fails, as it should. */
const SELECTION_WINDOW_DAYS = 14;

export interface RestoreTestComponentArgs extends PlatformArgs {
  /** Region of the vault. */
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  /** Name of the plan; dashes become underscores, which is all the service accepts. Changing it replaces the plan. */
  readonly planName: string;
  /** Vault whose latest backups are restored. */
  readonly vaultArn: pulumi.Input<string>;
  /** Keys of the backups: of the vault, and of the data. */
  readonly keyArns: readonly pulumi.Input<string>[];
  /** Which resources' backups: of those with the tag for this. */
  readonly frequency: BackupFrequency;
  readonly test: RestoreTestSpec;
}

/**
 * Restores the latest backups on a schedule into something new, measures how long it takes, and deletes it after a time
 * for validation. A cluster is restored into the isolated data tier, out of everybody's reach.
 *
 * It shows that a backup can be restored, not that its contents are right: whoever wants to check those answers AWS
 * Backup's event "Restore Job State Change" with `PutRestoreValidationResult` within the time for validation.
 */
export class RestoreTest extends PlatformComponent {
  readonly planArn: pulumi.Output<string>;
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: RestoreTestComponentArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:RestoreTest", name, args, options);
    const { aurora, s3 } = args.test;
    const role = this.createRole(args);
    const plan = this.createPlan(args);
    if (aurora !== undefined) this.select("Aurora", auroraOverrides(aurora), plan, role, args);
    // The bucket would be encrypted by S3's own key otherwise.
    if (s3 !== undefined) this.select("S3", { encryptionType: "SSE-KMS", kmsKey: s3.kmsKeyArn }, plan, role, args);
    this.planArn = plan.arn;
    this.roleArn = role.arn;
    this.registerOutputs({ planArn: this.planArn, roleArn: this.roleArn });
  }

  private createRole({ region, accountId, keyArns, test }: RestoreTestComponentArgs): ServiceRole {
    const restored = [test.aurora?.kmsKeyArn, test.s3?.kmsKeyArn].filter((arn) => arn !== undefined);
    return new ServiceRole(
      this.childName("role"),
      {
        accountId,
        service: BACKUP_SERVICE,
        description: "Restores backups for a test, under names of tests only, and deletes what it restored.",
        grants: restoreGrants({
          region,
          accountId,
          keyArns: [...new Set([...keyArns, ...restored])], // usually the same
          aurora: test.aurora !== undefined,
          s3: test.s3 !== undefined,
        }),
        ...this.inherited,
      },
      { parent: this },
    );
  }

  private createPlan({ planName, vaultArn, test }: RestoreTestComponentArgs): backup.RestoreTestingPlan {
    return new backup.RestoreTestingPlan(
      this.childName("plan"),
      {
        region: this.region,
        name: planName.replaceAll("-", "_"),
        scheduleExpression: test.schedule,
        scheduleExpressionTimezone: test.timezone,
        startWindowHours: 8,
        recoveryPointSelection: {
          algorithm: "LATEST_WITHIN_WINDOW",
          includeVaults: [vaultArn],
          recoveryPointTypes: ["SNAPSHOT"],
          selectionWindowDays: SELECTION_WINDOW_DAYS,
        },
        tags: this.tagsFor("plan"),
      },
      this.child(),
    );
  }

  private select(
    type: "Aurora" | "S3",
    restoreMetadataOverrides: Record<string, pulumi.Input<string>>,
    plan: backup.RestoreTestingPlan,
    role: ServiceRole,
    { frequency, test }: RestoreTestComponentArgs,
  ): void {
    new backup.RestoreTestingSelection(
      this.childName(type.toLowerCase()),
      {
        region: this.region,
        name: type.toLowerCase(),
        restoreTestingPlanName: plan.name,
        protectedResourceType: type,
        protectedResourceConditions: {
          stringEquals: [{ key: `aws:ResourceTag/${BACKUP_TAG}`, value: frequency }],
        },
        iamRoleArn: role.arn,
        restoreMetadataOverrides,
        validationWindowHours: test.validationWindowHours,
      },
      this.child({ dependsOn: role }),
    );
  }
}

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html */
function auroraOverrides(aurora: AuroraRestore): Record<string, pulumi.Input<string>> {
  const { subnetGroupName, securityGroupIds, kmsKeyArn, clusterParameterGroupName } = aurora;
  return {
    dbSubnetGroupName: subnetGroupName,
    vpcSecurityGroupIds: pulumi.jsonStringify([...securityGroupIds]), // a list, as text
    kmsKeyId: kmsKeyArn,
    ...(clusterParameterGroupName === undefined ? {} : { dbClusterParameterGroupName: clusterParameterGroupName }),
  };
}
