import type { SigningScope, UnsignedRequest } from "../../../functions/lib/sigv4";

// Signatures AWS has published for given requests. Requests, headers and signatures are data; nothing else is taken over.

export interface Vector {
  readonly name: string;
  readonly request: UnsignedRequest;
  readonly scope: Required<SigningScope>;
  readonly signedHeaders: string;
  readonly signature: string;
}

/**
 * The AWS Signature Version 4 test suite, as botocore carries it (Apache-2.0, Copyright Amazon.com, Inc.):
 * https://github.com/boto/botocore/tree/0e6e2404b85dc336dd2889814e089bde7d1a4c55/tests/unit/auth/aws4_testsuite
 * Left out are the cases a fetch cannot express (a header given twice or over several lines), those that differ in the
 * case of a header's name only, and those whose path is not encoded yet: in a URL it always is.
 */
const SUITE: readonly (readonly [
  name: string,
  method: string,
  path: string,
  signedHeaders: string,
  signature: string,
  more?: { readonly headers?: Record<string, string>; readonly body?: string; readonly sessionToken?: string },
])[] = [
  ["get-vanilla", "GET", "/", "host;x-amz-date", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
  [
    "get-vanilla-with-session-token",
    "GET",
    "/",
    "host;x-amz-date;x-amz-security-token",
    "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8",
    { sessionToken: "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267" },
  ],
  [
    "get-vanilla-query-order-key-case",
    "GET",
    "/?Param2=value2&Param1=value1",
    "host;x-amz-date",
    "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  ],
  [
    "get-vanilla-query-order-value",
    "GET",
    "/?Param1=value2&Param1=value1",
    "host;x-amz-date",
    "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694",
  ],
  [
    "get-vanilla-query-order-encoded",
    "GET",
    "/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1",
    "host;x-amz-date",
    "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac",
  ],
  [
    "get-vanilla-query-unreserved",
    "GET",
    "/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "host;x-amz-date",
    "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
  ],
  [
    "get-vanilla-empty-query-key",
    "GET",
    "/?Param1=value1",
    "host;x-amz-date",
    "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
  ],
  [
    "get-vanilla-utf8-query",
    "GET",
    "/?ሴ=bar",
    "host;x-amz-date",
    "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
  ],
  [
    "get-header-value-trim",
    "GET",
    "/",
    "host;my-header1;my-header2;x-amz-date",
    "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
    { headers: { "My-Header1": " value1", "My-Header2": ' "a   b   c"' } },
  ],
  [
    "get-unreserved",
    "GET",
    "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "host;x-amz-date",
    "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
  ],
  [
    "get-slash-dot-slash",
    "GET",
    "/./",
    "host;x-amz-date",
    "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
  ],
  [
    "get-slashes",
    "GET",
    "//example//",
    "host;x-amz-date",
    "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
  ],
  [
    "get-relative-relative",
    "GET",
    "/example1/example2/../..",
    "host;x-amz-date",
    "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
  ],
  ["post-vanilla", "POST", "/", "host;x-amz-date", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"],
  [
    "post-vanilla-query",
    "POST",
    "/?Param1=value1",
    "host;x-amz-date",
    "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
  ],
  [
    "post-header-value-case",
    "POST",
    "/",
    "host;my-header1;x-amz-date",
    "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
    { headers: { "My-Header1": "VALUE1" } },
  ],
  [
    "post-header-key-sort",
    "POST",
    "/",
    "host;my-header1;x-amz-date",
    "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
    { headers: { "My-Header1": "value1" } },
  ],
  [
    "post-sts-header-before",
    "POST",
    "/",
    "host;x-amz-date;x-amz-security-token",
    "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead",
    {
      sessionToken:
        "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==",
    },
  ],
  [
    "post-x-www-form-urlencoded",
    "POST",
    "/",
    "content-type;host;x-amz-date",
    "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    { headers: { "Content-Type": "application/x-www-form-urlencoded" }, body: "Param1=value1" },
  ],
  [
    "post-x-www-form-urlencoded-parameters",
    "POST",
    "/",
    "content-type;host;x-amz-date",
    "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe",
    { headers: { "Content-Type": "application/x-www-form-urlencoded; charset=utf8" }, body: "Param1=value1" },
  ],
];

export const SUITE_SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

const suite: Vector[] = SUITE.map(([name, method, path, signedHeaders, signature, more = {}]) => ({
  name,
  request: { method, url: `https://example.amazonaws.com${path}`, headers: more.headers, body: more.body },
  scope: {
    service: "service",
    region: "us-east-1",
    at: new Date("2015-08-30T12:36:00Z"),
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: SUITE_SECRET, sessionToken: more.sessionToken },
  },
  signedHeaders,
  signature,
}));

/** The example the signing process was long explained with: IAM ListUsers, AWS General Reference. */
const listUsers: Vector = {
  name: "IAM ListUsers",
  request: {
    method: "GET",
    url: "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
  },
  scope: {
    service: "iam",
    region: "us-east-1",
    at: new Date("2015-08-30T12:36:00Z"),
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: SUITE_SECRET },
  },
  signedHeaders: "content-type;host;x-amz-date",
  signature: "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, read 2026-11-26 */
const S3: readonly (readonly [string, string, string, Record<string, string>, string, string, string?])[] = [
  [
    "S3 GET object, ten bytes of it",
    "GET",
    "/test.txt",
    { range: "bytes=0-9" },
    "host;range;x-amz-content-sha256;x-amz-date",
    "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  ],
  [
    "S3 PUT object",
    "PUT",
    "/test$file.text",
    {
      date: "Fri, 24 May 2013 00:00:00 GMT",
      "x-amz-storage-class": "REDUCED_REDUNDANCY",
    },
    "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
    "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
    "Welcome to Amazon S3.",
  ],
  [
    "S3 GET bucket lifecycle",
    "GET",
    "/?lifecycle",
    {},
    "host;x-amz-content-sha256;x-amz-date",
    "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
  ],
  [
    "S3 list objects",
    "GET",
    "/?max-keys=2&prefix=J",
    {},
    "host;x-amz-content-sha256;x-amz-date",
    "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
  ],
];

const s3: Vector[] = S3.map(([name, method, path, headers, signedHeaders, signature, body]) => ({
  name,
  request: { method, url: `https://examplebucket.s3.amazonaws.com${path}`, headers, body },
  scope: {
    service: "s3",
    region: "us-east-1",
    at: new Date("2013-05-24T00:00:00Z"),
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" },
  },
  signedHeaders,
  signature,
}));

export const VECTORS: readonly Vector[] = [...suite, listUsers, ...s3];
