import { inspect } from "node:util";
import { expect } from "chai";
import { AwsCredentialsError, GoogleCredentialsError } from "../../../functions/google-credentials";
import { rejection, whileServing } from "../support/loopback";
import { AUDIENCE, type Different, SCOPES, SERVICE_ACCOUNT, SESSION, withWorkload } from "../support/workload";

const MINUTE = 60_000;
const POOL_FIX =
  `Check that ${AUDIENCE} exists and trusts this AWS account, that its attribute condition admits this role, and that ` +
  "the clock is right.";

/** The message of a workload that gets no token, once it is sure that nothing in the error is secret. */
const refusal = (different: Different) =>
  withWorkload(different, async ({ client, google }) => {
    const error = await rejection(client.getAccessToken());
    expect(error).to.be.instanceOf(GoogleCredentialsError);
    expect(inspect(error, { depth: 20, showHidden: true })).to.not.match(/seeded|ya29/i);
    expect(google.tokens).to.deep.equal([]);
    return error.message
      .replace(new URL(google.sts.origin).host, "STS")
      .replace(new URL(google.iam.origin).host, "IAM");
  });

const refusedByPool = (reason: string) =>
  `Google does not accept the identity AWS gives this workload: STS answered 400 ${reason}. ${POOL_FIX}`;

const aws = (code: string, message: string) =>
  `invalid_grant: Received invalid AWS response with error: <Code>${code}</Code><Message>${message}</Message>`;

describe("a workload that Google must not believe", () => {
  it("gets no token when its role is another than the provider's condition admits (1.1-7)", async () => {
    const arn = "arn:aws:sts::210987654321:assumed-role/kumiki-prod-batch-task/0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    expect(await refusal({ google: { sessions: [{ ...SESSION, arn }] } })).to.equal(
      refusedByPool("unauthorized_client: The given credential is rejected by the attribute condition"),
    );
  });

  it("gets no token when its account is another", async () => {
    const arn = SESSION.arn.replace("210987654321", "999999999999");
    expect(await refusal({ google: { sessions: [{ ...SESSION, arn }] } })).to.contain(
      "rejected by the attribute condition",
    );
  });

  it("gets no token when its credentials have ended at AWS", async () => {
    const expiresAt = new Date(Date.now() - MINUTE);
    expect(await refusal({ google: { sessions: [{ ...SESSION, expiresAt }] } })).to.equal(
      refusedByPool(aws("ExpiredToken", "The security token included in the request is expired.")),
    );
  });

  it("gets no token with a secret that is not its key's, nor sees its session token in the explanation of AWS", async () => {
    const message = await refusal({ session: { secretAccessKey: "seeded-wrong-secret" } });
    expect(message).to.contain("<Code>SignatureDoesNotMatch</Code>");
    expect(message).to.contain("x-amz-security-token:[secret]");
    expect(/answered 400(.*)\. Check that \/\/iam/s.exec(message)?.[1])
      .to.have.lengthOf(401)
      .and.to.match(/…$/);
  });

  it("sees its session token in no form in which a service may quote it", async () => {
    const { sessionToken } = SESSION;
    const description = `Seen: ${sessionToken}, ${encodeURIComponent(sessionToken)}.`;
    const insteadOfSts = [{ status: 400, body: { error: "invalid_grant", error_description: description } }];
    expect(await refusal({ google: { insteadOfSts } })).to.equal(
      refusedByPool("invalid_grant: Seen: [secret], [secret]"),
    );
  });

  it("gets no token with a key or a session AWS does not know", async () => {
    const unknown = refusedByPool(
      aws("InvalidClientTokenId", "The security token included in the request is invalid."),
    );
    expect(await refusal({ session: { accessKeyId: "ASIASEEDEDOTHER" } })).to.equal(unknown);
    expect(await refusal({ session: { sessionToken: "seededOther" } })).to.equal(unknown);
  });

  it("gets no token when its clock is wrong", async () => {
    for (const minutes of [-6, 6]) {
      const now = () => Date.now() + minutes * MINUTE;
      expect(await refusal({ google: { now } })).to.match(
        /Signature expired: \d{8}T\d{6}Z is now earlier than allowed/,
      );
    }
  });

  it("gets no token from a provider it does not name", async () => {
    expect(await refusal({ google: { audiences: [`${AUDIENCE}-other`] } })).to.equal(
      refusedByPool('invalid_target: The target service indicated by the "audience" parameters is invalid'),
    );
  });

  it("gets no token when role and session are too long a name together", async () => {
    const arn = SESSION.arn.replace("kumiki-prod-app-task", `kumiki-prod-app-task/${"x".repeat(40)}`);
    expect(Buffer.byteLength(arn)).to.be.greaterThan(127);
    expect(await refusal({ google: { sessions: [{ ...SESSION, arn }] } })).to.equal(
      refusedByPool("invalid_grant: The size of mapped attribute google.subject exceeds the 127 bytes limit"),
    );
  });

  it("gets no token of a service account it may not act as", async () => {
    const denied =
      `Google does not let this workload act as ${SERVICE_ACCOUNT}: IAM answered 403 PERMISSION_DENIED: Permission ` +
      "'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist). Check that the service account exists " +
      "and grants roles/iam.workloadIdentityUser to the workload's identity.";
    expect(await refusal({ google: { mayImpersonate: () => false } })).to.equal(denied);
    expect(await refusal({ google: { serviceAccountEmail: "other@kumiki-prod.iam.gserviceaccount.com" } })).to.equal(
      denied,
    );
  });
});

