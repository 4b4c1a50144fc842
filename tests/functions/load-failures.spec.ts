import { expect } from "chai";
import { AwsCredentialsError, GoogleCredentialsError } from "../../functions/google-credentials";
import { refusal } from "./support/bigquery-server";
import { ExportWorld } from "./support/export-world";
import { announcement, refuse } from "./support/s3-server";

let world: ExportWorld;
let messages: string[];

beforeEach(async () => {
  world = await new ExportWorld().start();
  world.write("a", { source: '{"name":"confidential"}' });
  world.now += 60_000;
  await world.extract();
  messages = world.s3.announcements.splice(0).map(({ body }) => body);
  world.logged.length = 0;
});

afterEach(async () => {
  await world.stop();
});

const DONE = { batchItemFailures: [] };
const FIRST = { batchItemFailures: [{ itemIdentifier: "message-0" }] };

/** The id of the only object's job. */
function jobId(attempt: number): string {
  const first = [...world.bigquery.jobs.keys()][0] ?? "";
  return first.replace(/_\d+$/, `_${attempt}`);
}

/** Loads; gives why the first message failed. */
async function reasonOfFailure(bodies = messages): Promise<unknown> {
  expect(await world.load(bodies)).to.deep.equal(FIRST);
  const [entry] = world.logged.splice(0);
  return entry;
}

describe("the load function, when BigQuery refuses,", () => {
  it("waits out a moment in which it is busy", async () => {
    for (const busy of [
      refusal(429, "rateLimitExceeded"),
      refusal(503, "backendError"),
      refusal(500, "internalError"),
    ]) {
      let request = 0;
      world.bigquery.plan = () => {
        request += 1;
        return request % 2 === 1 ? busy : undefined;
      };
      expect(await world.load(messages)).to.deep.equal(DONE);
    }
    expect(world.bigquery.staging).to.have.length(1);
  });

  it("gives the message back when it stays busy", async () => {
    world.bigquery.plan = () => refusal(503, "backendError");
    expect(await reasonOfFailure()).to.deep.equal({
      messageId: "message-0",
      loaded: false,
      reason: "BigQuery refused to look for a load job: 503 backendError",
      final: false,
    });
    expect(world.bigquery.requests).to.have.length(4);
  });

  for (const [status, reason, final] of [
    [400, "invalid", true],
    [401, "authError", false],
    [403, "accessDenied", true],
    [403, "quotaExceeded", false],
    [403, "rateLimitExceeded", false],
    [404, "notFound", true],
  ] as const) {
    it(`says that ${status} ${reason} ${final ? "needs somebody" : "may pass"}`, async () => {
      world.bigquery.plan = ({ method }) => (method === "POST" ? refusal(status, reason) : undefined);
      expect(await reasonOfFailure()).to.deep.equal({
        messageId: "message-0",
        loaded: false,
        reason: `BigQuery refused a load job: ${status} ${reason}`,
        final,
      });
    });
  }

  it("tries again at once, under the next id, when a job failed of something that may pass", async () => {
    world.bigquery.failures = ["backendError"];
    expect(await world.load(messages)).to.deep.equal(DONE);
    expect([...world.bigquery.jobs.keys()]).to.deep.equal([jobId(0), jobId(1)]);
    expect(world.bigquery.staging).to.have.length(1);
  });

  it("tries no third time in one call, and goes on with the next id in another", async () => {
    world.bigquery.failures = ["backendError", "jobInternalError"];
    expect(await reasonOfFailure()).to.deep.include({
      reason: `load job ${jobId(1)} failed: jobInternalError`,
      final: false,
    });
    expect(await world.load(messages)).to.deep.equal(DONE);
    expect(world.bigquery.jobs.size).to.equal(3);
  });

  it("says at once that rows do not fit, and tries again once somebody has sent the message again", async () => {
    world.bigquery.failures = ["invalid"];
    expect(await reasonOfFailure()).to.deep.include({ reason: `load job ${jobId(0)} failed: invalid`, final: true });
    expect(world.bigquery.jobs.size).to.equal(1);
    expect(await world.load(messages)).to.deep.equal(DONE);
    expect(world.bigquery.staging).to.have.length(1);
  });

  it("finds the job it has started when the answer was lost", async () => {
    world.bigquery.plan = ({ method }) => {
      if (method !== "POST") return undefined;
      world.bigquery.plan = () => undefined;
      return "lost-answer";
    };
    expect(await world.load(messages)).to.deep.equal(DONE);
    expect(world.bigquery.staging).to.have.length(1);
  });

  it("stops waiting before its time is up; the next call finds the job done", async () => {
    world.bigquery.looks = 1;
    world.bigquery.plan = ({ method }) => {
      if (method === "POST") world.remaining = 14_999;
      return undefined;
    };
    expect(await reasonOfFailure()).to.deep.include({ reason: `load job ${jobId(0)} is not done yet`, final: false });
    world.remaining = 600_000;
    world.bigquery.plan = () => undefined;
    expect(await world.load(messages)).to.deep.equal(DONE);
    expect(world.bigquery.jobs.size).to.equal(1);
    world.remaining = 14_999;
    world.logged.length = 0;
    const [key] = world.s3.keys("export/documents/");
    expect(await reasonOfFailure()).to.deep.include({ reason: `there was no time left for ${key}`, final: false });
  });

  it("passes on why there is no token only from who is known to keep secrets out of it", async () => {
    for (const [error, reason] of [
      [new GoogleCredentialsError("Google does not accept the identity."), "Google does not accept the identity."],
      [new AwsCredentialsError("There are no AWS credentials."), "There are no AWS credentials."],
      [new TypeError("the header Bearer token-of-the-loader is wrong"), "TypeError"],
    ] as const) {
      world.getAccessToken = () => Promise.reject(error);
      expect(await reasonOfFailure()).to.deep.include({ reason, final: false });
    }
  });

  it("shows neither documents nor its token to anybody", async () => {
    world.bigquery.failures = ["invalid"];
    await world.load([...messages, '{"name":"confidential"}']);
    world.bigquery.plan = () => "lost-request";
    await world.load(messages);
    const said = JSON.stringify([world.logged, world.metrics]);
    for (const secret of ["confidential", "token-of-the-loader", "quotes a row"]) expect(said).not.to.contain(secret);
  });
});

