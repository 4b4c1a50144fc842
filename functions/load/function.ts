import type { S3Client } from "@aws-sdk/client-s3";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { AwsCredentialsError, GoogleCredentialsError } from "../google-credentials";
import type { MetricLine } from "../lib/metrics";
import { announcedObjects, UnexpectedMessageError } from "./announcements";
import { LoadJobs } from "./bigquery";
import { GoogleApi, type GoogleApiOptions } from "./google-api";
import { rangesOf } from "./lake";
import { LoadError } from "./load-error";
import { type LoadRun, loadObject } from "./load-object";
import type { LoadSettings } from "./settings";

/** What the function has around it. */
export interface Surroundings extends GoogleApiOptions {
  readonly s3: S3Client;
  readonly now: () => number;
  readonly emit: (line: MetricLine) => void;
  readonly log: Pick<Console, "info" | "error">;
}

/** What is left for an answer when waiting ends, in milliseconds. */
const RESERVE = 15_000;

/** Makes the function's handler. What it reports as failed, the queue hands out again, and puts aside in the end. */
export function createLoad(settings: LoadSettings, surroundings: Surroundings) {
  const { s3, now, emit, log, pause } = surroundings;
  const jobs = new LoadJobs(new GoogleApi(surroundings), settings.target, settings.chunkBytes);

  return async (event: SQSEvent, context: Pick<Context, "getRemainingTimeInMillis">): Promise<SQSBatchResponse> => {
    const run: LoadRun = {
      jobs,
      target: settings.target,
      rangesOf: (object) => rangesOf(s3, object, settings.bucketOwner),
      outOfTime: () => context.getRemainingTimeInMillis() < RESERVE,
      pause,
    };
    const failed: string[] = [];
    for (const record of event.Records) {
      try {
        await loadAnnounced(record, settings, run);
        log.info({ messageId: record.messageId, loaded: true });
      } catch (error) {
        failed.push(record.messageId);
        log.error({ messageId: record.messageId, loaded: false, ...described(error) });
      }
    }
    emit(counts(settings, event.Records.length - failed.length, failed.length, now()));
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

async function loadAnnounced(record: SQSRecord, settings: LoadSettings, run: LoadRun): Promise<void> {
  for (const object of announcedObjects(record.body, settings)) {
    if (run.outOfTime()) throw new LoadError(`there was no time left for ${object.key}`, false);
    await loadObject(object, run);
  }
}

/** Errors of other kinds may quote what they were about; their class has to be enough. */
function described(error: unknown): { reason: string; final: boolean } {
  if (error instanceof GoogleCredentialsError || error instanceof AwsCredentialsError) {
    return { reason: error.message, final: false };
  }
  if (error instanceof LoadError) return { reason: error.message, final: error.final };
  if (error instanceof UnexpectedMessageError) return { reason: error.message, final: true };
  return { reason: error instanceof Error ? error.name : "unknown", final: false };
}

function counts({ metricNamespace, exportName }: LoadSettings, loaded: number, failed: number, at: number): MetricLine {
  return {
    namespace: metricNamespace,
    dimensions: { Export: exportName },
    metrics: { LoadedMessages: { value: loaded, unit: "Count" }, FailedMessages: { value: failed, unit: "Count" } },
    at,
  };
}
