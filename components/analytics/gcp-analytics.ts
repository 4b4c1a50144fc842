import type * as pulumi from "@pulumi/pulumi";
import { GoogleComponent } from "../shared/google-component";
import { entryOf } from "../shared/lookup";
import { AnalyticsIdentity } from "./analytics-identity";
import { AnalyticsKeys } from "./analytics-keys";
import type { GcpAnalyticsArgs } from "./gcp-analytics-args";
import { gcpAnalyticsProblems } from "./gcp-analytics-checks";
import { type GcpAnalyticsSpec, resolveGcpAnalytics } from "./gcp-analytics-spec";
import { ProjectGuards } from "./project-guards";
import { type GoogleApi, ProjectServices } from "./project-services";
import { ServiceAgent } from "./service-agent";
import { VertexEndpoint } from "./vertex-endpoint";
import { Warehouse } from "./warehouse";

/**
 * The analytics side of the platform in Google Cloud: BigQuery for what the search domain exports, Vertex AI for the
 * application, and a way in for roles of AWS that needs no key.
 *
 * ```ts
 * const analytics = new GcpAnalytics("analytics", {
 *   projectId, projectNumber, awsAccountId, namePrefix: "kumiki-dev",
 *   appRoleNames: ["kumiki-dev-app-task"], loaderRoleNames: ["kumiki-dev-export-load"], tables: platformTables(),
 * });
 * ```
 *
 * Default settings: Tokyo; data encrypted by keys of the project, new every 90 days; datasets that nobody but the
 * project's owners can read until they are shared; queries must name days; final rows are kept 400 days and staged ones
 * 14; rows are merged every hour; no endpoint, models that Google hosts may be asked; everything protected.
 *
 * Each account may do one thing. The application asks models. The loader appends to staging, and cannot read it back.
 * The merge moves rows within the two datasets. There is no key to any of them, and none of them can act in AWS.
 *
 * Before the first deployment somebody has to run `bq show --encryption_service_account --project_id=<id>` once: it
 * makes the account BigQuery uses keys with, to which nothing can be granted before
 * (https://cloud.google.com/bigquery/docs/customer-managed-encryption). Whoever deploys needs `roles/bigquery.admin` on
 * the project, because datasets share nothing with their creator either, `iam.serviceAccounts.actAs` on the merge
 * account, and with `budget` a role on the billing account.
 *
 * Cost (Tokyo, November 2026): a key 0.06 USD a month for each version; 300 GB of rows about 7 USD. A merge is billed for
 * key, time and version of every row within `lookback`, and for all of each day it changes a row of: with 10 million rows
 * 1 to 2 GB a run, so 5 to 10 USD a month if it runs every hour. An endpoint without a model is free.
 *
 * What it does not do: it deploys no models, transfers nothing, and lets readers read, not run queries: they need a
 * project to pay for those. A failed merge is seen in the console only, until a topic is named by `transform.merge`.
 */
export class GcpAnalytics extends GoogleComponent {
  /** What AWS asks a token for: `//iam.googleapis.com/projects/<number>/…/providers/aws`. */
  readonly wifAudience: pulumi.Output<string>;
  /** Account the application's roles act as. */
  readonly appServiceAccountEmail: pulumi.Output<string>;
  /** Account the loader's roles act as. */
  readonly loaderServiceAccountEmail: pulumi.Output<string>;
  /** Dataset of the final tables. */
  readonly datasetId: pulumi.Output<string>;
  /** Dataset rows are loaded into. */
  readonly stagingDatasetId: pulumi.Output<string>;
  /** Name of the staging table of each table, known once it exists. */
  readonly stagingTableIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Number of the endpoint; undefined without one. */
  readonly endpointId: pulumi.Output<string> | undefined;
  /** Address that answers predictions, `https://<number>.<location>-<project number>.prediction.vertexai.goog`. */
  readonly endpointAddress: pulumi.Output<string> | undefined;