describe("the load function, while it uploads in chunks,", () => {
  beforeEach(async () => {
    world.chunkBytes = 60;
  });

  it("goes on where Google says that it stands, when an answer is lost", async () => {
    for (const fault of ["lost-request", "lost-answer", refusal(502, "badGateway")] as const) {
      let puts = 0;
      world.bigquery.jobs.clear();
      world.bigquery.staging.length = 0;
      world.bigquery.plan = ({ method }) => {
        if (method === "PUT") puts += 1;
        return method === "PUT" && puts === 1 ? fault : undefined;
      };
      expect(await world.load(messages)).to.deep.equal(DONE);
      expect(world.bigquery.staging).to.have.length(1);
    }
  });

  it("begins anew another time when Google has forgotten the upload", async () => {
    world.bigquery.plan = ({ method }) => {
      if (method === "PUT") world.bigquery.forgetSessions();
      return undefined;
    };
    expect(await reasonOfFailure()).to.deep.include({
      reason: "an upload to BigQuery was given up by BigQuery",
      final: false,
    });
  });

  it("does not send the same chunk for ever", async () => {
    world.bigquery.plan = ({ method }) => (method === "PUT" ? { status: 308 } : undefined);
    expect(await reasonOfFailure()).to.deep.include({ reason: "an upload to BigQuery came to a standstill" });
    expect(world.bigquery.requests.filter(({ method }) => method === "PUT")).to.have.length(4);
  });

  it("carries its token to no other host", async () => {
    world.bigquery.plan = ({ method }) =>
      method === "POST" ? { status: 200, headers: { location: `${world.s3.endpoint}/upload` } } : undefined;
    expect(await reasonOfFailure()).to.deep.include({
      reason: `the address of an upload is not at ${world.bigquery.endpoint}: the token stays here`,
      final: true,
    });
  });
});

describe("the load function, when S3 refuses,", () => {
  for (const [status, code, what, final] of [
    [403, "AccessDenied", "may not be read, or is gone", true],
    [404, "NoSuchKey", "is gone", true],
    [412, "PreconditionFailed", "was overwritten after it had been announced", true],
    [503, "SlowDown", "cannot be read from S3 (503)", false],
  ] as const) {
    it(`says that an object ${what}`, async () => {
      world.s3.plan = () => refuse(status, code);
      const [key] = world.s3.keys("export/documents/");
      expect(await reasonOfFailure()).to.deep.include({ reason: `${key} ${what}`, final });
      expect(world.bigquery.jobs.size).to.equal(0);
    });
  }

  it("loads nothing of an object that does not arrive whole", async () => {
    const [key = ""] = world.s3.keys("export/documents/");
    const etag = world.s3.objects.get(key)?.etag ?? "";
    expect(await reasonOfFailure([announcement("lake", key, etag, 100_000)])).to.deep.include({
      reason: `${key} did not arrive whole from S3`,
      final: false,
    });
  });
});
