import { GcpAnalytics } from "../components/analytics/gcp-analytics";
import { platformTables } from "../components/analytics/platform-tables";

/** BigQuery for what the platform exports, and models for its application, for roles of one AWS account. */
export function searchAnalytics(): GcpAnalytics {
  return new GcpAnalytics("analytics", {
    projectId: "example-platform",
    projectNumber: "210987654321",
    namePrefix: "kumiki",
    awsAccountId: "123456789012",
    appRoleNames: ["kumiki-app-task"],
    loaderRoleNames: ["kumiki-export-load"],
    tables: platformTables({ lookback: 30 }),
    mergeSchedule: "every 15 minutes",
    readers: ["group:analysts@example.com"],
    budget: { billingAccount: "0A1B2C-3D4E5F-6A7B8C", amount: 200 },
    accountOwner: true,
  });
}