describe("a workload that finds Google out of order", () => {
  const unreached = (service: string, why: string) =>
    `There is no token from Google: ${service} gave none (${why}). Check that this workload reaches it: security group, ` +
    "way out, DNS firewall.";

  it("is told when a service stays out of order, or has too much to do", async () => {
    const answers = (status: number) => Array.from({ length: 4 }, () => ({ status, body: "<html>seeded</html>" }));
    const said = (service: string, status: number) =>
      `There is no token from Google: ${service} answered ${status}, and did so several times. Try again later.`;
    const messages = [
      refusal({ google: { insteadOfSts: answers(503) } }),
      refusal({ google: { insteadOfIam: answers(429) } }),
    ];
    expect(await Promise.all(messages)).to.deep.equal([said("STS", 503), said("IAM", 429)]);
  });

  it("is told when a service is not reached", async () => {
    const answers = () => ["drop", "drop", "drop"] as const;
    const messages = [
      refusal({ google: { insteadOfSts: [...answers()] } }),
      refusal({ google: { insteadOfIam: [...answers()] } }),
    ];
    expect(await Promise.all(messages)).to.deep.equal([unreached("STS", "ECONNRESET"), unreached("IAM", "ECONNRESET")]);
  });

  it("takes no answer for a token that is none", async () => {
    const ended = { accessToken: "ya29.c.ended", expireTime: new Date(Date.now() - MINUTE).toISOString() };
    const thrice = (body: unknown) => Array.from({ length: 3 }, () => ({ status: 200, body }));
    const wrongSts = [{}, "<html>", { access_token: 7 }];
    const wrongIam = [{}, "<html>", { ...ended, accessToken: 7 }, ended, { ...ended, expireTime: "seeded" }];
    const messages = await Promise.all([
      ...wrongSts.map((body) => refusal({ google: { insteadOfSts: thrice(body) } })),
      ...wrongIam.map((body) => refusal({ google: { insteadOfIam: thrice(body) } })),
    ]);
    const why = "its answer holds no token that lasts";
    expect(messages).to.deep.equal([
      ...wrongSts.map(() => unreached("STS", why)),
      ...wrongIam.map(() => unreached("IAM", why)),
    ]);
  });

  it("gets its token after an answer that was none", async () => {
    const insteadOfIam = Array.from({ length: 3 }, () => ({ status: 200, body: {} }));
    await withWorkload({ google: { insteadOfIam } }, async ({ client, google }) => {
      await rejection(client.getAccessToken());
      expect((await client.getAccessToken()).token).to.equal(google.tokens[0]);
    });
  });

  it("takes its secrets nowhere else when a service redirects", async () => {
    await whileServing([{ status: 200 }], async ({ origin, received }) => {
      const moved = { status: 307, headers: { location: `${origin}/elsewhere` } };
      const message = await refusal({ google: { insteadOfSts: [moved, moved, moved] } });
      expect(message).to.contain("redirect mode is set to error");
      expect(received).to.deep.equal([]);
    });
  });
});

describe("a workload without AWS credentials", () => {
  it("is told so, and asks Google for nothing", async () => {
    await withWorkload({ options: { environment: { AWS_REGION: "ap-northeast-1" } } }, async ({ client, google }) => {
      const error = await rejection(client.getAccessToken());
      expect(error).to.be.instanceOf(AwsCredentialsError);
      expect(error.message).to.match(/^There are no AWS credentials: /);
      expect(google.sts.received).to.deep.equal([]);
    });
  });

  it("is told what its own source of credentials says, without what it must not show", async () => {
    const credentials = async () => {
      throw new Error("no answer for ya29.seeded-token");
    };
    expect(await refusal({ options: { credentials } })).to.equal(
      "Google was not asked for a token: no answer for [secret]",
    );
  });
});

describe("the scopes of a workload", () => {
  it("are those of its token, not of the exchange before it", async () => {
    await withWorkload({}, async ({ client, google }) => {
      await client.getAccessToken();
      const exchanged = new URLSearchParams(google.sts.received[0]?.body);
      expect(exchanged.get("scope")).to.equal("https://www.googleapis.com/auth/cloud-platform");
      expect(JSON.parse(google.iam.received[0]?.body ?? "").scope).to.deep.equal(SCOPES);
    });
  });
});