  constructor(name: string, args: GcpAnalyticsArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:analytics:GcpAnalytics", name, args, options);
    const spec = resolveGcpAnalytics(args);
    gcpAnalyticsProblems(spec).throwFor(`GcpAnalytics "${name}"`);
    const services = new ProjectServices(
      this.childName("services"),
      { ...this.site, apis: apisOf(spec) },
      this.child(),
    );
    const vertexAgent = spec.vertexEndpoint ? this.createVertexAgent(services) : undefined;
    const keys = spec.cmek ? this.createKeys(spec, services, vertexAgent) : undefined;
    const identity = new AnalyticsIdentity(this.childName("identity"), { ...this.site, spec, services }, this.child());
    const warehouse = this.createWarehouse(spec, services, identity, keys);
    const endpoint = vertexAgent && this.createEndpoint(spec, services, identity, keys, vertexAgent);
    this.guardProject(spec, services);
    this.wifAudience = identity.audience;
    this.appServiceAccountEmail = identity.app.email;
    this.loaderServiceAccountEmail = identity.loader.email;
    this.datasetId = warehouse.datasetId;
    this.stagingDatasetId = warehouse.stagingDatasetId;
    this.stagingTableIds = warehouse.stagingTableIds;
    this.endpointId = endpoint?.endpointId;
    this.endpointAddress = endpoint?.address;
    this.registerOutputs({
      wifAudience: this.wifAudience,
      appServiceAccountEmail: this.appServiceAccountEmail,
      loaderServiceAccountEmail: this.loaderServiceAccountEmail,
      datasetId: this.datasetId,
      stagingDatasetId: this.stagingDatasetId,
      stagingTableIds: this.stagingTableIds,
      endpointId: this.endpointId,
      endpointAddress: this.endpointAddress,
      location: this.location,
    });
  }

  /** Name of the staging table of a table. @throws if there is no such table */
  stagingTableId(table: string): pulumi.Output<string> {
    return entryOf("table", this.stagingTableIds, table);
  }

  private createVertexAgent(services: ProjectServices): ServiceAgent {
    return new ServiceAgent(
      this.childName("vertex-agent"),
      { ...this.site, service: "aiplatform", after: services.enabled("aiplatform", "cloudresourcemanager") },
      this.child(),
    );
  }

  private createKeys(spec: GcpAnalyticsSpec, services: ProjectServices, vertexAgent?: ServiceAgent): AnalyticsKeys {
    return new AnalyticsKeys(
      this.childName("keys"),
      {
        ...this.site,
        users: {
          bigquery: `serviceAccount:bq-${this.projectNumber}@bigquery-encryption.iam.gserviceaccount.com`,
          ...(vertexAgent === undefined ? {} : { vertex: vertexAgent.member }),
        },
        rotation: spec.keyRotation,
        keyRing: spec.keyRing,
        protect: spec.deletionProtection,
        after: services.enabled("bigquery", "cloudkms"),
      },
      this.child(),
    );
  }

  private createWarehouse(
    spec: GcpAnalyticsSpec,
    services: ProjectServices,
    identity: AnalyticsIdentity,
    keys: AnalyticsKeys | undefined,
  ): Warehouse {
    return new Warehouse(
      this.childName("warehouse"),
      { ...this.site, spec, services, identity, keyName: keys?.keyName("bigquery") },
      this.child(),
    );
  }

  private createEndpoint(
    spec: GcpAnalyticsSpec,
    services: ProjectServices,
    identity: AnalyticsIdentity,
    keys: AnalyticsKeys | undefined,
    agent: ServiceAgent,
  ): VertexEndpoint {
    return new VertexEndpoint(
      this.childName("endpoint"),
      {
        ...this.site,
        keyName: keys?.keyName("vertex"),
        log: {
          sampling: spec.predictionLogSampling,
          datasetId: spec.predictionDatasetId,
          expiration: spec.predictionLogExpiration,
          keyName: keys?.keyName("bigquery"),
        },
        caller: { role: identity.roles.predict, member: identity.app.member },
        protect: spec.deletionProtection,
        after: [...services.enabled("bigquery"), agent.ready],
        transform: spec.transform.endpoint,
      },
      this.child(),
    );
  }

  private guardProject(spec: GcpAnalyticsSpec, services: ProjectServices): void {
    new ProjectGuards(
      this.childName("guards"),
      {
        ...this.site,
        services,
        audit: spec.accountOwner,
        forbidServiceAccountKeys: spec.forbidServiceAccountKeys,
        budget: spec.budget,
      },
      this.child(),
    );
  }
}

/** The APIs that what is asked for takes. */
function apisOf({
  cmek,
  vertexEndpoint,
  hostedModels,
  forbidServiceAccountKeys,
  budget,
}: GcpAnalyticsSpec): GoogleApi[] {
  return [
    "bigquery",
    "bigquerydatatransfer",
    "cloudresourcemanager",
    "iam",
    "iamcredentials",
    "sts",
    ...(cmek ? (["cloudkms"] as const) : []),
    ...(vertexEndpoint || hostedModels ? (["aiplatform"] as const) : []),
    ...(forbidServiceAccountKeys ? (["orgpolicy"] as const) : []),
    ...(budget === undefined ? [] : (["billingbudgets"] as const)),
  ];
}
