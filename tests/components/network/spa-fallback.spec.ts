import { runInNewContext } from "node:vm";
import { expect } from "chai";
import { SPA_FALLBACK_CODE } from "../../../components/network/spa-fallback";

// Only CloudFront's own test can show that its runtime takes the code; it knows a subset of JavaScript.

/** The URI CloudFront looks up for a request, as the function changes it. */
function lookedUp(uri: string): string {
  const request = { uri, method: "GET" };
  const result: unknown = runInNewContext(`${SPA_FALLBACK_CODE};handler(event)`, { event: { request } });
  expect(result).to.equal(request); // an answer instead of the request would end it here
  return request.uri;
}

describe("fallback of a single-page application", () => {
  for (const view of ["/static/", "/static/orders", "/static/orders/42", "/static/v1.2/orders"]) {
    it(`gives ${view} the index`, () => {
      expect(lookedUp(view)).to.equal("/static/index.html");
    });
  }

  for (const file of ["/static/index.html", "/static/app.3f9c.js", "/static/img/logo.svg", "/static/.well-known.txt"]) {
    it(`leaves ${file} alone`, () => {
      expect(lookedUp(file)).to.equal(file);
    });
  }

  it("fits into a function", () => {
    expect(Buffer.byteLength(SPA_FALLBACK_CODE)).to.be.below(10 * 1024); // CloudFront's limit
  });
});
