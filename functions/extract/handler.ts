import type { Context } from "aws-lambda";
import { awsCredentials } from "../lib/aws-credentials";
import { type Environment, processEnvironment } from "../lib/environment";
import { emitMetrics } from "../lib/metrics";
import { s3Client } from "../lib/s3-client";
import { signedFetch } from "../lib/signed-fetch";
import { createExtract } from "./function";
import { readSettings } from "./settings";

type Handler = (event: unknown, context: Context) => Promise<unknown>;

let handle: Handler | undefined;

/** Entry point of the function. It is put together on the first call, when a mistake in its settings can be logged. */
export const handler: Handler = async (event, context) => {
  handle ??= inLambda(processEnvironment());
  return handle(event, context);
};

function inLambda(environment: Environment): Handler {
  const settings = readSettings(environment);
  return createExtract(settings, {
    s3: s3Client(),
    fetch: signedFetch({
      service: "es",
      region: settings.region,
      credentials: awsCredentials({ environment }),
      timeoutMs: 30_000,
      attempts: 6,
      maxDelayMs: 10_000,
    }),
    now: Date.now,
    emit: emitMetrics,
    log: console,
  });
}
