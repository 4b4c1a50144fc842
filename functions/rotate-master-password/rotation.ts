import type { RDSClient } from "@aws-sdk/client-rds";
import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { changePassword, masterUserOf, untilAvailable } from "./cluster";
import { makePending, moveCurrent, pendingCredentials, stagesOf } from "./secret";

/** What Secrets Manager calls the function with. */
export interface RotationEvent {
  readonly SecretId: string;
  /** Id of the version the rotation makes; the same in all steps, and in every attempt at one. */
  readonly ClientRequestToken: string;
  readonly Step: string;
}

/** Everything a rotation touches. */
export interface Surroundings {
  readonly rds: RDSClient;
  readonly secrets: SecretsManagerClient;
  readonly clusterIdentifier: string;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Until somebody ends the call. */
  readonly millisecondsLeft: () => number;
  /** Takes what happened; never a value. */
  readonly log: (entry: Readonly<Record<string, string>>) => void;
}

/** A step of one rotation, which has been found to be under way. */
export interface Rotation extends Surroundings {
  readonly secretId: string;
  readonly token: string;
}

const STEPS: Readonly<Record<string, (rotation: Rotation) => Promise<string>>> = {
  createSecret: makePending,
  setSecret,
  testSecret,
  finishSecret: moveCurrent,
};

/**
 * Carries out one step of a rotation of the master password. Nothing is remembered between steps but what the two
 * services know, so that each may be tried again, whatever became of it before.
 *
 * @throws Error when the step is unknown, when the version is none of a rotation under way, or when a service refuses
 */
export async function rotate(event: RotationEvent, surroundings: Surroundings): Promise<void> {
  const { SecretId: secretId, ClientRequestToken: token, Step: step } = event;
  const rotation = { ...surroundings, secretId, token };
  const carryOut = Object.hasOwn(STEPS, step) ? STEPS[step] : undefined;
  if (carryOut === undefined) throw new Error(`there is no step "${step}", only ${Object.keys(STEPS).join(", ")}.`);
  const stages = await stagesOf(rotation);
  const result = stages.includes("AWSCURRENT") ? "is current already" : await carryOut(expectPending(rotation, stages));
  surroundings.log({ step, secretId, token, result });
}

function expectPending(rotation: Rotation, stages: readonly string[]): Rotation {
  if (stages.includes("AWSPENDING")) return rotation;
  throw new Error(
    `version ${rotation.token} of ${rotation.secretId} is ${stages.join(", ") || "without a label"}, not AWSPENDING.`,
  );
}

/** Hands the new password to RDS, which sets it at once, whatever the maintenance window. */
async function setSecret(rotation: Rotation): Promise<string> {
  const { password } = await pendingCredentials(rotation);
  await untilAvailable(rotation); // RDS takes one change at a time
  await changePassword(rotation, password);
  await untilAvailable(rotation);
  return "set";
}

/**
 * Makes sure that RDS has carried the change out, and that the secret speaks of this cluster. Nobody signs in: the
 * function is outside of the network the database is in.
 */
async function testSecret(rotation: Rotation): Promise<string> {
  const { username } = await pendingCredentials(rotation);
  const masterUser = await masterUserOf(rotation);
  if (username !== masterUser) {
    throw new Error(`the secret is for user "${username}", but the master user is "${masterUser}".`);
  }
  await untilAvailable(rotation);
  return "tested";
}
