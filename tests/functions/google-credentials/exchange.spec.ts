import { expect } from "chai";
import { AwsClient } from "google-auth-library";
import { awsCredentials, awsSecurityCredentialsSupplier } from "../../../functions/google-credentials";
import { type Answer, rejection, whileServing } from "../support/loopback";
import { AUDIENCE, SCOPES, SERVICE_ACCOUNT, SESSION, withWorkload } from "../support/workload";

const MINUTE = 60_000;

describe("a task on Fargate", () => {
  it("gets a token of its service account from Google's own library, without a key (1.1-7, F10)", async () => {
    await withWorkload({}, async ({ client, google, ecs }) => {
      const { token } = await client.getAccessToken();
      expect(token).to.be.a("string").and.equal(google.tokens[0]);
      expect(ecs.received.map(({ method, path }) => `${method} ${path}`)).to.deep.equal(["GET /v2/credentials/seeded"]);
      expect(JSON.parse(google.iam.received[0]?.body ?? "")).to.deep.equal({ scope: SCOPES, lifetime: "3600s" });
    });
  });

  it("signs for its own region, and signs for which pool the request is meant", async () => {
    await withWorkload({}, async ({ client, google }) => {
      await client.getAccessToken();
      const [{ at, ...signed } = { at: new Date(0) }] = google.accepted;
      expect(signed).to.deep.equal({
        accessKeyId: SESSION.accessKeyId,
        region: "ap-northeast-1",
        service: "sts",
        signedHeaders: ["host", "x-amz-date", "x-amz-security-token", "x-goog-cloud-target-resource"],
      });
      expect(at.getTime()).to.be.closeTo(Date.now(), MINUTE);
    });
  });

  it("can be told another region than that of its environment", async () => {
    await withWorkload({ options: { region: "us-west-2" } }, async ({ client, google }) => {
      await client.getAccessToken();
      expect(google.accepted.map(({ region }) => region)).to.deep.equal(["us-west-2"]);
    });
  });

  it("calls Google with its token", async () => {
    await withWorkload({}, async ({ client, google }) => {
      await whileServing([{ status: 200, body: { rows: 1 } }], async ({ origin, received }) => {
        expect((await client.request({ url: `${origin}/bigquery/v2/projects` })).data).to.deep.equal({ rows: 1 });
        expect(received[0]?.headers.authorization).to.equal(`Bearer ${google.tokens[0]}`);
      });
    });
  });

  it("asks once for callers that come together, and keeps the token", async () => {
    await withWorkload({}, async ({ client, google }) => {
      const given = await Promise.all([client.getAccessToken(), client.getAccessToken(), client.getAccessToken()]);
      expect(new Set(given.map(({ token }) => token)).size).to.equal(1);
      await client.getAccessToken();
      expect([google.sts.received.length, google.iam.received.length]).to.deep.equal([1, 1]);
    });
  });

  it("renews its token five minutes before it ends", async () => {
    const tokensAfterTwoCalls = (tokenLifetimeMs: number) =>
      withWorkload({ google: { tokenLifetimeMs } }, async ({ client, google }) => {
        await client.getAccessToken();
        const { token } = await client.getAccessToken();
        expect(token).to.equal(google.tokens.at(-1));
        return google.tokens.length;
      });
    expect(await tokensAfterTwoCalls(5.5 * MINUTE)).to.equal(1);
    expect(await tokensAfterTwoCalls(4.5 * MINUTE)).to.equal(2);
  });

  it("gets through a failure of either service that passes", async () => {
    for (const passing of [{ status: 503 }, { status: 500 }, { status: 429 }, "drop"] as const) {
      const google = { insteadOfSts: [passing], insteadOfIam: [passing] };
      await withWorkload({ google }, async ({ client, google: { tokens } }) => {
        expect((await client.getAccessToken()).token).to.equal(tokens[0]);
      });
    }
  });

  it("does not wait for a service that hangs, and gets its token when the service is back", async () => {
    for (const name of ["insteadOfSts", "insteadOfIam"] as const) {
      const hanging: Answer[] = ["hang", "hang", "hang"];
      await withWorkload({ google: { [name]: hanging }, options: { timeoutMs: 80 } }, async ({ client, google }) => {
        const { host } = new URL(name === "insteadOfSts" ? google.sts.origin : google.iam.origin);
        expect((await rejection(client.getAccessToken())).message).to.equal(
          `There is no token from Google: ${host} gave none (no answer within 80 ms). Check that this workload reaches it: ` +
            "security group, way out, DNS firewall.",
        );
        hanging.length = 0;
        expect((await client.getAccessToken()).token).to.equal(google.tokens[0]);
      });
    }
  });

  it("keeps its own patience with the requests it makes itself", async () => {
    await withWorkload({ options: { timeoutMs: 100 } }, async ({ client }) => {
      await client.getAccessToken();
      await whileServing(["hang"], async ({ origin }) => {
        const own = client.request({ url: origin, timeout: 400, retryConfig: { retry: 0 } });
        const started = Date.now();
        await rejection(Promise.resolve(own));
        expect(Date.now() - started).to.be.greaterThan(350);
      });
    });
  });
});

describe("a Lambda function", () => {
  it("gets its token the same way, with the credentials of its environment (F21)", async () => {
    const environment = {
      AWS_REGION: "ap-northeast-1",
      AWS_ACCESS_KEY_ID: SESSION.accessKeyId,
      AWS_SECRET_ACCESS_KEY: SESSION.secretAccessKey,
      AWS_SESSION_TOKEN: SESSION.sessionToken,
    };
    await withWorkload({ options: { environment } }, async ({ client, google, ecs }) => {
      expect((await client.getAccessToken()).token).to.equal(google.tokens[0]);
      expect(ecs.received).to.deep.equal([]);
    });
  });
});

describe("the supplier", () => {
  it("lets Google's own AwsClient get a token on Fargate, though without the pool in the signature", async () => {
    await withWorkload({}, async ({ google, options }) => {
      const { environment = {} } = options;
      const client = new AwsClient({
        audience: AUDIENCE,
        subject_token_type: "urn:ietf:params:aws:token-type:aws4_request",
        token_url: `${google.sts.origin}/v1/token`,
        service_account_impersonation_url: `${google.iam.origin}/v1/projects/-/serviceAccounts/${SERVICE_ACCOUNT}:generateAccessToken`,
        aws_security_credentials_supplier: awsSecurityCredentialsSupplier(
          awsCredentials({ environment }),
          "ap-northeast-1",
        ),
      });
      expect((await client.getAccessToken()).token).to.equal(google.tokens[0]);
      expect(google.accepted[0]?.signedHeaders).to.deep.equal(["host", "x-amz-date", "x-amz-security-token"]);
    });
  });
});
