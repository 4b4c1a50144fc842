import * as bigquery from "@pulumi/gcp/bigquery";
import type * as pulumi from "@pulumi/pulumi";
import { type GoogleArgs, GoogleComponent } from "../shared/google-component";
import { daysToMilliseconds } from "./bigquery-dataset";
import { mergeQuery } from "./merge-query";
import { type ResolvedTable, schemaJson, stagingColumns } from "./table-schema";

/** Last resort for what no argument offers; each function gets what would be created and gives what is instead. */
export interface MergedTableTransforms {
  readonly table?: (args: bigquery.TableArgs) => bigquery.TableArgs;
  readonly stagingTable?: (args: bigquery.TableArgs) => bigquery.TableArgs;
  readonly merge?: (args: bigquery.DataTransferConfigArgs) => bigquery.DataTransferConfigArgs;
}

export interface MergedTableArgs extends GoogleArgs {
  readonly table: ResolvedTable;
  /** Plain name of the dataset of the final table, for the script; `dataset` is the same one once it exists. */
  readonly datasetId: string;
  readonly stagingDatasetId: string;
  readonly dataset: pulumi.Input<string>;
  readonly stagingDataset: pulumi.Input<string>;
  /** Days staged rows are kept. */
  readonly stagingExpiration: number;
  /** When rows are merged, in the words of the transfer service. */
  readonly schedule: string;
  /** Account the script runs as. */
  readonly mergeAccount: pulumi.Input<string>;
  /** Key of both tables. @default - a key of Google's */
  readonly keyName?: pulumi.Input<string>;
  /** Whether deployments refuse to delete the final table. */
  readonly protect: boolean;
  /** What the first run of the script depends on: the grants of its account. */
  readonly after: readonly pulumi.Resource[];
  readonly transform?: MergedTableTransforms;
}

/**
 * A table, its staging table, and the script that moves rows from the one to the other.
 *
 * The staging table is divided by the day of loading, not by a date in the rows: old documents that are exported late
 * would otherwise expire on arrival, before anything has read them.
 */
export class MergedTable extends GoogleComponent {
  /** Name of the staging table within its dataset. */
  readonly stagingTableId: pulumi.Output<string>;
  readonly tableId: pulumi.Output<string>;

  constructor(name: string, args: MergedTableArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:analytics:MergedTable", name, args, options);
    const final = this.createTable(args);
    const staging = this.createStagingTable(args);
    this.scheduleMerge(args, [final, staging]);
    this.tableId = final.tableId;
    this.stagingTableId = staging.tableId;
    this.registerOutputs({ tableId: this.tableId, stagingTableId: this.stagingTableId });
  }

  private createTable(args: MergedTableArgs): bigquery.Table {
    const { table, dataset, protect, transform } = args;
    const inputs: bigquery.TableArgs = {
      ...this.common(args, table.description ?? `Table ${table.id}`),
      datasetId: dataset,
      schema: schemaJson(table.schema),
      timePartitioning: {
        type: "DAY",
        field: table.partitionField,
        expirationMs: daysToMilliseconds(table.partitionExpiration),
      },
      requirePartitionFilter: true, // else one careless query reads, and pays for, every day there is
      ...(table.clusterings.length === 0 ? {} : { clusterings: [...table.clusterings] }),
      deletionProtection: protect,
      labels: this.labelsFor("final"),
    };
    return new bigquery.Table(this.childName("final"), transform?.table?.(inputs) ?? inputs, this.child({ protect }));
  }

  private createStagingTable(args: MergedTableArgs): bigquery.Table {
    const { table, stagingDataset, stagingExpiration, transform } = args;
    const inputs: bigquery.TableArgs = {
      ...this.common(args, `What was loaded and not yet merged into ${table.id}`),
      datasetId: stagingDataset,
      schema: schemaJson(stagingColumns(table)),
      timePartitioning: { type: "DAY", expirationMs: daysToMilliseconds(stagingExpiration) },
      deletionProtection: false, // all of it can be loaded again from the lake
      labels: this.labelsFor("staging"),
    };
    return new bigquery.Table(this.childName("staging"), transform?.stagingTable?.(inputs) ?? inputs, this.child());
  }

  /** Of both tables. The key is named here again, because a dataset's default is for tables that come after it. */
  private common({ table, keyName }: MergedTableArgs, description: string) {
    return {
      project: this.projectId,
      tableId: table.id,
      description,
      ...(keyName === undefined ? {} : { encryptionConfiguration: { kmsKeyName: keyName } }),
    };
  }

  private scheduleMerge(args: MergedTableArgs, tables: readonly pulumi.Resource[]): void {
    const { table, datasetId, stagingDatasetId, schedule, mergeAccount, after, transform } = args;
    const inputs: bigquery.DataTransferConfigArgs = {
      project: this.projectId,
      location: this.location,
      displayName: `${this.logicalName}: merge ${table.id}`,
      dataSourceId: "scheduled_query",
      schedule,
      serviceAccountName: mergeAccount, // else it runs as whoever deployed it, with all they may do
      params: { query: mergeQuery(table, { projectId: this.projectId, datasetId, stagingDatasetId }) },
    };
    new bigquery.DataTransferConfig(
      this.childName("merge"),
      transform?.merge?.(inputs) ?? inputs,
      this.child({ dependsOn: [...tables, ...after] }),
    );
  }
}
