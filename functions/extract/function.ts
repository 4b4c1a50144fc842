import { randomUUID } from "node:crypto";
import type { S3Client } from "@aws-sdk/client-s3";
import type { Context } from "aws-lambda";
import type { MetricLine } from "../lib/metrics";
import type { SignedFetch } from "../lib/signed-fetch";
import { CheckpointStore } from "./checkpoint";
import { extract } from "./extract";
import type { ExtractResult } from "./extract-run";
import { Objects } from "./objects";
import { Search } from "./search";
import type { FunctionSettings } from "./settings";

/** What the function has around it. */
export interface Surroundings {
  readonly s3: S3Client;
  /** Signed for OpenSearch. */
  readonly fetch: SignedFetch;
  readonly now: () => number;
  readonly emit: (line: MetricLine) => void;
  readonly log: Pick<Console, "info" | "warn">;
}

/** What a run needs to write down what it has read, and then to end, in milliseconds. */
const RESERVE = 45_000;

/** Makes the function's handler. One run at a time is the rule, any number at a time is safe. */
export function createExtract(settings: FunctionSettings, { s3, fetch, now, emit, log }: Surroundings) {
  const search = new Search({ ...settings, fetch });
  const objects = new Objects(s3, settings.bucket, settings.bucketOwner);

  return async (_event: unknown, context: Pick<Context, "awsRequestId" | "getRemainingTimeInMillis">) => {
    const result = await extract({
      id: context.awsRequestId,
      search,
      objects,
      // An attempt that Lambda repeats has the same request id; a writer is one attempt.
      checkpoints: new CheckpointStore(objects, settings.checkpointKey, randomUUID()),
      settings,
      now,
      outOfTime: () => context.getRemainingTimeInMillis() < RESERVE,
      signal: AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - RESERVE)),
      warn: (message) => log.warn(message),
    });
    emit(progress(settings, result, now()));
    const summary = { ...result, reached: new Date(result.reached).toISOString() };
    log.info(summary);
    return summary;
  };
}

function progress({ exportName, metricNamespace }: FunctionSettings, result: ExtractResult, at: number): MetricLine {
  return {
    namespace: metricNamespace,
    dimensions: { Export: exportName },
    metrics: {
      ExportLagSeconds: { value: Math.round((at - result.reached) / 1000), unit: "Seconds" },
      ExportedDocuments: { value: result.documents, unit: "Count" },
    },
    at,
  };
}
