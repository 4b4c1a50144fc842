import * as bigquery from "@pulumi/gcp/bigquery";
import type * as pulumi from "@pulumi/pulumi";
import { type GoogleArgs, GoogleComponent } from "../shared/google-component";

const MILLISECONDS_PER_DAY = 86_400_000;

/** Expiry as the API wants it. */
export function daysToMilliseconds(days: number): number {
  return days * MILLISECONDS_PER_DAY;
}

export interface BigQueryDatasetArgs extends GoogleArgs {
  /** Name of the dataset, as queries write it. Changing it replaces the dataset and all its tables. */
  readonly datasetId: string;
  readonly description: string;
  /**
   * Key of tables that name none; of the dataset's own location. Changing it leaves existing tables with the old key.
   * @default - a key of Google's
   */
  readonly keyName?: pulumi.Input<string>;
  /** Hours back to which a table can be read and restored, 48-168. */
  readonly timeTravel: number;
  /** Whether storage is billed before (`LOGICAL`) or after compression, with deleted rows (`PHYSICAL`). */
  readonly storageBillingModel: StorageBillingModel;
  /** Days after which tables without partitions are deleted, unless they say otherwise. @default - never */
  readonly tableExpiration?: number;
  /** Days after which partitions are deleted, unless their table says otherwise. @default - never */
  readonly partitionExpiration?: number;
  /** Whether deployments refuse to delete the dataset. */
  readonly protect: boolean;
  /** The enabled API. */
  readonly after: readonly pulumi.Resource[];
  readonly transform?: (args: bigquery.DatasetArgs) => bigquery.DatasetArgs;
}

export const STORAGE_BILLING_MODELS = ["LOGICAL", "PHYSICAL"] as const;
export type StorageBillingModel = (typeof STORAGE_BILLING_MODELS)[number];

/**
 * A dataset that only those it was shared with can read. Left to itself, BigQuery shares a new dataset with every viewer
 * and every editor of the project; this one begins with the owners alone.
 *
 * It is never deleted together with what is in it.
 */
export class BigQueryDataset extends GoogleComponent {
  readonly datasetId: pulumi.Output<string>;

  constructor(name: string, args: BigQueryDatasetArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:analytics:BigQueryDataset", name, args, options);
    this.datasetId = this.createDataset(args).datasetId;
    this.registerOutputs({ datasetId: this.datasetId });
  }

  /**
   * Adds a member to a role on this dataset. Additive: members that others have added stay.
   *
   * @param suffix name of the grant within the dataset
   */
  addMember(suffix: string, role: pulumi.Input<string>, member: pulumi.Input<string>): bigquery.DatasetIamMember {
    return new bigquery.DatasetIamMember(
      this.childName(suffix),
      { project: this.projectId, datasetId: this.datasetId, role, member },
      this.child(),
    );
  }

  private createDataset(args: BigQueryDatasetArgs): bigquery.Dataset {
    const { datasetId, description, keyName, timeTravel, storageBillingModel, protect, after } = args;
    const inputs: bigquery.DatasetArgs = {
      project: this.projectId,
      datasetId,
      location: this.location,
      description,
      accesses: [{ role: "OWNER", specialGroup: "projectOwners" }],
      ...(keyName === undefined ? {} : { defaultEncryptionConfiguration: { kmsKeyName: keyName } }),
      maxTimeTravelHours: String(timeTravel),
      storageBillingModel,
      ...expirations(args),
      deleteContentsOnDestroy: false,
      labels: this.labelsFor("dataset"),
    };
    return new bigquery.Dataset(
      this.childName("dataset"),
      args.transform?.(inputs) ?? inputs,
      // Members are added to the same list; a deployment that knows the first entry only would remove them again.
      this.child({ protect, ignoreChanges: ["accesses"], dependsOn: [...after] }),
    );
  }
}

/** Given alone, the expiry of tables would end those with partitions too; given both, these go by their own. */
function expirations({ tableExpiration, partitionExpiration }: BigQueryDatasetArgs): Partial<bigquery.DatasetArgs> {
  return {
    ...(tableExpiration === undefined ? {} : { defaultTableExpirationMs: daysToMilliseconds(tableExpiration) }),
    ...(partitionExpiration === undefined
      ? {}
      : { defaultPartitionExpirationMs: daysToMilliseconds(partitionExpiration) }),
  };
}
