import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { ExportWorld, START } from "./support/export-world";

const CHECKPOINT = "export/checkpoint/documents.json";
const DATA = "export/documents/";

let world: ExportWorld;

beforeEach(async () => {
  world = await new ExportWorld().start();
});

afterEach(async () => {
  await world.stop();
});

function checkpoint(): Record<string, unknown> {
  return JSON.parse(world.s3.text(CHECKPOINT));
}

function linesOf(key: string): string[] {
  return gunzipSync(world.s3.objects.get(key)?.body ?? "")
    .toString()
    .trimEnd()
    .split("\n");
}

/** Ids in each object, in the order of the objects' names. */
function exportedIds(): string[][] {
  return world.s3.keys(DATA).map((key) => linesOf(key).map((line) => JSON.parse(line).document_id));
}

function names(): string[] {
  return world.s3.keys(DATA).map((key) => key.split("/").at(-1) ?? "");
}

/** Bodies of the searches so far. */
function searches(): Record<string, unknown>[] {
  return world.search.requests
    .filter(({ url }) => url.pathname === "/_search")
    .map(({ body }) => JSON.parse(body.toString()));
}

describe("the extract function", () => {
  it("writes what was ingested with exactly the columns of the table (1.1-8)", async () => {
    world.write("a", { source: '{"title":"犬"}' });
    world.now += 60_000;
    const result = await world.extract();
    const [key = ""] = world.s3.keys(DATA);
    expect(key).to.equal("export/documents/1970/01/01/19700101T000000000Z-20261126T000055000Z-0.ndjson.gz");
    expect(linesOf(key)).to.deep.equal([
      '{"document_id":"a","index_name":"documents-000001","ingested_at":"2026-11-26T00:00:00.000Z",' +
        '"version":"1099511627776","source":{"title":"犬"},"exported_at":"2026-11-26T00:01:00.000Z","export_id":"run-1"}',
    ]);
    expect(result).to.deep.equal({
      outcome: "caught-up",
      documents: 1,
      objects: 1,
      reached: "2026-11-26T00:00:55.000Z",
    });
  });

  it("keeps documents as they are: integers of any size, on one line", async () => {
    world.write("a", { source: '{\n  "id": 9007199254740993,\r\n  "text": "a\\nb \\"c\\" {[",\n  "ratio": 1.0\n}' });
    world.now += 60_000;
    await world.extract();
    const [key = ""] = world.s3.keys(DATA);
    expect(/"source":(.*),"exported_at"/.exec(linesOf(key)[0] ?? "")?.[1]).to.equal(
      '{   "id": 9007199254740993,   "text": "a\\nb \\"c\\" {[",   "ratio": 1.0 }',
    );
  });

  it("reads a point in time of all shards, page by page, and ends it (1.1-8)", async () => {
    for (const id of ["a", "b", "c", "d"]) world.write(id);
    world.now += 60_000;
    await world.extract();
    expect(world.search.requests.map(({ method, url }) => `${method} ${url.pathname}${url.search}`)).to.deep.equal([
      "POST /documents-*/_search/point_in_time?allow_partial_pit_creation=false&keep_alive=5m",
      "POST /_search?allow_partial_search_results=false",
      "POST /_search?allow_partial_search_results=false",
      "DELETE /_search/point_in_time",
    ]);
    expect(world.search.openPointsInTime).to.equal(0);
    const [first, second] = searches();
    expect(first).to.deep.equal({
      size: 3,
      pit: { id: "point-in-time-1", keep_alive: "5m" },
      query: {
        bool: { filter: [{ range: { ingested_at: { gte: 0, lt: START + 55_000, format: "epoch_millis" } } }] },
      },
      sort: [
        { ingested_at: { order: "asc", numeric_type: "date", unmapped_type: "date" } },
        { _shard_doc: { order: "asc" } },
      ],
      seq_no_primary_term: true,
      track_total_hits: false,
    });
    expect(second?.search_after).to.have.length(2);
    expect(exportedIds().flat().sort()).to.deep.equal(["a", "b", "c", "d"]);
  });

  it("leaves the newest documents alone until all of them are visible, and misses none at the edge", async () => {
    world.write("old", { ingestedAt: START });
    world.write("at the edge", { ingestedAt: START + 5000 });
    world.write("late", { ingestedAt: START + 4999, visibleAt: START + 9000 });
    world.now = START + 9999; // the window ends just before "late", which is not yet refreshed at this edge of it
    await world.extract();
    expect(exportedIds()).to.deep.equal([["old"]]);
    world.now = START + 10_000;
    await world.extract();
    expect(exportedIds()).to.deep.equal([["old"], ["late"]]);
    world.now = START + 10_001;
    await world.extract();
    expect(exportedIds()).to.deep.equal([["old"], ["late"], ["at the edge"]]);
  });

  it("goes on where it stopped, in objects whose names follow each other", async () => {
    world.write("a");
    world.now += 10_000;
    await world.extract();
    expect(checkpoint()).to.include({ format: 1, sequence: 1, exportedUntil: "2026-11-26T00:00:05.000Z" });
    world.write("b");
    world.now += 10_000;
    await world.extract();
    expect(checkpoint()).to.include({ format: 1, sequence: 2, exportedUntil: "2026-11-26T00:00:15.000Z" });
    expect(names()).to.deep.equal([
      "19700101T000000000Z-20261126T000005000Z-0.ndjson.gz",
      "20261126T000005000Z-20261126T000015000Z-1.ndjson.gz",
    ]);
    expect(exportedIds()).to.deep.equal([["a"], ["b"]]);
  });

  it("moves the checkpoint only from the state it has read, and after the documents are written", async () => {
    world.write("a");
    world.now += 10_000;
    await world.extract();
    const created = world.s3.requests[1]?.headers;
    expect(world.s3.lines).to.deep.equal([
      `GET /lake/${CHECKPOINT}`,
      `PUT /lake/${CHECKPOINT}`,
      `PUT /lake/export/documents/1970/01/01/19700101T000000000Z-20261126T000005000Z-0.ndjson.gz`,
      `PUT /lake/${CHECKPOINT}`,
    ]);
    expect([created?.["if-none-match"], created?.["if-match"]]).to.deep.equal(["*", undefined]);
    expect(world.s3.requests[2]?.headers["if-none-match"]).to.equal("*");
    expect(world.s3.requests[3]?.headers["if-match"]).to.match(/^"[0-9a-f]{32}"$/);
  });

  it("ends a run between two milliseconds, once it has read enough", async () => {
    world.settings = { maxDocuments: 3 };
    for (const [id, at] of [
      ["a", 0],
      ["b", 1],
      ["c", 1],
      ["d", 1],
      ["e", 2],
      ["f", 3],
    ] as const) {
      world.write(id, { ingestedAt: START + at });
    }
    world.now += 60_000;
    const first = await world.extract();
    expect(first).to.deep.include({ outcome: "interrupted", documents: 4, reached: "2026-11-26T00:00:00.002Z" });
    const second = await world.extract();
    expect(second).to.deep.include({ outcome: "caught-up", documents: 2, reached: "2026-11-26T00:00:55.000Z" });
    expect(exportedIds().map((ids) => [...ids].sort())).to.deep.equal([
      ["a", "b", "c", "d"],
      ["e", "f"],
    ]);
  });

  it("cuts objects of a size between two milliseconds, with a checkpoint after each", async () => {
    world.settings = { batch: { targetBytes: 400, groupLimitBytes: 10_000 } };
    for (const [id, at] of [
      ["a", 0],
      ["b", 1],
      ["c", 1],
      ["d", 2],
      ["e", 3],
    ] as const) {
      world.write(id, { ingestedAt: START + at });
    }
    world.now += 60_000;
    expect(await world.extract()).to.deep.include({ outcome: "caught-up", documents: 5, objects: 2 });
    expect(names()).to.deep.equal([
      "19700101T000000000Z-20261126T000000002Z-0.ndjson.gz",
      "20261126T000000002Z-20261126T000055000Z-1.ndjson.gz",
    ]);
    expect(exportedIds().map((ids) => [...ids].sort())).to.deep.equal([
      ["a", "b", "c"],
      ["d", "e"],
    ]);
  });

  it("does not take an empty answer for progress: a role that sees nothing loses nothing", async () => {
    world.write("a");
    world.now += 10_000;
    await world.extract();
    world.now += 10_000;
    expect(await world.extract()).to.deep.equal({
      outcome: "caught-up",
      documents: 0,
      objects: 0,
      reached: "2026-11-26T00:00:15.000Z",
    });
    expect(checkpoint()).to.include({ sequence: 1, exportedUntil: "2026-11-26T00:00:05.000Z" });
  });

  it("has nothing to do before there is an index, and within the time it leaves alone", async () => {
    world.now += 10_000;
    expect(await world.extract()).to.deep.include({ outcome: "caught-up", documents: 0 });
    world.write("a");
    world.now += 10_000;
    await world.extract();
    world.now -= 1;
    const requests = world.search.requests.length;
    expect(await world.extract()).to.deep.include({ outcome: "caught-up", reached: "2026-11-26T00:00:15.000Z" });
    expect(world.search.requests.length).to.equal(requests);
  });

  it("reads indices of its pattern only", async () => {
    world.write("a");
    world.write("b", { index: "logs-000001" });
    world.now += 10_000;
    await world.extract();
    expect(exportedIds()).to.deep.equal([["a"]]);
  });

  it("exports a document again when it changes, with a higher version", async () => {
    world.write("a", { source: '{"v":1}' });
    world.now += 10_000;
    await world.extract();
    world.write("a", { source: '{"v":2}' });
    world.now += 10_000;
    await world.extract();
    const versions = world.s3
      .keys(DATA)
      .flatMap(linesOf)
      .map((line) => JSON.parse(line));
    expect(versions.map(({ version, source }) => [version, source.v])).to.deep.equal([
      ["1099511627776", 1],
      ["1099511627777", 2],
    ]);
  });

  it("says how far behind it is, in a metric", async () => {
    world.write("a");
    world.now += 10_000;
    await world.extract();
    expect(world.metrics).to.deep.equal([
      {
        namespace: "Kumiki/Export",
        dimensions: { Export: "kumiki-test" },
        metrics: { ExportLagSeconds: { value: 5, unit: "Seconds" }, ExportedDocuments: { value: 1, unit: "Count" } },
        at: START + 10_000,
      },
    ]);
  });
});
