import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { ExportWorld, START } from "./support/export-world";
import { type Fault, json } from "./support/faulty-server";
import { rejection } from "./support/loopback";
import { refuse } from "./support/s3-server";
import { failure } from "./support/search-server";

const CHECKPOINT = "export/checkpoint/documents.json";
const DATA = "export/documents/";

let world: ExportWorld;

beforeEach(async () => {
  world = await new ExportWorld().start();
  for (const [id, at] of [
    ["a", 0],
    ["b", 1],
    ["c", 1],
    ["d", 1],
    ["e", 2],
  ] as const) {
    world.write(id, { ingestedAt: START + at });
  }
  world.now += 60_000;
});

afterEach(async () => {
  await world.stop();
});

function exportedIds(): string[] {
  return world.s3
    .keys(DATA)
    .flatMap((key) =>
      gunzipSync(world.s3.objects.get(key)?.body ?? "")
        .toString()
        .trimEnd()
        .split("\n"),
    )
    .map((line) => JSON.parse(line).document_id);
}

/** A plan by which only the request of this number goes wrong, counted from 0. */
function only(number: number, fault: Fault): () => Fault | undefined {
  let request = -1;
  return () => {
    request += 1;
    return request === number ? fault : undefined;
  };
}

describe("the extract function, while OpenSearch is in trouble,", () => {
  it("begins a millisecond anew when its point in time is lost, because positions mean nothing in another one", async () => {
    let searches = 0;
    world.search.plan = ({ url }) => {
      if (url.pathname === "/_search") searches += 1;
      if (searches === 2) world.search.forgetPointsInTime();
      return undefined;
    };
    expect(await world.extract()).to.deep.include({ outcome: "caught-up", documents: 5, objects: 1 });
    expect(exportedIds().sort()).to.deep.equal(["a", "b", "c", "d", "e"]);
    const again = JSON.parse(`${world.search.requests[4]?.body}`);
    expect(again.query.bool.filter[0].range.ingested_at.gte).to.equal(START + 1);
    expect(again).not.to.have.property("search_after");
  });

  it("gives up when every point in time is lost", async () => {
    world.search.plan = ({ url }) => {
      if (url.pathname === "/_search") world.search.forgetPointsInTime();
      return undefined;
    };
    expect((await rejection(world.extract())).message).to.equal("the point in time is gone");
    expect(world.search.lines.filter((line) => line.endsWith("/_search"))).to.have.length(6);
  });

  it("waits out a moment in which it is refused", async () => {
    world.search.plan = only(1, failure(429, "circuit_breaking_exception"));
    expect(await world.extract()).to.deep.include({ outcome: "caught-up", documents: 5 });
  });

  it("gives up after a few refusals, without quoting the reason, and goes on from there another time", async () => {
    world.search.plan = ({ url }) =>
      url.pathname === "/_search" ? failure(429, "circuit_breaking_exception") : undefined;
    expect((await rejection(world.extract())).message).to.equal(
      "OpenSearch answered 429 to POST /_search (circuit_breaking_exception).",
    );
    expect(world.search.lines.filter((line) => line.endsWith("/_search"))).to.have.length(3);
    expect(world.search.openPointsInTime).to.equal(0);
    world.search.plan = () => undefined;
    expect(await world.extract()).to.deep.include({ documents: 5 });
  });

  it("exports nothing while a shard is missing", async () => {
    world.search.failedShards = 1;
    expect((await rejection(world.extract())).message).to.equal(
      "OpenSearch answered 503 to POST /documents-*/_search/point_in_time (search_phase_execution_exception).",
    );
    expect(world.s3.keys()).to.deep.equal([CHECKPOINT]);
  });

  it("believes no answer from which a shard is missing", async () => {
    const shards = { total: 3, successful: 2, skipped: 0, failed: 1 };
    world.search.plan = ({ url }) =>
      url.pathname === "/_search"
        ? json(200, { timed_out: false, _shards: shards, hits: { hits: [] }, pit_id: "point-in-time-1" })
        : undefined;
    expect((await rejection(world.extract())).message).to.equal("2 of 3 shards answered, 1 failed");
    world.search.plan = () => json(200, { pit_id: "point-in-time-1", _shards: shards });
    expect((await rejection(world.extract())).message).to.equal("2 of 3 shards answered, 1 failed");
    expect(world.s3.keys()).to.deep.equal([CHECKPOINT]);
  });

  it("believes no search that was cut short", async () => {
    world.search.timedOut = true;
    expect((await rejection(world.extract())).message).to.equal("the search ran into its time limit");
    expect(world.s3.keys()).to.deep.equal([CHECKPOINT]);
  });

  it("does not mind a point in time that cannot be ended", async () => {
    world.search.plan = ({ method }) => (method === "DELETE" ? failure(403, "security_exception") : undefined);
    expect(await world.extract()).to.deep.include({ outcome: "caught-up", documents: 5 });
    expect(world.logged[0]).to.equal(
      "the point in time ends by itself: Error: OpenSearch answered 403 to DELETE /_search/point_in_time " +
        "(security_exception).",
    );
  });

  it("takes a missing index for an index without documents", async () => {
    world.search.plan = () => failure(404, "index_not_found_exception");
    expect(await world.extract()).to.deep.include({ outcome: "caught-up", documents: 0 });
    expect(world.s3.keys()).to.deep.equal([CHECKPOINT]);
  });

  it("is refused by a domain that does not know it, and says so", async () => {
    world.search.plan = () => failure(403, "security_exception");
    expect((await rejection(world.extract())).message).to.equal(
      "OpenSearch answered 403 to POST /documents-*/_search/point_in_time (security_exception).",
    );
  });
});

