import { setTimeout as sleep } from "node:timers/promises";
import type { LakeObject } from "./announcements";
import type { LoadJobs } from "./bigquery";
import type { ReadRange } from "./lake";
import { LoadError } from "./load-error";
import { type JobState, loadJobId, mayPass, type Target } from "./load-job";

export interface LoadRun {
  readonly jobs: LoadJobs;
  readonly target: Target;
  readonly rangesOf: (object: LakeObject) => ReadRange;
  /** Whether there is too little time to wait any longer. */
  readonly outOfTime: () => boolean;
  /** @default waits */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** Attempts that were used up before, in earlier deliveries of the same announcement, after which nobody tries again. */
const MOST_ATTEMPTS = 30;
/** Jobs that one delivery starts. */
const OWN_ATTEMPTS = 2;

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;

/**
 * Loads an object into the table, once, however often it is announced: jobs of the same content have the same ids, and
 * an attempt is begun only after the one before has failed, which leaves the table as it was.
 *
 * @throws LoadError
 */
export async function loadObject(object: LakeObject, run: LoadRun): Promise<void> {
  const read = run.rangesOf(object);
  let own = 0;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const jobId = loadJobId(object, run.target, attempt);
    const found = await run.jobs.find(jobId);
    const started = found ?? (await start(jobId, object.size, read, run));
    if (found === undefined) own += 1;
    const failure = await outcome(jobId, started, run);
    if (failure === undefined) return;
    // What failed before this delivery may have been mended since; what fails now is judged.
    if (found !== undefined) continue;
    if (!mayPass(failure)) throw new LoadError(`load job ${jobId} failed: ${failure}`, true);
    if (own === OWN_ATTEMPTS) throw new LoadError(`load job ${jobId} failed: ${failure}`, false);
  }
  throw new LoadError(`${object.key} failed ${MOST_ATTEMPTS} times`, true);
}

async function start(jobId: string, size: number, read: ReadRange, { jobs }: LoadRun): Promise<JobState> {
  // Somebody else who is loading the same object may have been faster; the job is then theirs, and as good.
  const job = (await jobs.start(jobId, size, read)) ?? (await jobs.find(jobId));
  if (job !== undefined) return job;
  throw new LoadError(`BigQuery says of load job ${jobId} that it exists, and that it does not`, false);
}

/** Waits until the job is done. @returns why it failed, or undefined if it did not */
async function outcome(jobId: string, first: JobState, run: LoadRun): Promise<string | undefined> {
  const { pause = sleep } = run;
  let job: JobState | undefined = first;
  for (let wait = FIRST_PAUSE; job?.state !== "DONE"; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
    if (run.outOfTime()) throw new LoadError(`load job ${jobId} is not done yet`, false);
    await pause(wait);
    job = await run.jobs.find(jobId);
  }
  return job.failure;
}
