import { expect } from "chai";
import { looksLikeCredential } from "../../../../policies/lib/secrets/credential-like";

describe("a plain setting", () => {
  for (const [name, value, suspect] of [
    ["DB_PASSWORD", "x", true],
    ["API_KEY", "x", true],
    ["DB_PASSWORD", "", false],
    ["DB_PASSWORD_ARN", "x", false],
    ["DB_SECRET", "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:db", false],
    ["LEVEL", "info", false],
    ["KEY_ID", "AKIAIOSFODNN7EXAMPLE", true],
    ["MAPS", `AIza${"x".repeat(35)}`, true],
    ["PEM", "-----BEGIN RSA PRIVATE KEY-----", true],
    ["JWT", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", true],
    ["DATABASE_URL", "postgres://user:password@db.example.com/shop", true],
    ["CACHE_URL", "rediss://:password@cache.example.com:6379", true],
    ["DATABASE_URL", "postgres://user@db.example.com:5432/shop", false],
    ["ENDPOINT", "https://example.com:8443/a@b", false],
  ] as const) {
    it(`${name}=${value.slice(0, 30)} ${suspect ? "looks like" : "is no"} credential`, () => {
      expect(looksLikeCredential(name, value)).to.equal(suspect);
    });
  }
});
