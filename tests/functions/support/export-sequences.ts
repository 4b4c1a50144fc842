import fc from "fast-check";
import { refusal } from "./bigquery-server";
import { type ExportWorld, START } from "./export-world";
import type { Fault } from "./faulty-server";
import { refuse } from "./s3-server";
import { failure } from "./search-server";

/** What happens to a function while it runs, at which of its requests. */
export interface Mishap {
  readonly at: number;
  readonly kind:
    | "killed before the request"
    | "killed before the answer"
    | "service busy"
    | "load job fails"
    | "point in time lost"
    | "another run in between";
}

export type Step =
  | { readonly do: "write"; readonly ids: readonly number[]; readonly index: number; readonly pause: number }
  | { readonly do: "extract"; readonly pause: number; readonly mishap: Mishap | undefined }
  | { readonly do: "deliver"; readonly which: number; readonly again: boolean; readonly mishap: Mishap | undefined }
  | { readonly do: "wait"; readonly pause: number }
  | { readonly do: "new primary" };

const mishap = fc.option(
  fc.record<Mishap>({
    at: fc.nat({ max: 10 }),
    kind: fc.constantFrom<Mishap["kind"]>(
      "killed before the request",
      "killed before the answer",
      "service busy",
      "load job fails",
      "point in time lost",
      "another run in between",
    ),
  }),
  { nil: undefined },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("write" as const),
      ids: fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 1, maxLength: 6 }),
      index: fc.nat({ max: 1 }),
      // Often none: many documents of one millisecond.
      pause: fc.constantFrom(0, 0, 1, 900, 4000),
    }),
  },
  {
    weight: 4,
    // Mostly long enough for there to be something to export.
    arbitrary: fc.record({ do: fc.constant("extract" as const), pause: fc.constantFrom(0, 6000, 6000), mishap }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("deliver" as const), which: fc.nat(), again: fc.boolean(), mishap }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), pause: fc.constantFrom(1000, 6000, 20_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("new primary" as const) }) },
);

export const steps = fc.array(step, { minLength: 5, maxLength: 30 });

/** Sizes of pages, runs and objects, small enough for every boundary to be met. */
export const sizes = fc.record({
  pageSize: fc.integer({ min: 1, max: 4 }),
  maxDocuments: fc.integer({ min: 1, max: 8 }),
  batch: fc.record({ targetBytes: fc.integer({ min: 1, max: 1000 }), groupLimitBytes: fc.constant(1_000_000) }),
});

/** Carries a step out, whatever becomes of the function it starts. */
export async function take(world: ExportWorld, step: Step): Promise<void> {
  switch (step.do) {
    case "write":
      world.now += step.pause;
      for (const id of step.ids) {
        world.write(`${id}`, {
          index: `documents-00000${step.index}`,
          source: `{"written":${world.now - START}}`,
        });
      }
      return;
    case "wait":
      world.now += step.pause;
      return;
    case "new primary":
      world.search.term += 1;
      return;
    case "extract":
      world.now += step.pause;
      return suffering(world, step.mishap, () => world.extract());
    case "deliver": {
      const pending = world.s3.announcements;
      const index = pending.length === 0 ? 0 : step.which % pending.length;
      const message = pending[index];
      if (message === undefined) return;
      let failed = true;
      await suffering(world, step.mishap, async () => {
        failed = (await world.load([message.body])).batchItemFailures.length > 0;
      });
      // A call that was killed has told the queue nothing, whatever it would have told.
      if (!failed && !step.again && !step.mishap?.kind.startsWith("killed")) pending.splice(index, 1);
    }
  }
}

async function suffering(world: ExportWorld, mishap: Mishap | undefined, run: () => Promise<unknown>): Promise<void> {
  let request = -1;
  const plan = async (busy: Fault): Promise<Fault | undefined> => {
    request += 1;
    if (mishap === undefined || request < mishap.at) return undefined;
    if (request > mishap.at) return mishap.kind.startsWith("killed") ? "lost-request" : undefined;
    switch (mishap.kind) {
      case "killed before the request":
        return "lost-request";
      case "killed before the answer":
        return "lost-answer";
      case "service busy":
        return busy;
      case "load job fails":
        world.bigquery.failures = ["invalid"];
        return undefined;
      case "point in time lost":
        world.search.forgetPointsInTime();
        return undefined;
      case "another run in between":
        setPlans(world, undefined);
        await world.extract().catch(() => {});
        setPlans(world, plan);
        return undefined;
    }
  };
  setPlans(world, plan);
  await run().catch(() => {});
  setPlans(world, undefined);
  world.bigquery.failures = []; // the step may have started no job
}

function setPlans(world: ExportWorld, plan: ((busy: Fault) => Promise<Fault | undefined>) | undefined): void {
  const none = () => undefined;
  world.search.plan = plan === undefined ? none : () => plan(failure(429, "circuit_breaking_exception"));
  world.s3.plan = plan === undefined ? none : () => plan(refuse(503, "SlowDown"));
  world.bigquery.plan = plan === undefined ? none : () => plan(refusal(503, "backendError"));
}

/** Lets everything come to rest: runs until nothing is left to export, then delivers what is left to load. */
export async function settle(world: ExportWorld): Promise<void> {
  world.now += 60_000;
  for (let runs = 0; runs < 200; runs += 1) {
    const { outcome } = await world.extract();
    if (outcome === "caught-up") break;
  }
  const { batchItemFailures } = await world.loadAll();
  if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} objects cannot be loaded`);
}
