import { expect } from "chai";
import fc from "fast-check";
import type { Client } from "pg";
import { platformTables } from "../../components/analytics/platform-tables";
import { type AnalyticsTable, resolveTable } from "../../components/analytics/table-schema";
import { describeOnPostgres } from "./bootstrapped-database";
import { MergeRunner } from "./merge-runner";
import { SUPERUSER } from "./postgres-server";

// PostgreSQL 17 knows MERGE too, and means the same by it. What only BigQuery itself can show: that it parses the
// script, leaves partitions out by its variables, and cancels one of two transactions that change the same table.

const DOCUMENTS: AnalyticsTable = platformTables()[0];

const DELETABLE: AnalyticsTable = {
  ...DOCUMENTS,
  bookkeeping: [...(DOCUMENTS.bookkeeping ?? []), { name: "gone", type: "BOOL" }],
  deletedBy: "gone",
};

const DAY = 86_400_000;
const FIRST_DAY = Date.now() - 30 * DAY;

/** A version of a document, so many days after the first one can be, which is 30 days old. */
function version(document: string, days: number, more: Record<string, unknown> = {}) {
  const at = new Date(FIRST_DAY + days * DAY);
  return {
    document_id: document,
    index_name: "articles",
    ingested_at: at,
    version: days,
    source: { text: `${document}${days}` },
    exported_at: at,
    export_id: "run",
    ...more,
  };
}

