import { createHash, createHmac, timingSafeEqual } from "node:crypto";

// Recomputes a signature from what was received, the way AWS does, and shares no line with what signs.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string | URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Signed {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly at: Date;
}

/** What AWS answers, with its error code. */
export class SignatureRefused extends Error {
  constructor(
    readonly code: "IncompleteSignature" | "InvalidClientTokenId" | "SignatureDoesNotMatch",
    message: string,
  ) {
    super(message);
  }
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=(?<key>[^/]+)\/(?<date>\d{8})\/(?<region>[^/]+)\/(?<service>[^/]+)\/aws4_request, ?SignedHeaders=(?<headers>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})$/;

/** Says who signed the request, for what and when; throws what AWS would answer where the signature is not right. */
export function verifySignature(
  request: ReceivedRequest,
  secretOf: (accessKeyId: string) => string | undefined,
): Signed {
  const parts = AUTHORIZATION.exec(request.headers.authorization ?? "")?.groups;
  const time = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(request.headers["x-amz-date"] ?? "");
  if (parts === undefined || time === null) {
    throw new SignatureRefused("IncompleteSignature", "Authorization header requires 'Credential' parameter.");
  }
  const { key = "", date = "", region = "", service = "", headers = "", signature = "" } = parts;
  const [stamp, ...digits] = time;
  const secret = secretOf(key);
  if (secret === undefined) {
    throw new SignatureRefused("InvalidClientTokenId", "The security token included in the request is invalid.");
  }
  const canonical = canonicalRequest(request, headers.split(";"), service);
  const text = ["AWS4-HMAC-SHA256", stamp, `${date}/${region}/${service}/aws4_request`, sha256(canonical)].join("\n");
  const signingKey = [date, region, service, "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  const right = date === stamp.slice(0, 8) && timingSafeEqual(hmac(signingKey, text), Buffer.from(signature, "hex"));
  if (!right) {
    throw new SignatureRefused(
      "SignatureDoesNotMatch",
      `The request signature we calculated does not match the signature you provided. The Canonical String for this request should have been '${canonical}'`,
    );
  }
  const [year = 0, month = 0, ...rest] = digits.map(Number);
  const [day, hour, minute, second] = rest;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return { accessKeyId: key, region, service, signedHeaders: headers.split(";"), at };
}

function canonicalRequest(request: ReceivedRequest, names: readonly string[], service: string): string {
  const url = new URL(request.url);
  const s3 = service === "s3";
  const path = (s3 ? url.pathname : url.pathname.replace(/\/{2,}/g, "/"))
    .split("/")
    .map((segment) => encode(s3 ? decodeURIComponent(segment) : segment))
    .join("/");
  const query = [...url.searchParams]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const headers = names.map((name) => {
    const value = name === "host" ? (request.headers.host ?? url.host) : request.headers[name];
    return `${name}:${(value ?? "").trim().replace(/ +/g, " ")}\n`;
  });
  return [request.method, path, query, headers.join(""), names.join(";"), sha256(request.body ?? "")].join("\n");
}

/** Everything but the unreserved characters of RFC 3986. */
function encode(text: string): string {
  return [...Buffer.from(text, "utf8")]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text, "utf8").digest();
}
