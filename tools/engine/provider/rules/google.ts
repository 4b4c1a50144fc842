import type { Target } from "./target";

const BIGQUERY = "https://cloud.google.com/bigquery/docs/reference/rest/v2";

/** Google Cloud. Keys and key rings cannot be deleted at all; the provider forgets them. */
export const googleTargets: readonly Target[] = [
  {
    type: "gcp:bigquery/dataset:Dataset",
    missing: "notFound",
    inUse: "resourceInUse",
    heldBy: { "gcp:bigquery/table:Table": "datasetId" },
    unless: "deleteContentsOnDestroy",
    namedBy: { "gcp:bigquery/datasetIamMember:DatasetIamMember": "datasetId" },
    isAlwaysOurs: true,
    source: `${BIGQUERY}/datasets/delete`,
  },
  {
    type: "gcp:kms/keyRing:KeyRing",
    missing: "NOT_FOUND",
    namedBy: { "gcp:kms/cryptoKey:CryptoKey": "keyRing" },
    isAlwaysOurs: true,
    source: "https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys/create",
  },
  {
    type: "gcp:kms/cryptoKey:CryptoKey",
    missing: "NOT_FOUND",
    namedBy: { "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": "cryptoKeyId" },
    isAlwaysOurs: true,
    source: "https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys/setIamPolicy",
  },
  {
    type: "gcp:serviceaccount/account:Account",
    missing: "NOT_FOUND",
    namedBy: { "gcp:serviceaccount/iAMMember:IAMMember": "serviceAccountId" },
    source: "https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts/setIamPolicy",
  },
  {
    type: "gcp:vertex/aiEndpoint:AiEndpoint",
    missing: "NOT_FOUND",
    namedBy: { "gcp:vertex/aiEndpointIamMember:AiEndpointIamMember": "endpoint" },
    source: "https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.endpoints/setIamPolicy",
  },
];