describe("the extract function, when its time is up,", () => {
  it("keeps what is complete and leaves the rest to the next run", async () => {
    world.search.plan = ({ url }) => {
      if (url.pathname === "/_search") world.remaining = 44_999;
      return undefined;
    };
    expect(await world.extract()).to.deep.include({ outcome: "interrupted", documents: 1 });
    world.remaining = 600_000;
    world.search.plan = () => undefined;
    await world.extract();
    expect(exportedIds().sort()).to.deep.equal(["a", "b", "c", "d", "e"]);
  });

  it("does not wait for an answer beyond it", async () => {
    world.remaining = 45_050;
    world.search.plan = async ({ url }) => {
      if (url.pathname === "/_search") await new Promise((resolve) => setTimeout(resolve, 300));
      return undefined;
    };
    expect(await world.extract()).to.deep.equal({
      outcome: "interrupted",
      documents: 0,
      objects: 0,
      reached: "1970-01-01T00:00:00.000Z",
    });
  });

  it("says so if a single millisecond takes longer than a run", async () => {
    world.write("a", { ingestedAt: START + 1, visibleAt: START }); // the first millisecond is now one with four documents
    world.search.plan = ({ url }) => {
      if (url.pathname === "/_search") world.remaining = 44_999;
      return undefined;
    };
    expect((await rejection(world.extract())).message).to.equal(
      "There was no time to read all documents ingested at 2026-11-26T00:00:00.001Z, and the export cannot stop among " +
        "them. Give the function more time, or its pages more documents.",
    );
  });

  it("says so if a single millisecond is larger than an object may be", async () => {
    world.settings = { batch: { targetBytes: 100, groupLimitBytes: 400 } };
    expect((await rejection(world.extract())).message).to.equal(
      "The documents ingested at 2026-11-26T00:00:00.001Z have more than 400 bytes. Documents of one millisecond go " +
        "into one object; write so many with different times.",
    );
  });
});

