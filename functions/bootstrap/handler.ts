import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "aws-lambda";
import { awsCredentials } from "../lib/aws-credentials";
import { awsRegion } from "../lib/aws-region";
import { processEnvironment } from "../lib/environment";
import { signedFetch } from "../lib/signed-fetch";
import { bootstrap } from "./bootstrap";
import { dataApi } from "./data-api";
import type { Clock } from "./patience";
import type { BootstrapRequest } from "./request";
import type { BootstrapResult } from "./result";
import { searchApi } from "./search-api";

/** Kept back from the time of a call, to say what was under way instead of being ended by Lambda. */
const RESERVE = 5_000;

/** Entry point of Lambda: carries out a request and reports what became of each item. */
export async function handler(
  request: BootstrapRequest,
  context: Pick<Context, "getRemainingTimeInMillis">,
): Promise<BootstrapResult> {
  const region = awsRegion(processEnvironment());
  const clock = clockOf(context);
  const fetch = signedFetch({ service: "es", region, credentials: awsCredentials(), timeoutMs: 30_000 });
  return bootstrap(request, {
    search: ({ endpoint }) => searchApi(`https://${endpoint}`, fetch, clock.signal),
    database: (settings) => dataApi(settings, clock.signal, { region }),
    clock,
    log: (result) => console.info(result),
  });
}

function clockOf(context: Pick<Context, "getRemainingTimeInMillis">): Clock {
  const left = () => Math.max(0, context.getRemainingTimeInMillis() - RESERVE);
  return { now: Date.now, left, pause, signal: AbortSignal.timeout(left()) };
}
