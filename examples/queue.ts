import { Queue } from "../components/compute/queue";

/** A queue that a bucket announces its new objects to. */
export function queue(): Queue {
  return new Queue("exports", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    kmsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10",
    producer: { service: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::kumiki-dev-lake" },
    visibilityTimeout: 360,
  });
}
