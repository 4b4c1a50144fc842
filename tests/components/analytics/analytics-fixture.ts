import { GcpAnalytics } from "../../../components/analytics/gcp-analytics";
import type { GcpAnalyticsArgs } from "../../../components/analytics/gcp-analytics-args";
import { platformTables } from "../../../components/analytics/platform-tables";
import { mandatoryTags } from "../../../components/shared/tags";
import type { ResourceGraph } from "../../../plan/graph";

export const PROJECT = "example-platform";
export const NUMBER = "210987654321";
export const ACCOUNT = "123456789012";

export const TAGS = mandatoryTags({
  project: "kumiki",
  environment: "test",
  owner: "platform",
  costCenter: "CC-0000",
  dataClassification: "internal",
});

export const ARGS: GcpAnalyticsArgs = {
  projectId: PROJECT,
  projectNumber: NUMBER,
  namePrefix: "kumiki-test",
  awsAccountId: ACCOUNT,
  appRoleNames: ["kumiki-test-app-task"],
  loaderRoleNames: ["kumiki-test-export-load"],
  tables: platformTables(),
  tags: TAGS,
};

export function analytics(overrides: Partial<GcpAnalyticsArgs> = {}): () => GcpAnalytics {
  return () => new GcpAnalytics("an", { ...ARGS, ...overrides });
}

/** Types of Google Cloud as the engine writes them; some of its IAM classes have an odd one. */
export const TYPES = {
  service: "gcp:projects/service:Service",
  serviceIdentity: "gcp:projects/serviceIdentity:ServiceIdentity",
  customRole: "gcp:projects/iAMCustomRole:IAMCustomRole",
  projectMember: "gcp:projects/iAMMember:IAMMember",
  auditConfig: "gcp:projects/iAMAuditConfig:IAMAuditConfig",
  account: "gcp:serviceaccount/account:Account",
  accountMember: "gcp:serviceaccount/iAMMember:IAMMember",
  pool: "gcp:iam/workloadIdentityPool:WorkloadIdentityPool",
  poolProvider: "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider",
  keyRing: "gcp:kms/keyRing:KeyRing",
  key: "gcp:kms/cryptoKey:CryptoKey",
  keyMember: "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
  dataset: "gcp:bigquery/dataset:Dataset",
  datasetMember: "gcp:bigquery/datasetIamMember:DatasetIamMember",
  table: "gcp:bigquery/table:Table",
  transfer: "gcp:bigquery/dataTransferConfig:DataTransferConfig",
  endpoint: "gcp:vertex/aiEndpoint:AiEndpoint",
  endpointMember: "gcp:vertex/aiEndpointIamMember:AiEndpointIamMember",
  budget: "gcp:billing/budget:Budget",
  orgPolicy: "gcp:orgpolicy/policy:Policy",
} as const;

/** Full names of the generated parts, as the simulated cloud derives them for the component "an". */
export interface GeneratedNames {
  readonly suffix: string;
  readonly key: string;
  role(name: string): string;
}

export function generatedNames(graph: ResourceGraph): GeneratedNames {
  const suffix = String(graph.one("random:index/randomId:RandomId").outputs.hex);
  return {
    suffix,
    key: String(graph.ofType(TYPES.key).find(({ name }) => name === "an-keys-bigquery")?.id),
    role: (name) => `projects/${PROJECT}/roles/kumiki_test_${name}_${suffix}`,
  };
}

/** Name, role and member of every grant of a type, by name. */
export function grants(graph: ResourceGraph, type: string): Record<string, readonly [unknown, unknown]> {
  return Object.fromEntries(graph.ofType(type).map(({ name, inputs }) => [name, [inputs.role, inputs.member]]));
}

/** Names of what a resource depends on, without those it has its values from twice. */
export function dependenciesOf(graph: ResourceGraph, type: string, name?: string): string[] {
  return graph
    .one(type, name)
    .dependencies.map((urn) => urn.split("::").at(-1) ?? urn)
    .sort();
}

export const saMember = (account: string): string =>
  `serviceAccount:kumiki-test-${account}@${PROJECT}.iam.gserviceaccount.com`;
