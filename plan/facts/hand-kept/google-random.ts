import type { HandKeptTable } from "./hand-kept";

/** A grant is a pair of who and what: another pair is another grant. */
const GRANT = ["condition", "member", "project", "role"];

/**
 * Google Cloud and random: no package has the facts in a form a program could read. These rows are complete: what a row does
 * not name is changed in place.
 *
 * Source: the arguments that force a new resource in https://registry.terraform.io/providers/hashicorp/google/latest/docs
 * and https://registry.terraform.io/providers/hashicorp/random/latest/docs, which Pulumi's providers are built from; checked
 * against the provider's schema of 2026-08.
 */
export const GOOGLE_AND_RANDOM: HandKeptTable = {
  // The provider looks into `params`: another data path of an Amazon S3 or Cloud Storage transfer is another transfer.
  "gcp:bigquery/dataTransferConfig:DataTransferConfig": {
    replaces: ["dataSourceId", "location", "project"],
    mayReplace: ["params"],
  },
  "gcp:bigquery/dataset:Dataset": { replaces: ["datasetId", "externalDatasetReference", "location", "project"] },
  "gcp:bigquery/datasetIamMember:DatasetIamMember": { replaces: ["datasetId", ...GRANT] },
  // A column may be added, or become nullable, in place; removing one or changing its type makes a new table.
  "gcp:bigquery/table:Table": {
    replaces: [
      "biglakeConfiguration",
      "datasetId",
      "encryptionConfiguration",
      "externalDataConfiguration.schema",
      "materializedView.allowNonIncrementalDefinition",
      "materializedView.query",
      "project",
      "rangePartitioning.field",
      "schemaForeignTypeInfo",
      "tableId",
      "tableReplicationInfo",
      "timePartitioning.field",
    ],
    mayReplace: ["schema"],
  },
  "gcp:billing/budget:Budget": { replaces: ["billingAccount"] },
  "gcp:iam/workloadIdentityPool:WorkloadIdentityPool": { replaces: ["project", "workloadIdentityPoolId"] },
  "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider": {
    replaces: ["project", "workloadIdentityPoolId", "workloadIdentityPoolProviderId"],
  },
  "gcp:kms/cryptoKey:CryptoKey": {
    replaces: [
      "cryptoKeyBackend",
      "destroyScheduledDuration",
      "importOnly",
      "keyRing",
      "name",
      "purpose",
      "skipInitialVersionCreation",
      "versionTemplate.protectionLevel",
    ],
  },
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": { replaces: ["cryptoKeyId", "condition", "member", "role"] },
  "gcp:kms/keyRing:KeyRing": { replaces: ["location", "name", "project"] },
  "gcp:orgpolicy/policy:Policy": { replaces: ["name", "parent"] },
  "gcp:projects/iAMAuditConfig:IAMAuditConfig": { replaces: ["project", "service"] },
  "gcp:projects/iAMCustomRole:IAMCustomRole": { replaces: ["project", "roleId"] },
  "gcp:projects/iAMMember:IAMMember": { replaces: GRANT },
  "gcp:projects/service:Service": { replaces: ["project", "service"] },
  "gcp:projects/serviceIdentity:ServiceIdentity": { replaces: ["project", "service"] },
  "gcp:serviceaccount/account:Account": { replaces: ["accountId", "project"] },
  "gcp:serviceaccount/iAMMember:IAMMember": { replaces: ["condition", "member", "role", "serviceAccountId"] },
  "gcp:vertex/aiEndpoint:AiEndpoint": {
    replaces: [
      "encryptionSpec",
      "location",
      "name",
      "network",
      "privateServiceConnectConfig.enablePrivateServiceConnect",
      "project",
      "region",
    ],
  },
  "gcp:vertex/aiEndpointIamMember:AiEndpointIamMember": { replaces: ["endpoint", "location", ...GRANT] },
  // A random value is drawn once: another rule for it draws another value.
  "random:index/randomId:RandomId": { replaces: ["byteLength", "keepers", "prefix"] },
  "random:index/randomInteger:RandomInteger": { replaces: ["keepers", "max", "min", "seed"] },
  "random:index/randomPassword:RandomPassword": {
    replaces: [
      "keepers",
      "length",
      "lower",
      "minLower",
      "minNumeric",
      "minSpecial",
      "minUpper",
      "number",
      "numeric",
      "overrideSpecial",
      "special",
      "upper",
    ],
  },
};
