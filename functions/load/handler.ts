import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { googleAuthClient } from "../google-credentials";
import { type Environment, processEnvironment } from "../lib/environment";
import { emitMetrics } from "../lib/metrics";
import { s3Client } from "../lib/s3-client";
import { createLoad } from "./function";
import { LoadError } from "./load-error";
import { readSettings } from "./settings";

type Handler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

let handle: Handler | undefined;

/** Entry point of the function. It is put together on the first call, when a mistake in its settings can be logged. */
export const handler: Handler = async (event, context) => {
  handle ??= inLambda(processEnvironment());
  return handle(event, context);
};

function inLambda(environment: Environment): Handler {
  const settings = readSettings(environment);
  const google = googleAuthClient({
    audience: settings.audience,
    serviceAccountEmail: settings.serviceAccountEmail,
    scopes: ["https://www.googleapis.com/auth/bigquery"],
    environment,
  });
  return createLoad(settings, {
    s3: s3Client(),
    getAccessToken: async () => {
      const { token } = await google.getAccessToken();
      if (token) return token;
      throw new LoadError("Google's library gave no token", false);
    },
    now: Date.now,
    emit: emitMetrics,
    log: console,
  });
}
