import {
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import type { Rotation } from "./rotation";

/** The parts of the secret a rotation looks at; the others are handed on as they are. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** RDS takes 41 characters at most, without `/`, `"` and `@`; letters and digits make 238 bits of these. */
const PASSWORD_LENGTH = 40;

/** @returns the labels of the version that the rotation makes @throws Error if the secret is not rotated, or has no such version */
export async function stagesOf(rotation: Rotation): Promise<readonly string[]> {
  const { RotationEnabled, VersionIdsToStages = {} } = await describe(rotation);
  if (RotationEnabled !== true) throw new Error(`rotation of ${rotation.secretId} is turned off.`);
  const stages = VersionIdsToStages[rotation.token];
  if (stages === undefined) throw new Error(`${rotation.secretId} has no version ${rotation.token}.`);
  return stages;
}

/** The version everybody reads, or none in a secret that never had one. */
async function currentVersion(rotation: Rotation): Promise<string | undefined> {
  const { VersionIdsToStages = {} } = await describe(rotation);
  return Object.keys(VersionIdsToStages).find((id) => VersionIdsToStages[id]?.includes("AWSCURRENT"));
}

/** Makes the new version, unless an earlier attempt has: what it holds may be the cluster's password already. */
export async function makePending(rotation: Rotation): Promise<string> {
  const { secrets, secretId, token } = rotation;
  if ((await textOf(rotation, "AWSPENDING", token)) !== undefined) return "exists already";
  const current = parse(await textOf(rotation, "AWSCURRENT"));
  const { RandomPassword } = await secrets.send(
    new GetRandomPasswordCommand({
      PasswordLength: PASSWORD_LENGTH,
      ExcludePunctuation: true,
      RequireEachIncludedType: true,
    }),
  );
  try {
    await secrets.send(
      new PutSecretValueCommand({
        SecretId: secretId,
        ClientRequestToken: token,
        SecretString: JSON.stringify({ ...current, password: RandomPassword }),
        VersionStages: ["AWSPENDING"],
      }),
    );
  } catch (error) {
    // Two attempts ran side by side, and the other one was first.
    if (error instanceof ResourceExistsException) return "exists already";
    throw error;
  }
  return "made";
}

/** What the new version holds. @throws Error if it is not for this cluster */
export async function pendingCredentials(rotation: Rotation): Promise<Credentials> {
  const { dbClusterIdentifier, username, password } = parse(await textOf(rotation, "AWSPENDING", rotation.token));
  if (dbClusterIdentifier !== rotation.clusterIdentifier) {
    throw new Error(`the secret is for cluster "${dbClusterIdentifier}", not for "${rotation.clusterIdentifier}".`);
  }
  if (typeof username !== "string" || typeof password !== "string") {
    throw new Error(`version ${rotation.token} of ${rotation.secretId} lacks username or password.`);
  }
  return { username, password };
}

/** Makes the new version the one everybody reads; the old one stays as AWSPREVIOUS. */
export async function moveCurrent(rotation: Rotation): Promise<string> {
  const { secrets, secretId, token } = rotation;
  await secrets.send(
    new UpdateSecretVersionStageCommand({
      SecretId: secretId,
      VersionStage: "AWSCURRENT",
      MoveToVersionId: token,
      RemoveFromVersionId: await currentVersion(rotation),
    }),
  );
  return "current";
}

function describe({ secrets, secretId }: Rotation): Promise<DescribeSecretCommandOutput> {
  return secrets.send(new DescribeSecretCommand({ SecretId: secretId }));
}

async function textOf({ secrets, secretId }: Rotation, stage: string, version?: string): Promise<string | undefined> {
  try {
    const { SecretString } = await secrets.send(
      new GetSecretValueCommand({ SecretId: secretId, VersionStage: stage, VersionId: version }),
    );
    return SecretString;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** Says no more than that a text cannot be read: the message of `JSON.parse` quotes it. */
function parse(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "");
    if (isRecord(value)) return value;
  } catch {
    // Told below, like any other text that holds no credentials.
  }
  throw new Error("the secret is not a JSON object with the credentials of a cluster.");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