describeOnPostgres("the merge script", {}, (server) => {
  describe("in PostgreSQL 17 (F22)", () => {
    let client: Client;
    let other: Client;

    before(async () => {
      client = await server().connect(SUPERUSER);
      other = await server().connect(SUPERUSER);
    });

    after(async () => {
      await client.end();
      await other.end();
    });

    async function runner(table: AnalyticsTable = DOCUMENTS): Promise<MergeRunner> {
      const fresh = new MergeRunner(client, resolveTable(table));
      await fresh.reset();
      return fresh;
    }

    const texts = async (merge: MergeRunner) =>
      (await merge.rows()).map(({ source }) => (source as { text: string }).text);
    const staged = async (merge: MergeRunner) =>
      (await merge.staged()).map(({ source }) => (source as { text: string }).text);

    it("moves rows, and leaves nothing behind that it has moved", async () => {
      const merge = await runner();
      await merge.load([version("a", 1), version("b", 2)]);
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal(["a1", "b2"]);
      expect(await staged(merge)).to.deep.equal([]);
    });

    it("keeps one row of a document delivered twice, in one load, in two, and after it was merged", async () => {
      const merge = await runner();
      await merge.load([version("a", 1), version("a", 1)]);
      await merge.load([version("a", 1)]);
      await merge.merge("REPEATABLE READ");
      await merge.load([version("a", 1)]);
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal(["a1"]);
      expect(await staged(merge)).to.deep.equal([]);
    });

    it("lets the newest version win, wherever its day is and whenever it comes", async () => {
      const merge = await runner();
      await merge.load([version("a", 9), version("a", 3), version("b", 4)]);
      await merge.merge("REPEATABLE READ");
      await merge.load([version("a", 5), version("b", 20)]); // one comes late, one replaces a row of another day
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal(["a9", "b20"]);
      expect(await staged(merge)).to.deep.equal([]);
    });

    it("goes by the time of indexing first, because versions begin again when an index is rebuilt", async () => {
      const merge = await runner();
      await merge.load([version("a", 5, { version: 900 })]);
      await merge.merge("REPEATABLE READ");
      await merge.load([version("a", 6, { version: 1 })]);
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal(["a6"]);
    });

    it("goes by the version where the time is the same", async () => {
      const merge = await runner();
      const at = new Date(FIRST_DAY + 29 * DAY);
      await merge.load([version("a", 7, { ingested_at: at }), version("a", 8, { ingested_at: at })]);
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal(["a8"]);
      await merge.load([version("a", 9, { ingested_at: at })]);
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal(["a9"]);
      await merge.load([version("a", 3, { ingested_at: at })]);
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal(["a9"]);
    });

    for (const isolation of ["REPEATABLE READ", "READ COMMITTED"] as const) {
      it(`loses no row that is loaded while it runs, under ${isolation.toLowerCase()}`, async () => {
        const merge = await runner();
        await merge.load([version("a", 1), version("b", 5)]);
        await merge.merge(isolation, () => merge.load([version("a", 2), version("c", 3), version("d", 0)], other));
        expect(await staged(merge)).to.include.members(["a2", "c3", "d0"]);
        await merge.merge(isolation);
        expect(await texts(merge)).to.deep.equal(["a2", "b5", "c3", "d0"]);
        expect(await staged(merge)).to.deep.equal([]);
      });
    }

    it("does nothing on the second of two runs, and nothing when nothing is staged", async () => {
      const merge = await runner();
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal([]);
      await merge.load([version("a", 1)]);
      await merge.merge("REPEATABLE READ");
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal(["a1"]);
    });

    it("takes no row whose partition has expired, and leaves it to expire in staging", async () => {
      const merge = await runner({ ...DOCUMENTS, partitionExpiration: 20 });
      await merge.load([version("old", 5), version("kept", 25)]);
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal(["kept25"]);
      expect(await staged(merge)).to.deep.equal(["old5"]);
    });

    it("looks for former versions as far back as it was told, and no further", async () => {
      const near = await runner({ ...DOCUMENTS, lookback: 5 });
      await near.load([version("a", 10), version("b", 10)]);
      await near.merge("REPEATABLE READ");
      await near.load([version("a", 14), version("b", 20)]);
      await near.merge("REPEATABLE READ");
      expect(await texts(near)).to.deep.equal(["a14", "b20"]); // the window begins before the oldest staged row
      await near.load([version("b", 28)]);
      await near.merge("REPEATABLE READ");
      expect(await texts(near)).to.deep.equal(["a14", "b20", "b28"]);
    });

    it("removes a document that is gone, and does not bring it back when an older version comes late", async () => {
      const merge = await runner(DELETABLE);
      await merge.load([version("a", 1), version("b", 1)]);
      await merge.merge("REPEATABLE READ");
      await merge.load([version("a", 5, { gone: true })]);
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal(["b1"]);
      await merge.load([version("a", 3)]);
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal(["b1"]);
      await merge.load([version("a", 8)]); // it was made again
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal(["a8", "b1"]);
      expect(await staged(merge)).to.deep.equal([]);
    });

    it("removes what is replaced by an earlier day, where the version alone decides", async () => {
      const merge = await runner({ ...DOCUMENTS, newestBy: ["version"] });
      await merge.load([version("a", 2, { version: 9 })]);
      await merge.merge("REPEATABLE READ");
      await merge.load([version("a", 20, { version: 5 })]);
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal(["a2"]);
      expect(await staged(merge)).to.deep.equal([]);
    });

    it("counts days in a column of dates as well", async () => {
      const schema = DOCUMENTS.schema.map((column) =>
        column.name === "ingested_at" ? { ...column, type: "DATE" as const } : column,
      );
      const merge = await runner({ ...DOCUMENTS, schema, partitionExpiration: 20 });
      await merge.load([version("a", 12), version("a", 15), version("old", 3)]);
      await merge.merge("REPEATABLE READ");
      expect(await texts(merge)).to.deep.equal(["a15"]);
      expect(await staged(merge)).to.deep.equal(["old3"]);
    });

    it("ends with the newest version of each document, whatever was loaded, in any order, with merges in between", async () => {
      const merge = await runner(DELETABLE);
      const event = fc.record({ document: fc.constantFrom("a", "b", "c"), days: fc.integer({ min: 0, max: 29 }) });
      const history = fc.array(fc.array(event, { maxLength: 5 }), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(history, async (batches) => {
          await merge.reset();
          for (const batch of batches) {
            await merge.load(batch.map(({ document, days }) => version(document, days, { gone: days % 7 === 6 })));
            await merge.merge("REPEATABLE READ");
          }
          const newest = new Map<string, number>();
          for (const { document, days } of batches.flat()) {
            newest.set(document, Math.max(days, newest.get(document) ?? 0));
          }
          const expected = [...newest]
            .filter(([, days]) => days % 7 !== 6)
            .map(([document, days]) => `${document}${days}`);
          expect(await texts(merge)).to.deep.equal(expected.sort());
        }),
        { numRuns: 40 },
      );
    });
  });
});
