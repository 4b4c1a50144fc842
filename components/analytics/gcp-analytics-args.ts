import type * as bigquery from "@pulumi/gcp/bigquery";
import type * as vertex from "@pulumi/gcp/vertex";
import type { GoogleArgs } from "../shared/google-component";
import type { StorageBillingModel } from "./bigquery-dataset";
import type { MergedTableTransforms } from "./merged-table";
import type { GoogleBudget } from "./project-guards";
import type { AnalyticsTable } from "./table-schema";

/**
 * Last resort for what no argument offers: each function gets what would be created and gives what is created instead.
 * It can undo any default of the component, the secure ones too; the policies still look at the result.
 */
export interface GcpAnalyticsTransforms extends MergedTableTransforms {
  readonly dataset?: (args: bigquery.DatasetArgs) => bigquery.DatasetArgs;
  readonly stagingDataset?: (args: bigquery.DatasetArgs) => bigquery.DatasetArgs;
  readonly endpoint?: (args: vertex.AiEndpointArgs) => vertex.AiEndpointArgs;
}

export interface GcpAnalyticsArgs extends GoogleArgs {
  /** Start of the names of accounts, roles and the pool, 3-19 characters. Changing it replaces them. */
  readonly namePrefix: string;
  /** The one AWS account whose roles are admitted, 12 digits. */
  readonly awsAccountId: string;
  /** Roles of the application in AWS, by name: they may ask models. 1-20. */
  readonly appRoleNames: readonly string[];
  /** Roles of the loader in AWS, by name: they may append to staging tables. 1-20, none of them the application's. */
  readonly loaderRoleNames: readonly string[];
  /** Tables of the dataset, 1-20. `platformTables()` lists those the platform itself fills. */
  readonly tables: readonly AnalyticsTable[];
  /**
   * Dataset of the final tables; staging has `_staging` behind the name. Letters, digits and `_`. Changing it replaces
   * both with all their data. @default "analytics"
   */
  readonly datasetId?: string;
  /**
   * Days that rows stay in staging if no merge takes them, 2-90: the longest the merge may be broken without losing
   * rows that are not in the lake any more. @default 14
   */
  readonly stagingExpiration?: number;
  /** Hours back to which final tables can be read and restored, 48-168 in steps of 24. @default 168 - the longest */
  readonly timeTravel?: number;
  /**
   * How the storage of final tables is billed: before compression, or after it, at about twice the price and with what
   * time travel keeps. Can be changed every 14 days. @default "LOGICAL" - deleting and rewriting rows costs nothing extra
   */
  readonly storageBillingModel?: StorageBillingModel;
  /**
   * When staged rows are merged, UTC: `every <5 or more> minutes`, `every <1-24> hours` or `every day <HH:MM>`.
   * @default "every 1 hours"
   */
  readonly mergeSchedule?: string;
  /**
   * Whether data is encrypted by keys of this project instead of Google's. A change later replaces tables and endpoint,
   * which `deletionProtection` refuses. @default true
   */
  readonly cmek?: boolean;
  /** Time after which a key gets a new version, in seconds, 86401-31536000. @default 7776000 - 90 days */
  readonly keyRotation?: number;
  /** Ring of the project's own, `projects/…/locations/…/keyRings/…`, in the same location. @default - one is made */
  readonly keyRing?: string;
  /** Whether there is an endpoint for models of the platform's own. @default false - only models that Google hosts */
  readonly vertexEndpoint?: boolean;
  /**
   * Share of the endpoint's requests that are kept with their answers, 0-1. They hold what users typed.
   * @default 0.1 - enough to see a model drift
   */
  readonly predictionLogSampling?: number;
  /** Days they are kept, 1-400. @default 30 */
  readonly predictionLogExpiration?: number;
  /**
   * Whether the application may ask models that Google hosts. They belong to no endpoint, so the permission is for the
   * whole project. @default - true unless there is an endpoint
   */
  readonly hostedModels?: boolean;
  /** Who may read the final tables, such as `group:analysts@example.com`. Additive: others' grants stay. @default [] */
  readonly readers?: readonly string[];
  /** Budget of the project for a month. @default - none */
  readonly budget?: GoogleBudget;
  /** Whether this stack sets what a project has only once: its audit logs. @default false */
  readonly accountOwner?: boolean;
  /** Whether nobody may make keys of service accounts in the project; takes rights in the organisation. @default false */
  readonly forbidServiceAccountKeys?: boolean;
  /** Whether tables, datasets, keys and endpoint refuse to be deleted. @default true */
  readonly deletionProtection?: boolean;
  /** Changes what would be created, where no argument does. @default {} */
  readonly transform?: GcpAnalyticsTransforms;
}
