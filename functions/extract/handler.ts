import { S3Client } from "@aws-sdk/client-s3";
import type { Context } from "aws-lambda";
import { awsCredentials } from "../lib/aws-credentials";
import { type Environment, processEnvironment } from "../lib/environment";
import { emitMetrics } from "../lib/metrics";
import { signedFetch } from "../lib/signed-fetch";
import { createExtract } from "./function";
import { readSettings } from "./settings";

type Handler = (event: unknown, context: Context) => Promise<unknown>;

let handle: Handler | undefined;

/** Entry point of the function. It is put together on the first call, when a mistake in its settings can be logged. */
export const handler: Handler = (event, context) => {
  handle ??= inLambda(processEnvironment());
  return handle(event, context);
};

function inLambda(environment: Environment): Handler {
  const settings = readSettings(environment);
  return createExtract(settings, {
    s3: new S3Client({ requestHandler: { connectionTimeout: 3_000, requestTimeout: 30_000 } }),
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
