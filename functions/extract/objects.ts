import { setTimeout as sleep } from "node:timers/promises";
import { GetObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";

/** What has to be true of an object for a write to happen. */
export type Condition = "absent" | { readonly etag: string };

export interface StoredText {
  readonly text: string;
  readonly etag: string;
}

const CONFLICTS = 3;
const CONFLICT_PAUSE = 200; // milliseconds

/** Objects of one bucket, written only under a condition. */
export class Objects {
  constructor(
    private readonly s3: S3Client,
    private readonly bucket: string,
    /** Account the bucket has to belong to: names of buckets are shared with everybody. */
    private readonly owner: string,
  ) {}

  /**
   * @returns undefined where there is nothing to read. S3 says "forbidden" of an object that is not there to whoever may
   * not list the bucket, so that the two cannot be told apart here.
   */
  async read(key: string): Promise<StoredText | undefined> {
    try {
      const { Body, ETag } = await this.s3.send(new GetObjectCommand({ ...this.place(key) }));
      if (Body === undefined || ETag === undefined) throw new Error(`S3 answered without ${key} or its ETag.`);
      return { text: await Body.transformToString(), etag: ETag };
    } catch (error) {
      if (statusOf(error) === 404 || statusOf(error) === 403) return undefined;
      throw error;
    }
  }

  /** @returns the ETag of what was written, or undefined where the condition did not hold */
  async write(key: string, body: string | Buffer, condition: Condition): Promise<string | undefined> {
    const when = condition === "absent" ? { IfNoneMatch: "*" } : { IfMatch: condition.etag };
    for (let conflicts = 0; ; conflicts += 1) {
      try {
        const { ETag } = await this.s3.send(new PutObjectCommand({ ...this.place(key), Body: body, ...when }));
        if (ETag === undefined) throw new Error(`S3 wrote ${key} without saying its ETag.`);
        return ETag;
      } catch (error) {
        const status = statusOf(error);
        if (status === 412 || (status === 404 && condition !== "absent")) return undefined;
        // Another write of the same object was under way; S3 asks to repeat this one.
        if (status !== 409 || conflicts === CONFLICTS) throw error;
        await sleep(CONFLICT_PAUSE * (conflicts + 1));
      }
    }
  }

  private place(key: string) {
    return { Bucket: this.bucket, Key: key, ExpectedBucketOwner: this.owner };
  }
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
