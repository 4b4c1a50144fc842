import { createHash } from "node:crypto";
import { AwsV4Signer } from "aws4fetch";
import type { AwsCredentials } from "./aws-types";

/** A request before it is signed. Bodies are values, not streams: a body is hashed first and may be sent twice. */
export interface UnsignedRequest {
  readonly method: string;
  readonly url: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What the signature is valid for: one service in one region, from one moment on. */
export interface SigningScope {
  /** The service's signing name, such as `es` for OpenSearch or `sts`. */
  readonly service: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
  /** @default the time of the call */
  readonly at?: Date;
}

/**
 * Signs a request with AWS Signature Version 4.
 *
 * Every header the caller sets is part of the signature; aws4fetch alone would leave out the content type, among others.
 * The query is returned in the form that was signed, because a server signs what it receives: a `+` would be signed as a
 * space, and refused.
 */
export async function sign(request: UnsignedRequest, scope: SigningScope): Promise<{ url: URL; headers: Headers }> {
  const { accessKeyId, secretAccessKey, sessionToken } = scope.credentials;
  const signer = new AwsV4Signer({
    method: request.method,
    url: request.url.toString(),
    headers: { ...payloadHash(request, scope), ...request.headers },
    body: request.body,
    accessKeyId,
    secretAccessKey,
    sessionToken,
    service: scope.service,
    region: scope.region,
    datetime: amzDate(scope.at ?? new Date()),
    allHeaders: true,
  });
  const { url, headers } = await signer.sign();
  url.search = signer.encodedSearch;
  return { url, headers };
}

/** S3 wants to be told the hash of the body, and accepts "unsigned" for it, which is what aws4fetch would say. */
function payloadHash({ body = "" }: UnsignedRequest, { service }: SigningScope): Record<string, string> {
  return service === "s3" ? { "x-amz-content-sha256": createHash("sha256").update(body).digest("hex") } : {};
}

/** The form of `X-Amz-Date`: 20150830T123600Z. */
function amzDate(at: Date): string {
  return at.toISOString().replace(/[:-]|\.\d{3}/g, "");
}
