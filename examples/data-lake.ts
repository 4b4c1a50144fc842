import { DataLake } from "../components/data/data-lake";

/** Databases and queries over a lake's bucket. */
export function dataLake(): DataLake {
  return new DataLake("lake", {
    accountId: "123456789012",
    namePrefix: "kumiki-dev",
    bucketName: "kumiki-dev-lake-123456789012-ap-northeast-1",
    kmsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-4333-a444-555555555555",
  });
}
