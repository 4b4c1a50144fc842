import * as athena from "@pulumi/aws/athena";
import * as glue from "@pulumi/aws/glue";
import * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { Problems } from "../shared/validate";
import { QUERY_RESULT_PREFIX } from "./bucket-lifecycle";

/** Parts of the lake, each a prefix of its bucket and a database of the catalogue. */
export const LAKE_ZONES = ["raw", "curated", "export"] as const;

export type LakeZone = (typeof LAKE_ZONES)[number];

const ZONE_DESCRIPTIONS: Readonly<Record<LakeZone, string>> = {
  raw: "Data as it arrived",
  curated: "Data cleaned and partitioned for queries",
  export: "Data on its way to the analytics cloud",
};

const GIB = 1024 ** 3;

export interface DataLakeArgs extends PlatformArgs {
  /** AWS account of the lake, 12 digits; query results go to no bucket of another. */
  readonly accountId: string;
  /** Start of the names of the databases and of the workgroup. Changing it replaces them. */
  readonly namePrefix: string;
  /** Name of the lake's bucket. */
  readonly bucketName: pulumi.Input<string>;
  /** Key that query results are encrypted by. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * What one query may read, in GiB, 1-10240. Athena cancels it beyond that, and bills what it read until then.
   * @default 1 - about half a cent; a query over everything should be a decision
   */
  readonly scanLimit?: number;
  /** Whether destroying the workgroup deletes the queries saved in it. @default false */
  readonly forceDestroy?: boolean;
}

/**
 * What makes a bucket a data lake: a database per zone in the catalogue, and one way to query them.
 *
 * ```ts
 * new DataLake("lake", { accountId, namePrefix, bucketName: store.bucket("lake").name, kmsKeyArn: keys.arn("data") });
 * ```
 *
 * Default settings: a query reads 1 GiB at most; its result is encrypted by the platform's key, below `athena-results/`
 * of the lake, and nobody can send it elsewhere.
 *
 * It creates no tables, which belong to whoever writes the data, and grants nothing to anybody.
 */
export class DataLake extends PlatformComponent {
  /** Name of each zone's database. */
  readonly databaseNames: Readonly<Record<LakeZone, pulumi.Output<string>>>;
  readonly workgroupName: pulumi.Output<string>;
  readonly workgroupArn: pulumi.Output<string>;

  constructor(name: string, args: DataLakeArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:data:DataLake", name, args, options);
    const scanLimit = checkedScanLimit(name, args);
    this.databaseNames = {
      raw: this.createDatabase("raw", args),
      curated: this.createDatabase("curated", args),
      export: this.createDatabase("export", args),
    };
    const workgroup = this.createWorkgroup(scanLimit, args);
    this.workgroupName = workgroup.name;
    this.workgroupArn = workgroup.arn;
    this.registerOutputs({
      databaseNames: this.databaseNames,
      workgroupName: this.workgroupName,
      workgroupArn: this.workgroupArn,
    });
  }

  private createDatabase(zone: LakeZone, { namePrefix, bucketName }: DataLakeArgs): pulumi.Output<string> {
    const database = new glue.CatalogDatabase(
      this.childName(zone),
      {
        region: this.region,
        name: `${namePrefix}-${zone}`.replaceAll("-", "_"), // a dash would have to be quoted in every query
        description: ZONE_DESCRIPTIONS[zone],
        locationUri: pulumi.interpolate`s3://${bucketName}/${zone}/`,
        tags: this.tagsFor(zone),
      },
      this.child(),
    );
    return database.name;
  }

  private createWorkgroup(scanLimit: number, args: DataLakeArgs): athena.Workgroup {
    return new athena.Workgroup(
      this.childName("queries"),
      {
        region: this.region,
        name: `${args.namePrefix}-lake`,
        description: "Queries over the data lake",
        forceDestroy: args.forceDestroy ?? false,
        configuration: {
          enforceWorkgroupConfiguration: true, // else a client chooses where results go and how they are encrypted
          publishCloudwatchMetricsEnabled: true,
          requesterPaysEnabled: false,
          bytesScannedCutoffPerQuery: scanLimit * GIB,
          engineVersion: { selectedEngineVersion: "Athena engine version 3" },
          resultConfiguration: {
            outputLocation: pulumi.interpolate`s3://${args.bucketName}/${QUERY_RESULT_PREFIX}`,
            expectedBucketOwner: args.accountId,
            encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: args.kmsKeyArn },
          },
        },
        tags: this.tagsFor("queries"),
      },
      this.child(),
    );
  }
}

function checkedScanLimit(name: string, { accountId, namePrefix, scanLimit = 1 }: DataLakeArgs): number {
  const problems = new Problems();
  problems.accountId("accountId", accountId);
  problems.unless(
    /^[a-z][a-z0-9-]{0,100}$/.test(namePrefix),
    `namePrefix must be 1 to 101 lower-case letters, digits and dashes, got "${namePrefix}".`,
  );
  problems.range("scanLimit", scanLimit, 1, 10240, "GiB");
  problems.throwFor(`DataLake "${name}"`);
  return scanLimit;
}
