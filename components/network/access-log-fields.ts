/**
 * What CloudFront can log of a request and the platform has a use for, in the names of the log format
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html).
 * `ssl-protocol` proves which TLS versions viewers use.
 */
const FIELDS = [
  "date",
  "time",
  "x-edge-location",
  "c-ip",
  "cs-protocol",
  "cs-protocol-version",
  "cs-method",
  "x-host-header",
  "cs-uri-stem",
  "cs(User-Agent)",
  "cs-bytes",
  "sc-status",
  "sc-bytes",
  "sc-content-type",
  "time-taken",
  "time-to-first-byte",
  "x-edge-result-type",
  "x-edge-response-result-type",
  "x-edge-detailed-result-type",
  "x-edge-request-id",
  "ssl-protocol",
  "ssl-cipher",
] as const;

export interface AccessLogContent {
  /** Whether the query string is logged, and the referrer, which repeats that of the page before. */
  readonly queryStrings: boolean;
  /** Whether cookies are logged. */
  readonly cookies: boolean;
}

/** The fields of an access log, in the order they are delivered. */
export function accessLogFields({ queryStrings, cookies }: AccessLogContent): string[] {
  return [...FIELDS, ...(queryStrings ? ["cs-uri-query", "cs(Referer)"] : []), ...(cookies ? ["cs(Cookie)"] : [])];
}
