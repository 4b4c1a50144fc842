import { GetObjectCommand, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import type { LakeObject } from "./announcements";
import { LoadError } from "./load-error";

/** Bytes of an object, from one on and before another. */
export type ReadRange = (start: number, end: number) => Promise<Uint8Array>;

/** Reads parts of one content of an object, and nothing else that may have taken its place. */
export function rangesOf(s3: S3Client, object: LakeObject, owner: string): ReadRange {
  const { bucket, key, etag } = object;
  return async (start, end) => {
    const request = new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      ExpectedBucketOwner: owner,
      IfMatch: `"${etag}"`,
      Range: `bytes=${start}-${end - 1}`,
    });
    const bytes = await s3
      .send(request)
      .then(({ Body }) => Body?.transformToByteArray())
      .catch((error) => {
        throw failure(error, key);
      });
    if (bytes?.length === end - start) return bytes;
    throw new LoadError(`${key} did not arrive whole from S3`, false);
  };
}

function failure(error: unknown, key: string): LoadError {
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  switch (status) {
    case 403:
      return new LoadError(`${key} may not be read, or is gone`, true);
    case 404:
      return new LoadError(`${key} is gone`, true);
    case 412:
      return new LoadError(`${key} was overwritten after it had been announced`, true);
    default:
      return new LoadError(`${key} cannot be read from S3 (${status ?? "no answer"})`, false);
  }
}
