import type * as pulumi from "@pulumi/pulumi";
import type { LambdaFunction } from "../compute/lambda-function";
import type { Queue } from "../compute/queue";
import { METRIC_NAMESPACE } from "./export-layout";

/** A metric that tells whether the export works, for whoever makes alarms of it. */
export interface ExportSignal {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  readonly statistic: "Maximum" | "Sum";
}

export interface ExportSignals {
  /** Seconds between now and the newest documents that are in the lake. Missing while runs fail: treat that as breaching. */
  readonly lag: ExportSignal;
  /** Objects that were given up; anything above 0 needs somebody. */
  readonly deadLetters: ExportSignal;
  /** Runs that failed on every attempt; the next one goes on where they stopped. */
  readonly failedRuns: ExportSignal;
  /** Seconds the oldest announced object waits. */
  readonly queueAge: ExportSignal;
  readonly extractErrors: ExportSignal;
  /** Calls that ended early. Objects that were not loaded are not among them, as the function reports those itself. */
  readonly loadErrors: ExportSignal;
  /** Objects that were not loaded at an attempt. */
  readonly failedMessages: ExportSignal;
}

export interface SignalSources {
  /** Name of the export in its own metrics. */
  readonly exportName: string;
  readonly announcements: Queue;
  readonly failedRuns: Queue;
  readonly extract: LambdaFunction;
  readonly load: LambdaFunction;
}

export function exportSignals({ exportName, announcements, failedRuns, extract, load }: SignalSources): ExportSignals {
  const own = (metricName: string, statistic: ExportSignal["statistic"]): ExportSignal => ({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensions: { Export: exportName },
    statistic,
  });
  const ofQueue = (metricName: string, name: pulumi.Input<string>): ExportSignal => ({
    namespace: "AWS/SQS",
    metricName,
    dimensions: { QueueName: name },
    statistic: "Maximum",
  });
  const errorsOf = ({ functionName }: LambdaFunction): ExportSignal => ({
    namespace: "AWS/Lambda",
    metricName: "Errors",
    dimensions: { FunctionName: functionName },
    statistic: "Sum",
  });
  return {
    lag: own("ExportLagSeconds", "Maximum"),
    deadLetters: ofQueue("ApproximateNumberOfMessagesVisible", announcements.deadLetterName),
    failedRuns: ofQueue("ApproximateNumberOfMessagesVisible", failedRuns.queueName),
    queueAge: ofQueue("ApproximateAgeOfOldestMessage", announcements.queueName),
    extractErrors: errorsOf(extract),
    loadErrors: errorsOf(load),
    failedMessages: own("FailedMessages", "Sum"),
  };
}
