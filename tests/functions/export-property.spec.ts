// What the simulated services do not show: a clock that is wrong by more than the safety lag, and a refresh that takes
// longer. Both are outside of what the export promises, see docs/adr/0012.
import { expect } from "chai";
import fc from "fast-check";
import type { Row } from "./support/bigquery-server";
import { settle, sizes, steps, take } from "./support/export-sequences";
import { ExportWorld } from "./support/export-world";

const byDocument = (one: string, other: string) => (one < other ? -1 : 1);

function stored(world: ExportWorld): string[] {
  return world.search.documents
    .map(({ index, id, ingestedAt, source }) => [index, id, new Date(ingestedAt).toISOString(), source].join(" "))
    .sort(byDocument);
}

function exported(rows: readonly Row[]): string[] {
  return rows.map((row) => [row.index_name, row.document_id, row.ingested_at, row.source].join(" ")).sort(byDocument);
}

/** A failure names its seed and path; hundreds of sequences are for whoever has changed the functions. */
const RUNS = Number(process.env.EXPORT_RUNS ?? 25);

describe("the export as a whole", () => {
  it("brings every document into the final table once, whatever happens on the way (1.1-8)", async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(steps, sizes, async (sequence, settings) => {
        const world = await new ExportWorld().start();
        world.settings = settings;
        try {
          for (const step of sequence) await take(world, step);
          await settle(world);
          expect(exported(world.final)).to.deep.equal(stored(world));
          expect(exported(world.finalByVersion)).to.deep.equal(stored(world));
        } finally {
          await world.stop();
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("loads no row twice as long as nothing goes wrong", async function () {
    this.timeout(60_000);
    const calm = steps.map((sequence) =>
      sequence.map((step) => ("mishap" in step ? { ...step, mishap: undefined } : step)),
    );
    await fc.assert(
      fc.asyncProperty(calm, sizes, async (sequence, settings) => {
        const world = await new ExportWorld().start();
        world.settings = settings;
        try {
          for (const step of sequence) await take(world, step);
          await settle(world);
          const rows = world.bigquery.staging.map((row) => [row.index_name, row.document_id, row.version].join(" "));
          expect(rows.length).to.equal(new Set(rows).size);
          expect(exported(world.final)).to.deep.equal(stored(world));
        } finally {
          await world.stop();
        }
      }),
      { numRuns: 8 },
    );
  });
});
