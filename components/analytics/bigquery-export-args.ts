import type * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "../shared/component";

/** Where documents are read. */
export interface ExportSource {
  /** Host name of the domain, without scheme. */
  readonly endpoint: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
  /**
   * Indices to export: a name, or the start of names and `*`. Each needs the fields the export goes by, see
   * `docs/adr/0012-export.md`.
   * @default "documents-*"
   */
  readonly indexPattern?: string;
}

/** The bucket that both sides of the export know. */
export interface ExportLake {
  /**
   * Its notifications become those of the export, and only those: a bucket has one configuration of notifications, and
   * two that are declared overwrite each other. `transform.notification` takes others in.
   */
  readonly name: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
}

/** The table that rows are appended to. Whoever owns it merges them into the final one. */
export interface ExportTarget {
  /** Id of the Google Cloud project. */
  readonly projectId: string;
  /** Dataset of the table. */
  readonly stagingDatasetId: pulumi.Input<string>;
  /** The table, which exists: a load creates none. */
  readonly stagingTable: pulumi.Input<string>;
  /** Location of the dataset, such as `asia-northeast1`; a job runs where its dataset is. */
  readonly location: string;
}

/** How the load function becomes an account of Google's, without a key. */
export interface ExportFederation {
  /**
   * Full name of the provider that trusts the load function's role,
   * `//iam.googleapis.com/projects/<number>/locations/global/workloadIdentityPools/<pool>/providers/<provider>`.
   */
  readonly audience: pulumi.Input<string>;
  /** Address of the service account that may append to the table. */
  readonly serviceAccountEmail: pulumi.Input<string>;
}

export interface BigQueryExportArgs extends PlatformArgs {
  /** Region of everything. Changing it replaces everything; the checkpoint stays in the lake. */
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  /** Start of the fixed names: the roles are `<namePrefix>-extract` and `<namePrefix>-load`, which Google pins. */
  readonly namePrefix: string;
  readonly domain: ExportSource;
  /** Subnets of the extract function, one a zone. They need a route to S3's gateway endpoint, and none to the internet. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The group `fn-extract` of `SecurityGroups`: to the domain and to S3, and nowhere else. */
  readonly securityGroupId: pulumi.Input<string>;
  readonly lake: ExportLake;
  /** Key of the lake's objects, and of the functions' environments. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Key of the queues. Its policy has to admit S3, which encrypts what it announces. */
  readonly messagingKeyArn: pulumi.Input<string>;
  readonly logsKeyArn: pulumi.Input<string>;
  /** When documents are read: `rate(15 minutes)` or `cron(0 3 * * ? *)`. @default "rate(1 hour)" */
  readonly schedule?: string;
  /** Documents in one answer of the domain, 100-10000: fewer where they are large. @default 1000 */
  readonly pageSize?: number;
  /** Documents after which a run ends and leaves the rest to the next one, 1000-10000000. @default 500000 */
  readonly maxDocs?: number;
  /**
   * Seconds the newest documents are left alone, 30-3600: longer than a document may take from its time stamp until
   * every copy of its shard shows it. A document that takes longer is never exported.
   * @default 120
   */
  readonly safetyLag?: number;
  readonly target: ExportTarget;
  readonly federation: ExportFederation;
  /** Calls that may run at once; a queue calls two at least. @default { extract: 1, load: 2 } */
  readonly reservedConcurrency?: { readonly extract: number; readonly load: number };
  /** Days the logs of both functions are kept. @default 30 */
  readonly logRetention?: number;
  /** Changes what the component registers, at your own risk. */
  readonly transform?: {
    /** The bucket's notifications, for example to add those of somebody else. */
    readonly notification?: (args: s3.BucketNotificationArgs) => s3.BucketNotificationArgs;
  };
}
