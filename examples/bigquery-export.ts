import { BigQueryExport } from "../components/analytics/bigquery-export";

const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10";

/** Documents of a search domain, on their way to BigQuery every quarter of an hour. */
export function bigQueryExport(): BigQueryExport {
  return new BigQueryExport("export", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "kumiki-dev",
    domain: {
      endpoint: "vpc-kumiki-dev-0a1b2c3d4e5f60718.ap-northeast-1.es.amazonaws.com",
      arn: "arn:aws:es:ap-northeast-1:123456789012:domain/kumiki-dev",
    },
    subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
    securityGroupId: "sg-0c3d4e5f607182930",
    lake: {
      name: "kumiki-dev-lake-123456789012-ap-northeast-1",
      arn: "arn:aws:s3:::kumiki-dev-lake-123456789012-ap-northeast-1",
    },
    kmsKeyArn: KEY,
    messagingKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/2a1d6d1f-8e6f-4d4b-8e4c-3b7a9a2f5c21",
    logsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/3b2e7e2a-9f7a-4e5c-9f5d-4c8b0b3a6d32",
    schedule: "rate(15 minutes)",
    target: {
      projectId: "kumiki-dev-analytics",
      stagingDatasetId: "kumiki_dev_staging",
      stagingTable: "documents",
      location: "asia-northeast1",
    },
    federation: {
      audience:
        "//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/kumiki-dev/providers/aws",
      serviceAccountEmail: "kumiki-dev-loader@kumiki-dev-analytics.iam.gserviceaccount.com",
    },
  });
}
