import { BigQueryExport } from "../components/analytics/bigquery-export";
import { GcpAnalytics } from "../components/analytics/gcp-analytics";
import { platformTables } from "../components/analytics/platform-tables";
import type { Foundation } from "./foundation";
import type { Network } from "./network";
import type { Search } from "./search";
import type { Storage } from "./storage";

/** The side on Google Cloud, and what brings documents there. */
export interface Analytics {
  readonly google: GcpAnalytics;
  readonly transfer: BigQueryExport;
}

/** Days a stack without protection keeps rows; nobody analyses what was tried out a month ago. */
const UNPROTECTED_DAYS = 30;

/** Undefined where the stack does not use Google Cloud. */
export function createAnalytics(
  foundation: Foundation,
  network: Network,
  storage: Storage,
  search: Search,
): Analytics | undefined {
  if (!foundation.config.gcp.enabled) return undefined;
  const google = createGoogle(foundation);
  return { google, transfer: createTransfer(foundation, network, storage, search, google) };
}

function createGoogle({ config, common, options, identities, protect }: Foundation): GcpAnalytics {
  const { account, analytics, gcp } = config;
  const { billingAccount, budgetUsd } = gcp;
  return new GcpAnalytics(
    "analytics",
    {
      projectId: gcp.projectId,
      projectNumber: gcp.projectNumber,
      location: gcp.location,
      namePrefix: common.namePrefix,
      tags: common.tags,
      awsAccountId: common.accountId,
      appRoleNames: [identities.app.roleName],
      loaderRoleNames: [identities.load.roleName],
      tables: platformTables(protect ? {} : { partitionExpiration: UNPROTECTED_DAYS }),
      mergeSchedule: analytics.mergeSchedule,
      cmek: gcp.cmek,
      vertexEndpoint: gcp.vertexEndpoint,
      readers: gcp.readers,
      budget:
        billingAccount !== undefined && budgetUsd > 0
          ? { billingAccount, amount: budgetUsd, currency: gcp.budgetCurrency }
          : undefined,
      accountOwner: account.owner,
      deletionProtection: protect,
    },
    options,
  );
}

function createTransfer(
  { config, common, options, keys }: Foundation,
  { vpc, groups, paths }: Network,
  { store }: Storage,
  { domain, ready }: Search,
  google: GcpAnalytics,
): BigQueryExport {
  const { analytics, functions, gcp, observability } = config;
  const { extract, load } = functions.reservedConcurrency;
  const [table] = platformTables();
  return new BigQueryExport(
    "export",
    {
      ...common,
      domain: { endpoint: domain.endpoint, arn: domain.arn },
      subnetIds: [...vpc.appSubnetIds],
      securityGroupId: groups.id("fn-extract"),
      lake: store.bucket("lake"),
      kmsKeyArn: keys.arn("data"),
      messagingKeyArn: keys.arn("messaging"),
      logsKeyArn: keys.arn("logs"),
      logRetention: observability.logRetentionDays,
      schedule: analytics.schedule,
      target: {
        projectId: gcp.projectId,
        stagingDatasetId: google.stagingDatasetId,
        stagingTable: google.stagingTableId(table.id),
        location: gcp.location,
      },
      federation: { audience: google.wifAudience, serviceAccountEmail: google.loaderServiceAccountEmail },
      reservedConcurrency: { extract, load },
    },
    { ...options, dependsOn: [...paths, ...ready] },
  );
}
