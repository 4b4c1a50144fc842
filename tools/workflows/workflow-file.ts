import { isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";

const PERMISSIONS = z.union([z.string(), z.record(z.string(), z.string())]);

const STEP = z.looseObject({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  shell: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});

const JOB = z.looseObject({
  if: z.string().optional(),
  uses: z.string().optional(),
  "runs-on": z.string().optional(),
  "timeout-minutes": z.number().optional(),
  environment: z.unknown().optional(),
  concurrency: z.unknown().optional(),
  permissions: PERMISSIONS.optional(),
  strategy: z.looseObject({ matrix: z.record(z.string(), z.unknown()).default({}) }).optional(),
  with: z.record(z.string(), z.unknown()).default({}),
  env: z.record(z.string(), z.unknown()).default({}),
  steps: z.array(STEP).default([]),
});

const FILE = z.looseObject({
  on: z.unknown().optional(),
  permissions: PERMISSIONS.optional(),
  concurrency: z.unknown().optional(),
  defaults: z.looseObject({ run: z.looseObject({ shell: z.string().optional() }).optional() }).optional(),
  jobs: z.record(z.string(), JOB).default({}),
  runs: z.looseObject({ steps: z.array(STEP).default([]) }).optional(),
});

export type Step = z.infer<typeof STEP>;
export type Job = z.infer<typeof JOB>;

/** One step, and where it stands. */
export interface PlacedStep {
  readonly step: Step;
  readonly job?: string;
  readonly place: readonly (string | number)[];
}

/** What somebody else wrote and a file has run: an action in a step, or the workflow that is a whole job. */
export interface PlacedUse {
  readonly uses: string;
  readonly place: readonly (string | number)[];
}

/** A file that GitHub is asked to run: a workflow, or an action of this repository. */
export class WorkflowFile {
  readonly content: z.infer<typeof FILE>;
  /** The events that start it; empty for an action. */
  readonly triggers: readonly string[];
  readonly steps: readonly PlacedStep[];
  private readonly document: ReturnType<typeof parseDocument>;
  private readonly lines = new LineCounter();

  /** @throws if the text is no YAML, or not of the form of a workflow, which is for actionlint to explain */
  constructor(
    readonly path: string,
    readonly text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines });
    if (this.document.errors.length > 0) throw new Error(`${path}: ${this.document.errors[0]?.message}`);
    this.content = FILE.parse(this.document.toJS());
    this.triggers = namesIn(this.content.on);
    this.steps = [
      ...Object.entries(this.content.jobs).flatMap(([job, { steps }]) =>
        steps.map((step, index) => ({ step, job, place: ["jobs", job, "steps", index] })),
      ),
      ...(this.content.runs?.steps ?? []).map((step, index) => ({ step, place: ["runs", "steps", index] })),
    ];
  }

  get uses(): PlacedUse[] {
    const jobs = Object.entries(this.content.jobs).map(([job, { uses }]) => ({ uses, place: ["jobs", job, "uses"] }));
    const steps = this.steps.map(({ step: { uses }, place }) => ({ uses, place: [...place, "uses"] }));
    return [...jobs, ...steps].flatMap(({ uses, place }) => (uses === undefined ? [] : [{ uses, place }]));
  }

  get isWorkflow(): boolean {
    return this.content.runs === undefined;
  }

  /** A sentence about what stands at a place, with the file and the line. */
  problem(place: readonly (string | number)[], sentence: string): string {
    return `${this.path}:${this.lineOf(place)}: ${sentence}`;
  }

  lineOf(place: readonly (string | number)[]): number {
    const node = this.document.getIn(place, true);
    const [offset = 0] = (isNode(node) && node.range) || [];
    return this.lines.linePos(offset).line;
  }
}

function namesIn(on: unknown): string[] {
  if (typeof on === "string") return [on];
  if (Array.isArray(on)) return on.map(String);
  return on !== null && typeof on === "object" ? Object.keys(on) : [];
}
