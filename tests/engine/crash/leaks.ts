import { readdirSync, readFileSync, statSync } from "node:fs";
import { readStackFile } from "../../../config/stack-file";
import { stackFilePath } from "../../../plan/evaluate";
import { nameOf } from "../../../tools/engine/run-report";
import type { StackLife } from "../life/support/stack-life";

/** Shorter texts are found by chance. */
const SHORTEST_SECRET = 6;

export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** The secrets somebody could want: those of the stack file, and the passwords that were made. */
export async function secretsOf({ stack, pulumi }: StackLife): Promise<Secret[]> {
  const { source } = readStackFile(stackFilePath(stack));
  const given = source.secretKeys.map((key) => ({ name: key, value: source.values[key] ?? "" }));
  const { deployment } = await pulumi.exportState({ showSecrets: true });
  const made = (deployment.resources ?? [])
    .filter(({ type }) => type === "random:index/randomPassword:RandomPassword")
    .map(({ urn, outputs }) => ({ name: nameOf(urn), value: plaintext(outputs?.result) }));
  return [...given, ...made].filter(({ value }) => value.length >= SHORTEST_SECRET);
}

/** Each file of a stack's folder - state, history, saved plans, cloud - that holds one of the secrets in plain text. */
export function leaks({ workspace }: StackLife, secrets: readonly Secret[]): string[] {
  return readdirSync(workspace.folder, { recursive: true, encoding: "utf8" }).flatMap((name) => {
    const path = workspace.path(name);
    if (!statSync(path).isFile()) return [];
    const content = readFileSync(path);
    return secrets.filter(({ value }) => content.includes(value)).map((secret) => `${name} holds ${secret.name}`);
  });
}

function plaintext(secret: unknown): string {
  if (typeof secret === "object" && secret !== null && "plaintext" in secret) {
    return String(JSON.parse(String(secret.plaintext)));
  }
  throw new Error("the state does not hold it as a secret");
}
