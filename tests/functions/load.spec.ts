import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { ExportWorld } from "./support/export-world";
import { announcement } from "./support/s3-server";

let world: ExportWorld;

beforeEach(async () => {
  world = await new ExportWorld().start();
});

afterEach(async () => {
  await world.stop();
});

const DONE = { batchItemFailures: [] };
const UPLOAD = "/upload/bigquery/v2/projects/proj/jobs";

/** Exports these documents; gives what S3 announces. */
async function exported(...ids: string[]): Promise<string[]> {
  for (const id of ids) world.write(id);
  world.now += 60_000;
  await world.extract();
  return world.s3.announcements.splice(0).map(({ body }) => body);
}

function stagedIds(): string[] {
  return world.bigquery.staging.map((row) => row.document_id).sort();
}

describe("the load function", () => {
  it("appends an announced object to the table by one job, in one request (1.1-8)", async () => {
    const messages = await exported("a", "b");
    expect(await world.load(messages)).to.deep.equal(DONE);
    expect(stagedIds()).to.deep.equal(["a", "b"]);
    const [id = ""] = [...world.bigquery.jobs.keys()];
    expect(id).to.match(/^kumiki_load_[0-9a-f]{64}_0$/);
    expect(world.bigquery.lines).to.deep.equal([`GET /bigquery/v2/projects/proj/jobs/${id}`, `POST ${UPLOAD}`]);
    expect(world.bigquery.requests[0]?.url.search).to.equal("?location=asia-northeast1");
    const upload = world.bigquery.requests[1];
    expect(upload?.url.search).to.equal("?uploadType=multipart");
    expect(upload?.headers["content-type"]).to.equal(`multipart/related; boundary=${id}`);
    const [, job = ""] = /\r\n\r\n(\{.*?\})\r\n--/s.exec(upload?.body.toString() ?? "") ?? [];
    expect(JSON.parse(job)).to.deep.equal({
      jobReference: { projectId: "proj", jobId: id, location: "asia-northeast1" },
      configuration: {
        labels: { purpose: "search-export" },
        load: {
          destinationTable: { projectId: "proj", datasetId: "staging", tableId: "documents" },
          sourceFormat: "NEWLINE_DELIMITED_JSON",
          createDisposition: "CREATE_NEVER",
          writeDisposition: "WRITE_APPEND",
          maxBadRecords: 0,
          ignoreUnknownValues: false,
        },
      },
    });
  });

  it("reads the object that was announced, whole and in no other content", async () => {
    const messages = await exported("a");
    await world.load(messages);
    const { headers, url } = world.s3.requests.at(-1) ?? {};
    expect(url?.pathname).to.equal(`/lake/${world.s3.keys("export/documents/")[0]}`);
    expect(headers?.["if-match"]).to.match(/^"[0-9a-f]{32}"$/);
    expect(headers?.range).to.match(/^bytes=0-\d+$/);
    expect(headers?.["x-amz-expected-bucket-owner"]).to.equal("123456789012");
  });

  it("waits until the job is done", async () => {
    const messages = await exported("a");
    world.bigquery.looks = 3;
    expect(await world.load(messages)).to.deep.equal(DONE);
    expect(world.bigquery.requests.filter(({ method }) => method === "GET")).to.have.length(5);
    expect(stagedIds()).to.deep.equal(["a"]);
  });

  it("loads an object once, however often it is announced", async () => {
    const messages = await exported("a");
    expect(await world.load([...messages, ...messages])).to.deep.equal(DONE);
    expect(await world.load(messages)).to.deep.equal(DONE);
    expect(stagedIds()).to.deep.equal(["a"]);
    expect(world.bigquery.requests.filter(({ method }) => method === "POST")).to.have.length(1);
  });

  it("loads it once when two calls have it at the same time", async () => {
    const messages = await exported("a");
    world.bigquery.plan = async ({ method }) => {
      if (method !== "POST") return undefined;
      world.bigquery.plan = () => undefined;
      expect(await world.load(messages)).to.deep.equal(DONE);
      return undefined;
    };
    expect(await world.load(messages)).to.deep.equal(DONE);
    expect(stagedIds()).to.deep.equal(["a"]);
    expect(world.bigquery.jobs.size).to.equal(1);
  });

  it("sends a large object in chunks, without holding it", async () => {
    world.chunkBytes = 100;
    const messages = await exported("a", "b");
    const size = world.s3.objects.get(world.s3.keys("export/documents/")[0] ?? "")?.body.length ?? 0;
    expect(await world.load(messages)).to.deep.equal(DONE);
    expect(stagedIds()).to.deep.equal(["a", "b"]);
    const [open, first, second] = world.bigquery.requests.slice(1);
    expect(open?.url.search).to.equal("?uploadType=resumable");
    expect(open?.headers["x-upload-content-length"]).to.equal(`${size}`);
    expect(first?.headers["content-range"]).to.equal(`bytes 0-99/${size}`);
    expect(second?.headers["content-range"]).to.equal(`bytes 100-${size - 1}/${size}`);
  });

  it("has nothing to load when S3 tries the queue out", async () => {
    const body = JSON.stringify({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "lake" });
    expect(await world.load([body])).to.deep.equal(DONE);
    expect(world.bigquery.requests).to.deep.equal([]);
  });

  it("finds objects whose keys an event writes otherwise", async () => {
    const key = "export/documents/a key+with (signs).ndjson.gz";
    const etag = world.s3.put(key, gzipSync(""));
    const encoded = announcement("lake", key, etag, 20).replaceAll("%20", "+");
    expect(encoded).to.contain("a+key%2Bwith+(signs)");
    expect(await world.load([encoded])).to.deep.equal(DONE);
  });

  it("counts what it loaded and what it could not, in metrics", async () => {
    const messages = await exported("a");
    world.metrics.length = 0;
    await world.load([...messages, "nonsense"]);
    expect(world.metrics).to.deep.equal([
      {
        namespace: "Kumiki/Export",
        dimensions: { Export: "kumiki-test" },
        metrics: { LoadedMessages: { value: 1, unit: "Count" }, FailedMessages: { value: 1, unit: "Count" } },
        at: world.now,
      },
    ]);
  });
});
