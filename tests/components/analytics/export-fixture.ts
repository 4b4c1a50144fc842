import * as pulumi from "@pulumi/pulumi";
import { BigQueryExport } from "../../../components/analytics/bigquery-export";
import type { BigQueryExportArgs } from "../../../components/analytics/bigquery-export-args";

export const FUNCTION = "aws:lambda/function:Function";
export const DOMAIN = "arn:aws:es:ap-northeast-1:123456789012:domain/kumiki-dev";
export const LAKE = "arn:aws:s3:::lake";
export const DATA_KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-4333-a444-555555555555";
export const MESSAGING_KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/22222222-3333-4444-a555-666666666666";
export const LOGS_KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/33333333-4444-4555-a666-777777777777";

export const minimal: BigQueryExportArgs = {
  region: "ap-northeast-1",
  accountId: "123456789012",
  namePrefix: "kumiki-dev",
  domain: { endpoint: pulumi.output("vpc-kumiki.ap-northeast-1.es.amazonaws.com"), arn: DOMAIN },
  subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
  securityGroupId: "sg-0c3d4e5f607182930",
  lake: { name: "lake", arn: LAKE },
  kmsKeyArn: DATA_KEY,
  messagingKeyArn: MESSAGING_KEY,
  logsKeyArn: LOGS_KEY,
  target: {
    projectId: "kumiki-dev",
    stagingDatasetId: "staging",
    stagingTable: "documents",
    location: "asia-northeast1",
  },
  federation: {
    audience: "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/provider",
    serviceAccountEmail: "loader@kumiki-dev.iam.gserviceaccount.com",
  },
};

export function build(overrides: Partial<BigQueryExportArgs> = {}): () => BigQueryExport {
  return () => new BigQueryExport("export", { ...minimal, ...overrides });
}
