/**
 * The two forms in which the engine tells its plan: the document of `pulumi preview --json`, and its event log
 * (`--event-log`, or `pulumi preview --json` with PULUMI_ENABLE_STREAMING_JSON_PREVIEW), one event a line.
 */

import { z } from "zod";

const state = z.looseObject({
  type: z.string(),
  inputs: z.record(z.string(), z.json()).nullish(),
  protect: z.boolean().nullish(),
  retainOnDelete: z.boolean().nullish(),
  custom: z.boolean().nullish(),
});

const previewStep = z.looseObject({
  op: z.string(),
  urn: z.string(),
  oldState: state.nullish(),
  newState: state.nullish(),
  replaceReasons: z.array(z.string()).nullish(),
  detailedDiff: z.record(z.string(), z.looseObject({ kind: z.string() })).nullish(),
});

const preview = z.looseObject({ steps: z.array(previewStep).nullish(), changeSummary: z.looseObject({}).nullish() });

const event = z.looseObject({
  resourcePreEvent: z
    .looseObject({
      metadata: z.looseObject({
        op: z.string(),
        urn: z.string(),
        old: state.nullish(),
        new: state.nullish(),
        keys: z.array(z.string()).nullish(),
        detailedDiff: z.record(z.string(), z.looseObject({ diffKind: z.string() })).nullish(),
      }),
    })
    .nullish(),
});

export type StepState = z.infer<typeof state>;

/** A step of the engine, whichever way it was told. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly before?: StepState;
  readonly after?: StepState;
  /** Top-level properties that force a replacement. */
  readonly forcedBy: readonly string[];
  /** Path to kind, such as `update-replace`; absent where the provider does not tell. */
  readonly detailed?: Readonly<Record<string, string>>;
}

/** Thrown for a text that is no plan of the engine; its message is a sentence for the user. */
export class UnreadablePlan extends Error {}

/** Reads either form. @throws UnreadablePlan */
export function readSteps(text: string): Step[] {
  if (text.trim() === "") throw new UnreadablePlan("the plan is empty; did the preview fail before it?");
  const document = parsed(text);
  const whole = preview.safeParse(document);
  if (document !== undefined && whole.success && (whole.data.steps || whole.data.changeSummary)) {
    return (whole.data.steps ?? []).map((step) => ({
      op: step.op,
      urn: step.urn,
      before: step.oldState ?? undefined,
      after: step.newState ?? undefined,
      forcedBy: step.replaceReasons ?? [],
      detailed: step.detailedDiff ? kinds(step.detailedDiff, ({ kind }) => kind) : undefined,
    }));
  }
  return eventSteps(text);
}

/** Steps from events that are read already. */
export function stepsOfEvents(events: readonly unknown[]): Step[] {
  return events.flatMap((one, index) => {
    const { success, data } = event.safeParse(one);
    if (!success) throw new UnreadablePlan(`event ${index + 1} is not one of the engine's`);
    const step = data.resourcePreEvent?.metadata;
    if (!step) return [];
    return [
      {
        op: step.op,
        urn: step.urn,
        before: step.old ?? undefined,
        after: step.new ?? undefined,
        forcedBy: step.keys ?? [],
        detailed: step.detailedDiff ? kinds(step.detailedDiff, ({ diffKind }) => diffKind) : undefined,
      },
    ];
  });
}

function eventSteps(text: string): Step[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const events = lines.map((line) => {
    const one = parsed(line);
    const known = typeof one === "object" && one !== null && "sequence" in one;
    if (!known) throw new UnreadablePlan('neither the JSON of "pulumi preview --json" nor an event log of the engine');
    return one;
  });
  return stepsOfEvents(events);
}

function kinds<T>(diff: Readonly<Record<string, T>>, kindOf: (entry: T) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(diff).map(([path, entry]) => [path, kindOf(entry)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
