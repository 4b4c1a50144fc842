import * as backup from "@pulumi/aws/backup";
import * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { type ResourceStatement, resourcePolicy } from "../shared/iam";

/** What takes a backup away before its time. */
const REMOVAL = [
  "backup:DeleteRecoveryPoint",
  "backup:DisassociateRecoveryPoint",
  "backup:UpdateRecoveryPointLifecycle",
];

/** What would first have to be changed to get there. */
const SAFEGUARDS = [
  "backup:DeleteBackupVault",
  "backup:DeleteBackupVaultAccessPolicy",
  "backup:DeleteBackupVaultLockConfiguration",
  "backup:PutBackupVaultAccessPolicy",
  "backup:PutBackupVaultLockConfiguration",
];

export interface BackupVaultArgs extends PlatformArgs {
  /** Region of the vault. Changing it replaces the vault. */
  readonly region: string;
  /** Name of the vault, 2-50 characters; runbooks and metrics know it by that. Changing it replaces the vault. */
  readonly vaultName: string;
  /** Key of the vault, in its region. Changing it replaces the vault. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * How long backups in it are kept at least and at most, and after how many days that is final.
   * @default - nothing keeps a backup from being given a shorter life
   */
  readonly lock?: {
    readonly minRetention: number;
    readonly maxRetention: number;
    /** Makes the lock irreversible after so many days. @default - it stays removable */
    readonly changeableForDays?: number;
  };
  /**
   * Roles that may still delete backups and change the vault, the deployment's own among them. With any, nobody else
   * may change the vault. @default - nobody deletes backups; who may change the vault is left to IAM
   */
  readonly administratorArns?: readonly pulumi.Input<string>[];
  /** Whether destroying the vault deletes the backups in it. @default false */
  readonly forceDestroy?: boolean;
  /**
   * Whether Pulumi refuses to delete or replace the vault, its policy and its lock. All three, because AWS refuses to
   * delete a vault that holds backups only after the policy and the lock, which depend on it, are gone.
   * @default true, unless `forceDestroy` is
   */
  readonly protect?: boolean;
}

/**
 * A place for backups: encrypted by a key of its own, locked on request, and with a policy by which backups end when
 * they expire and not before.
 *
 * The key encrypts what AWS Backup stores itself, such as backups of buckets, and every copy made into the vault. A
 * snapshot of Aurora stays under the key of its cluster, whatever vault it is listed in
 * (https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html).
 */
export class BackupVault extends PlatformComponent {
  /** Known once the vault is as safe as it will be, policy and lock in place; so is the ARN. */
  readonly vaultName: pulumi.Output<string>;
  readonly vaultArn: pulumi.Output<string>;

  constructor(name: string, args: BackupVaultArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:BackupVault", name, args, options);
    const vault = this.createVault(args);
    const policy = this.attachPolicy(vault, args);
    const lock = args.lock === undefined ? undefined : this.lockVault(vault, args.lock, args);
    const safeguards = [policy.id, ...(lock === undefined ? [] : [lock.id])];
    this.vaultName = pulumi.all([vault.name, pulumi.all(safeguards)]).apply(([vaultName]) => vaultName);
    this.vaultArn = pulumi.all([vault.arn, pulumi.all(safeguards)]).apply(([vaultArn]) => vaultArn);
    this.registerOutputs({ vaultName: this.vaultName, vaultArn: this.vaultArn });
  }

  private createVault(args: BackupVaultArgs): backup.Vault {
    return new backup.Vault(
      this.logicalName,
      {
        region: this.region,
        name: args.vaultName,
        kmsKeyArn: args.kmsKeyArn,
        forceDestroy: args.forceDestroy ?? false,
        tags: { ...this.inherited.tags, Name: this.logicalName },
      },
      this.kept(args),
    );
  }

  private attachPolicy(vault: backup.Vault, args: BackupVaultArgs): backup.VaultPolicy {
    return new backup.VaultPolicy(
      this.childName("policy"),
      {
        region: this.region,
        backupVaultName: vault.name,
        policy: resourcePolicy(vaultStatements(args.administratorArns ?? [])),
      },
      this.kept(args),
    );
  }

  /** Without `changeableForDays` the service takes the lock for one of governance; with it, for one of compliance. */
  private lockVault(
    vault: backup.Vault,
    lock: NonNullable<BackupVaultArgs["lock"]>,
    args: BackupVaultArgs,
  ): backup.VaultLockConfiguration {
    return new backup.VaultLockConfiguration(
      this.childName("lock"),
      {
        region: this.region,
        backupVaultName: vault.name,
        minRetentionDays: lock.minRetention,
        maxRetentionDays: lock.maxRetention,
        changeableForDays: lock.changeableForDays,
      },
      this.kept(args),
    );
  }

  private kept({ protect, forceDestroy }: BackupVaultArgs): pulumi.CustomResourceOptions {
    return this.child({ protect: protect ?? forceDestroy !== true });
  }
}

/** Denials only: what is allowed stays with IAM. The service itself, which ends backups that have expired, is exempt. */
function vaultStatements(administrators: readonly pulumi.Input<string>[]): ResourceStatement[] {
  const deny = { effect: "Deny", principal: "*", resources: ["*"] } as const;
  const others = { ArnNotLike: { "aws:PrincipalArn": administrators } };
  const exempt = administrators.length === 0 ? {} : { conditions: others };
  return [
    { sid: "RefuseRemoval", ...deny, actions: REMOVAL, ...exempt },
    // Without an exception this would shut everybody out for good, the deployment included.
    ...(administrators.length === 0 ? [] : [{ sid: "RefuseChange", ...deny, actions: SAFEGUARDS, conditions: others }]),
    {
      sid: "RefusePlainText",
      ...deny,
      actions: ["backup:*"],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}
