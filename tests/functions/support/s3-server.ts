import { createHash } from "node:crypto";
import { type Exchange, FaultyServer, type Reply } from "./faulty-server";

interface Stored {
  readonly body: Buffer;
  readonly etag: string;
}

/** An announcement, as S3 sends it to a queue. */
export interface Announcement {
  readonly body: string;
}

/**
 * One bucket of S3 with conditional writes, whose ETags tell nothing about the content, as with a KMS key. It answers
 * "forbidden" where an object is missing, as it does to whoever may not list. What is written below `announced` is
 * announced.
 */
export class S3Server extends FaultyServer {
  readonly objects = new Map<string, Stored>();
  readonly announcements: Announcement[] = [];
  announced = "export/documents/";
  bucket = "lake";
  owner = "123456789012";
  private writes = 0;

  keys(prefix = ""): string[] {
    return [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  text(key: string): string {
    return this.objects.get(key)?.body.toString() ?? "";
  }

  /** Writes past the conditions, as a person with a console would. */
  put(key: string, body: string | Buffer): string {
    this.writes += 1;
    const etag = `"${createHash("md5").update(`${this.writes}`).digest("hex")}"`;
    this.objects.set(key, { body: Buffer.from(body), etag });
    return etag;
  }

  protected answer({ method, url, headers, body }: Exchange): Reply {
    const [, bucket, ...parts] = url.pathname.split("/");
    const key = decodeURIComponent(parts.join("/"));
    if (bucket !== this.bucket || headers["x-amz-expected-bucket-owner"] !== this.owner)
      return refuse(403, "AccessDenied");
    return method === "PUT" ? this.write(key, body, headers) : this.read(key, headers);
  }

  private write(key: string, body: Buffer, headers: Exchange["headers"]): Reply {
    const stored = this.objects.get(key);
    if (headers["if-none-match"] === "*" && stored !== undefined) return refuse(412, "PreconditionFailed");
    const ifMatch = headers["if-match"];
    if (ifMatch !== undefined && stored === undefined) return refuse(404, "NoSuchKey");
    if (ifMatch !== undefined && ifMatch !== stored?.etag) return refuse(412, "PreconditionFailed");
    const etag = this.put(key, body);
    if (key.startsWith(this.announced))
      this.announcements.push({ body: announcement(this.bucket, key, etag, body.length) });
    return { status: 200, headers: { etag } };
  }

  private read(key: string, headers: Exchange["headers"]): Reply {
    const stored = this.objects.get(key);
    if (stored === undefined) return refuse(403, "AccessDenied");
    if (headers["if-match"] !== undefined && headers["if-match"] !== stored.etag)
      return refuse(412, "PreconditionFailed");
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
    if (start === undefined) return { status: 200, headers: { etag: stored.etag }, body: stored.body };
    const range = stored.body.subarray(Number(start), Number(end) + 1);
    return { status: 206, headers: { etag: stored.etag }, body: range };
  }
}

export function announcement(bucket: string, key: string, etag: string, size: number): string {
  const object = { key: encodeURIComponent(key).replaceAll("%2F", "/"), size, eTag: etag.replaceAll('"', "") };
  return JSON.stringify({ Records: [{ eventName: "ObjectCreated:Put", s3: { bucket: { name: bucket }, object } }] });
}

export function refuse(status: number, code: string): Reply {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  return { status, headers: { "content-type": "application/xml" }, body };
}
