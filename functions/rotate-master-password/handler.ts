import { RDSClient } from "@aws-sdk/client-rds";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Context } from "aws-lambda";
import { type RotationEvent, rotate } from "./rotation";

/** Milliseconds Lambda is left with, so that what went wrong is said before the call is ended. */
const RESERVE_MS = 10_000;

const rds = new RDSClient({});
const secrets = new SecretsManagerClient({});

/** Called by Secrets Manager, once for each of the four steps of a rotation. */
export async function handler(event: RotationEvent, context: Pick<Context, "getRemainingTimeInMillis">): Promise<void> {
  await rotate(event, {
    rds,
    secrets,
    clusterIdentifier: process.env.CLUSTER_IDENTIFIER ?? "",
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    millisecondsLeft: () => context.getRemainingTimeInMillis() - RESERVE_MS,
    log: (entry) => console.log(JSON.stringify(entry)),
  });
}
