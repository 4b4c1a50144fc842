import { expect } from "chai";
import { readSettings } from "../../functions/load/settings";
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

describe("the load function, for messages that are no announcement of its own,", () => {
  const etag = "0123456789abcdef0123456789abcdef";
  for (const [what, body, reason] of [
    ["no JSON", "{", "it is not JSON"],
    ["of another form", "{}", "it announces no object"],
    ["without records", '{"Records":[]}', "it announces no object"],
    [
      "of a deletion",
      '{"Records":[{"eventName":"ObjectRemoved:Delete"}]}',
      "it announces something else than a new object",
    ],
    [
      "of another bucket",
      announcement("other", "export/documents/a", etag, 1),
      "it announces an object that is not one of the export",
    ],
    [
      "of another part of the bucket",
      announcement("lake", "export/checkpoint/documents.json", etag, 1),
      "it announces an object that is not one of the export",
    ],
    [
      "of an empty object",
      announcement("lake", "export/documents/a", etag, 0),
      "it announces an object without an ETag or without content",
    ],
  ] as const) {
    it(`gives back one that is ${what}, and works through the others`, async () => {
      expect(await world.load([body, ...messages])).to.deep.equal(FIRST);
      expect(world.logged[0]).to.deep.equal({ messageId: "message-0", loaded: false, reason, final: true });
      expect(world.bigquery.staging).to.have.length(1);
    });
  }
});

describe("the settings of the load function", () => {
  it("are read from its environment, or refused all at once", () => {
    const environment = {
      BUCKET: "kumiki-dev-lake",
      BUCKET_OWNER: "123456789012",
      DATA_PREFIX: "export/documents/",
      PROJECT_ID: "kumiki-dev",
      DATASET_ID: "staging",
      TABLE_ID: "documents",
      LOCATION: "asia-northeast1",
      GOOGLE_AUDIENCE: "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/aws/providers/aws",
      GOOGLE_SERVICE_ACCOUNT: "loader@kumiki-dev.iam.gserviceaccount.com",
      EXPORT_NAME: "kumiki-dev",
      METRIC_NAMESPACE: "Kumiki/Export",
    };
    expect(readSettings(environment)).to.deep.equal({
      bucket: "kumiki-dev-lake",
      bucketOwner: "123456789012",
      prefix: "export/documents/",
      target: { projectId: "kumiki-dev", datasetId: "staging", tableId: "documents", location: "asia-northeast1" },
      chunkBytes: 8_388_608,
      audience: environment.GOOGLE_AUDIENCE,
      serviceAccountEmail: environment.GOOGLE_SERVICE_ACCOUNT,
      exportName: "kumiki-dev",
      metricNamespace: "Kumiki/Export",
    });
    expect(() =>
      readSettings({ ...environment, DATASET_ID: "my-staging", DATA_PREFIX: "export", PROJECT_ID: "" }),
    ).to.throw(
      "The function cannot work:\n" +
        '  - DATA_PREFIX must be a prefix that ends with a slash, got "export".\n' +
        '  - PROJECT_ID must be the id of a Google Cloud project, got "".\n' +
        '  - DATASET_ID must be the id of a dataset, got "my-staging".',
    );
  });
});