describe("the extract function, beside other runs,", () => {
  it("adds nothing to what a run that was killed has written, and goes on from there", async () => {
    world.s3.plan = only(3, "lost-request"); // the checkpoint, after the documents
    await rejection(world.extract());
    const [key = ""] = world.s3.keys(DATA);
    const etag = world.s3.objects.get(key)?.etag;
    world.s3.plan = () => undefined;
    expect(await world.extract()).to.deep.include({ outcome: "caught-up", documents: 5 });
    expect(world.s3.keys(DATA)).to.deep.equal([key]);
    expect(world.s3.objects.get(key)?.etag).to.equal(etag);
    expect(world.s3.announcements).to.have.length(1);
  });

  it("stops when another run has moved the checkpoint meanwhile", async () => {
    let nested: unknown;
    world.s3.plan = async ({ method, url }) => {
      if (method !== "PUT" || !url.pathname.startsWith(`/lake/${DATA}`)) return undefined;
      world.s3.plan = () => undefined;
      nested = await world.extract();
      return undefined;
    };
    expect(await world.extract()).to.deep.equal({
      outcome: "overtaken",
      documents: 0,
      objects: 0,
      reached: "1970-01-01T00:00:00.000Z",
    });
    expect(nested).to.deep.include({ outcome: "caught-up", documents: 5 });
    expect(JSON.parse(world.s3.text(CHECKPOINT)).sequence).to.equal(1);
  });

  it("recognises its own move of the checkpoint when the answer to it was lost", async () => {
    world.s3.plan = ({ headers }) => (headers["if-match"] !== undefined ? moveAndRefuse() : undefined);
    const moveAndRefuse = (): Fault => {
      const { body } = world.s3.requests.at(-1) ?? { body: "" };
      world.s3.put(CHECKPOINT, body); // what the client's own second try then finds
      return refuse(412, "PreconditionFailed");
    };
    expect(await world.extract()).to.deep.include({ outcome: "caught-up", documents: 5, objects: 1 });
  });

  it("repeats a write that met another one of the same object", async () => {
    world.s3.plan = only(2, refuse(409, "ConditionalRequestConflict"));
    expect(await world.extract()).to.deep.include({ outcome: "caught-up", documents: 5 });
  });

  it("exports again, under new names, after the checkpoint was set back", async () => {
    await world.extract();
    const state = JSON.parse(world.s3.text(CHECKPOINT));
    world.s3.put(CHECKPOINT, JSON.stringify({ ...state, exportedUntil: "2026-11-26T00:00:00.001Z" }));
    await world.extract();
    expect(world.s3.keys(DATA).map((key) => key.split("/").at(-1))).to.deep.equal([
      "19700101T000000000Z-20261126T000055000Z-0.ndjson.gz",
      "20261126T000000001Z-20261126T000055000Z-1.ndjson.gz",
    ]);
  });

  it("does not begin anew because it may not read its checkpoint", async () => {
    await world.extract();
    world.s3.plan = ({ method }) => (method === "GET" ? refuse(403, "AccessDenied") : undefined);
    const searches = world.search.requests.length;
    expect((await rejection(world.extract())).message).to.equal(
      `The checkpoint ${CHECKPOINT} exists, but may not be read. Look at the role, the key and the bucket.`,
    );
    expect(world.search.requests.length).to.equal(searches);
  });

  it("does not guess what a damaged checkpoint meant", async () => {
    for (const damaged of [
      '{"format":2,"sequence":1,"exportedUntil":"2026-11-26T00:00:00.000Z"}',
      '{"format":1,"sequence":1.5,"exportedUntil":"2026-11-26T00:00:00.000Z"}',
      '{"format":1,"sequence":1,"exportedUntil":"yesterday"}',
    ]) {
      world.s3.put(CHECKPOINT, damaged);
      expect((await rejection(world.extract())).message).to.equal(
        `The checkpoint ${CHECKPOINT} must hold "format" 1, a whole "sequence" and a time "exportedUntil". ` +
          "Whoever edited it has to mend it; the versions before are in the bucket.",
      );
    }
  });

  it("moves nothing while the lake does not answer", async () => {
    world.s3.plan = ({ url }) => (url.pathname.includes(DATA) ? refuse(503, "SlowDown") : undefined);
    expect((await rejection(world.extract())).name).to.equal("SlowDown");
    expect(JSON.parse(world.s3.text(CHECKPOINT)).sequence).to.equal(0);
  });
});
