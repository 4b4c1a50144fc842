import { createHash } from "node:crypto";
import { expect } from "chai";
import { sign } from "../../../functions/lib/sigv4";
import { verifySignature } from "../support/verify-sigv4";
import { VECTORS } from "./sigv4-vectors";

describe("a signature, against those AWS has published", () => {
  for (const { name, request, scope, signedHeaders, signature } of VECTORS) {
    it(name, async () => {
      const { headers } = await sign(request, scope);
      const date = scope.at.toISOString().slice(0, 10).replaceAll("-", "");
      expect(headers.get("authorization")).to.equal(
        `AWS4-HMAC-SHA256 Credential=${scope.credentials.accessKeyId}/${date}/${scope.region}/${scope.service}/aws4_request, ` +
          `SignedHeaders=${signedHeaders}, Signature=${signature}`,
      );
    });
  }

  it("are all recomputed by the verifier of these tests as well", () => {
    const verified = VECTORS.map(({ request, scope, signedHeaders, signature }) => {
      const { accessKeyId, secretAccessKey, sessionToken } = scope.credentials;
      const stamp = scope.at.toISOString().replace(/[:-]|\.\d{3}/g, "");
      const headers = {
        ...Object.fromEntries(Object.entries(request.headers ?? {}).map(([key, value]) => [key.toLowerCase(), value])),
        "x-amz-date": stamp,
        ...(sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken }),
        "x-amz-content-sha256": createHash("sha256")
          .update(request.body ?? "")
          .digest("hex"),
        authorization:
          `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${stamp.slice(0, 8)}/${scope.region}/${scope.service}/aws4_request, ` +
          `SignedHeaders=${signedHeaders}, Signature=${signature}`,
      };
      const received = { method: request.method, url: request.url, headers, body: String(request.body ?? "") };
      return verifySignature(received, () => secretAccessKey).accessKeyId;
    });
    expect(verified).to.deep.equal(VECTORS.map(({ scope }) => scope.credentials.accessKeyId));
  });
});

describe("a signed request", () => {
  const scope = {
    service: "es",
    region: "ap-northeast-1",
    credentials: { accessKeyId: "ASIAEXAMPLE", secretAccessKey: "secret", sessionToken: "session" },
  };

  it("carries the time of the call, and the session token", async () => {
    const before = Date.now();
    const { headers } = await sign({ method: "GET", url: "https://search.example.com/" }, scope);
    const [, year, month, day, hour, minute, second] =
      /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(headers.get("x-amz-date") ?? "") ?? [];
    const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    expect(at).to.be.within(before - 1000, Date.now());
    expect(headers.get("x-amz-security-token")).to.equal("session");
  });

  it("is sent with the query that was signed: a plus is a space to a server, and is signed as one", async () => {
    const { url } = await sign(
      { method: "GET", url: "https://search.example.com/_cat/indices?s=b+c&h=a*&pretty" },
      scope,
    );
    expect(url.href).to.equal("https://search.example.com/_cat/indices?h=a%2A&pretty=&s=b%20c");
  });

  it("has its body in the signature, text or bytes", async () => {
    const signatureOf = async (body: string | Uint8Array) => {
      const at = new Date("2026-11-26T00:00:00Z");
      const { headers } = await sign(
        { method: "POST", url: "https://search.example.com/_bulk", body },
        { ...scope, at },
      );
      return headers.get("authorization")?.split("Signature=")[1];
    };
    expect(await signatureOf("{}")).to.equal(await signatureOf(new TextEncoder().encode("{}")));
    expect(await signatureOf("{}")).to.not.equal(await signatureOf("[]"));
  });
});
