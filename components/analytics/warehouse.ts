import type * as pulumi from "@pulumi/pulumi";
import { type GoogleArgs, GoogleComponent } from "../shared/google-component";
import type { AnalyticsIdentity } from "./analytics-identity";
import { BigQueryDataset } from "./bigquery-dataset";
import type { GcpAnalyticsSpec } from "./gcp-analytics-spec";
import { MergedTable } from "./merged-table";
import type { ProjectServices } from "./project-services";
import { ServiceAgent } from "./service-agent";

/** Hours back to which staging can be read: the shortest there is, because the lake has it all. */
const STAGING_TIME_TRAVEL = 48;

export interface WarehouseArgs extends GoogleArgs {
  readonly spec: GcpAnalyticsSpec;
  readonly services: ProjectServices;
  readonly identity: AnalyticsIdentity;
  /** Key of everything in BigQuery. @default - a key of Google's */
  readonly keyName?: pulumi.Input<string>;
}

/**
 * Two datasets, and the tables that rows go through. Loads end in staging, readers begin at the final tables, and only
 * the merge touches both.
 */
export class Warehouse extends GoogleComponent {
  readonly datasetId: pulumi.Output<string>;
  readonly stagingDatasetId: pulumi.Output<string>;
  /** Name of the staging table of each table. */
  readonly stagingTableIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: WarehouseArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:analytics:Warehouse", name, args, options);
    const final = this.createFinalDataset(args);
    const staging = this.createStagingDataset(args);
    this.share(final, staging, args);
    const mergeable = this.admitMerge(final, staging, args);
    this.stagingTableIds = this.createTables(final, staging, mergeable, args);
    this.datasetId = final.datasetId;
    this.stagingDatasetId = staging.datasetId;
    this.registerOutputs({
      datasetId: this.datasetId,
      stagingDatasetId: this.stagingDatasetId,
      stagingTableIds: this.stagingTableIds,
    });
  }

  private createFinalDataset({ spec, services, keyName }: WarehouseArgs): BigQueryDataset {
    return new BigQueryDataset(
      this.childName("final"),
      {
        ...this.site,
        datasetId: spec.datasetId,
        description: "What the platform analyses; filled by merges alone",
        keyName,
        timeTravel: spec.timeTravel,
        storageBillingModel: spec.storageBillingModel,
        protect: spec.deletionProtection,
        after: services.enabled("bigquery"),
        transform: spec.transform.dataset,
      },
      this.child(),
    );
  }

  private createStagingDataset({ spec, services, keyName }: WarehouseArgs): BigQueryDataset {
    return new BigQueryDataset(
      this.childName("staging"),
      {
        ...this.site,
        datasetId: spec.stagingDatasetId,
        description: "What was loaded and waits to be merged",
        keyName,
        timeTravel: STAGING_TIME_TRAVEL,
        storageBillingModel: "LOGICAL", // rows come and go; compressed storage is billed for those that are gone, too
        tableExpiration: spec.stagingExpiration,
        partitionExpiration: spec.stagingExpiration,
        protect: spec.deletionProtection,
        after: services.enabled("bigquery"),
        transform: spec.transform.stagingDataset,
      },
      this.child(),
    );
  }

  private share(final: BigQueryDataset, staging: BigQueryDataset, { spec, identity }: WarehouseArgs): void {
    staging.addMember("loader", identity.roles.load, identity.loader.member);
    for (const reader of spec.readers) {
      final.addMember(`reader-${reader.replace(/[^\w.-]/g, "-")}`, "roles/bigquery.dataViewer", reader);
    }
  }

  /** Gives what a merge depends on: it runs for the first time as soon as it exists. */
  private admitMerge(final: BigQueryDataset, staging: BigQueryDataset, args: WarehouseArgs): pulumi.Resource[] {
    const { services, identity } = args;
    const agent = new ServiceAgent(
      this.childName("transfer-agent"),
      {
        ...this.site,
        service: "bigquerydatatransfer",
        after: services.enabled("bigquerydatatransfer", "cloudresourcemanager"),
      },
      this.child(),
    );
    return [
      agent.ready,
      final.addMember("merge", identity.roles.merge, identity.merge.member),
      staging.addMember("merge", identity.roles.merge, identity.merge.member),
    ];
  }

  private createTables(
    final: BigQueryDataset,
    staging: BigQueryDataset,
    after: readonly pulumi.Resource[],
    { spec, identity, keyName }: WarehouseArgs,
  ): Record<string, pulumi.Output<string>> {
    const common = {
      ...this.site,
      datasetId: spec.datasetId,
      stagingDatasetId: spec.stagingDatasetId,
      dataset: final.datasetId,
      stagingDataset: staging.datasetId,
      stagingExpiration: spec.stagingExpiration,
      schedule: spec.mergeSchedule,
      mergeAccount: identity.merge.email,
      keyName,
      protect: spec.deletionProtection,
      after,
      transform: spec.transform,
    };
    return Object.fromEntries(
      spec.tables.map((table) => [
        table.id,
        new MergedTable(this.childName(table.id), { ...common, table }, this.child()).stagingTableId,
      ]),
    );
  }
}
