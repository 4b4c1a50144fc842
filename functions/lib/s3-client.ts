import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";

const CONNECTION_TIMEOUT = 3_000; // milliseconds
const SILENCE = 20_000; // an upload that moves is never silent for so long

/**
 * A client that does not wait for ever, as the SDK's own does. `requestTimeout` would not end it: by default the SDK only
 * warns when that has passed.
 */
export function s3Client(config: S3ClientConfig = {}, silence = SILENCE): S3Client {
  return new S3Client({
    ...config,
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT, socketTimeout: silence },
  });
}
