import { RDSClient } from "@aws-sdk/client-rds";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Context } from "aws-lambda";
import { processEnvironment } from "../lib/environment";
import { Settings } from "../lib/settings";
import { type RotationEvent, rotate } from "./rotation";

/** Milliseconds Lambda is left with, so that what went wrong is said before the call is ended. */
const RESERVE_MS = 10_000;

const rds = new RDSClient({});
const secrets = new SecretsManagerClient({});

/** Called by Secrets Manager, once for each of the four steps of a rotation. */
export async function handler(event: RotationEvent, context: Pick<Context, "getRemainingTimeInMillis">): Promise<void> {
  const settings = new Settings(processEnvironment());
  const clusterIdentifier = settings.text(
    "CLUSTER_IDENTIFIER",
    /^[a-z][a-z0-9-]{0,62}$/,
    "the identifier of a cluster",
  );
  settings.check();
  await rotate(event, {
    rds,
    secrets,
    clusterIdentifier,
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    millisecondsLeft: () => context.getRemainingTimeInMillis() - RESERVE_MS,
    log: (entry) => console.log(JSON.stringify(entry)),
  });
}
