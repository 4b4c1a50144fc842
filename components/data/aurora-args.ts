import type * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "../shared/component";
import type { AuroraMode } from "./aurora-capacity";
import type { AuroraReplicaArgs, AuroraTransforms, ProxyPool, ReaderScaling } from "./aurora-options";
import type { RestoreSource } from "./aurora-restore";

/** Authorities that sign an instance's certificate; both last until 2061 (RDS user guide, 2026-11). */
export const CERTIFICATE_AUTHORITIES = ["rds-ca-rsa2048-g1", "rds-ca-ecc384-g1"] as const;

export interface AuroraClusterArgs extends PlatformArgs {
  /** Region of the cluster. Changing it replaces the cluster. */
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  /** Start of the names that are known in advance: `<namePrefix>-<name>-g<generation>`. Changing it replaces the cluster. */
  readonly namePrefix: string;
  /** Data subnets, in two zones at least; RDS spreads the instances over the zones. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The group `db` of `SecurityGroups`. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Key for storage, snapshots, insights and the master secret. Changing it replaces the cluster. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Key of the log groups. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days the logs are kept; a period CloudWatch offers. @default 30 */
  readonly logRetention?: number;
  /** Database created with the cluster: lower-case letters, digits and `_`. Changing it replaces the cluster. @default "app" */
  readonly databaseName?: string;
  /**
   * Master user: 1-16 lower-case letters and digits. Changing it replaces the cluster.
   * @default "clusteradmin" - names that everybody tries first are refused
   */
  readonly masterUsername?: string;
  /**
   * Database users that sign in by IAM token; the proxy connects as nobody else. They are created in the database by
   * whoever migrates it, and granted `rds_iam`. The master user must not be one: with that grant its password stops working.
   */
  readonly users: readonly string[];
  /** Version of Aurora PostgreSQL. It is never upgraded by itself. @default "17.7" - supported until 2030 */
  readonly engineVersion?: string;
  /** Whether a change of `engineVersion` may cross a major version, which can take an hour of downtime. @default false */
  readonly allowMajorVersionUpgrade?: boolean;
  /** @default "serverless" */
  readonly mode?: AuroraMode;
  /**
   * Bounds of an instance of a serverless cluster in Aurora capacity units (about 2 GiB each), in steps of 0.5: `min`
   * 0-256, 0 pausing an idle cluster; `max` 1-256. As primary of a global database AWS advises a `min` of 8.
   * @default { min: 0, max: 2 }
   */
  readonly acu?: { readonly min: number; readonly max: number };
  /** Seconds without a connection after which a cluster with `acu.min` 0 pauses, 300-86400; it resumes in about 15. @default 300 */
  readonly autoPause?: number;
  /**
   * Class of provisioned instances: one for all, or one for each. A change restarts the instance. Change the class of
   * the reader first, fail over, then change the other.
   * @default "db.r7g.large"
   */
  readonly instanceClass?: string | readonly string[];
  /** Writer and readers together, 1-16. With one, a failed instance takes about ten minutes to come back. @default 1 */
  readonly instances?: number;
  /** Days the cluster can be put back to any second of, 7-35. @default 7 */
  readonly backupRetention?: number;
  /** When the daily backup starts, in UTC; must not overlap the other window. @default "18:00-19:00" - 3 o'clock in Tokyo */
  readonly backupWindow?: string;
  /** When changes that wait are applied, in UTC, on cluster and instances. @default "sun:19:30-sun:20:30" */
  readonly maintenanceWindow?: string;
  /** Whether changes are applied at once, which may restart instances, rather than in the window. @default false */
  readonly applyImmediately?: boolean;
  /**
   * Whether RDS and Pulumi refuse to delete the cluster; and where Pulumi is made to (`pulumi state unprotect`), cluster
   * and logs stay in AWS nevertheless.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether deleting the cluster leaves a snapshot, `<identifier>-final`. A second one of that name is refused: a stack
   * that is built and destroyed again and again turns it off.
   * @default true
   */
  readonly finalSnapshot?: boolean;
  /**
   * Which cluster this is, 1-9999: part of every name. A higher one makes a new cluster, which `restoreFrom` fills; the
   * old one goes, or stays if it is protected.
   * @default 1
   */
  readonly generation?: number;
  /**
   * What a new cluster begins with; read only while one is made, that is, together with a higher `generation`. RDS
   * restores without IAM authentication and insights, in part: run `pulumi up` again afterwards.
   * @default - an empty database
   */
  readonly restoreFrom?: RestoreSource;
  /** Whether a proxy pools the connections. `users` sign in to it by the same token. @default false */
  readonly proxy?: boolean;
  /** The group `proxy` of `SecurityGroups`; required with `proxy`. */
  readonly proxySecurityGroupId?: pulumi.Input<string>;
  /** How the proxy shares the connections. */
  readonly proxyPool?: ProxyPool;
  /**
   * Mode of Database Insights. `advanced` keeps 15 months of statistics and costs about 0.0125 USD per vCPU and hour
   * (Tokyo, 2026).
   * @default "standard"
   */
  readonly insights?: "standard" | "advanced";
  /** Seconds between measurements of the operating system: 1, 5, 10, 15, 30, 60; 0 takes none. @default 60 */
  readonly monitoringInterval?: number;
  /** Milliseconds after which a statement is logged with its plan, 1-3600000. @default 1000 */
  readonly slowQuery?: number;
  /** Milliseconds after which a statement is ended, 1000-86400000; migrations set their own. @default 30000 */
  readonly statementTimeout?: number;
  /** Milliseconds after which a session idle within a transaction is ended, 1000-86400000. @default 60000 */
  readonly idleInTransactionTimeout?: number;
  /** Authority of the instances' certificates. @default "rds-ca-rsa2048-g1" */
  readonly certificateAuthority?: (typeof CERTIFICATE_AUTHORITIES)[number];
  /** Whether statements can be sent through the RDS Data API, which bypasses the network and asks IAM alone. @default false */
  readonly dataApi?: boolean;
  /** Topic in the cluster's region for failovers, failures and maintenance. @default - RDS tells nobody */
  readonly eventTopicArn?: pulumi.Input<string>;
  /** Readers added and removed by load; those have no tags, and the cluster cannot be deleted while they exist. @default - none */
  readonly readerScaling?: ReaderScaling;
  /**
   * A copy in another region. RDS then cannot keep the master password, so it needs `rotationFunctionArn`. Decide before
   * the first deployment: a cluster whose password RDS keeps has to be given one by hand first.
   * @default - none
   */
  readonly replica?: AuroraReplicaArgs;
  /** Function that rotates the master password, from `MasterPasswordRotation`; required with `replica`, and only there. */
  readonly rotationFunctionArn?: pulumi.Input<string>;
  /** Days between rotations by that function, 1-365. @default 30 */
  readonly rotationDays?: number;
  /** Changes what would be created, where no argument does. @default {} */
  readonly transform?: AuroraTransforms;
}
