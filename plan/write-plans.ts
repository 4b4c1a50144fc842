import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { PlannedStack } from "./plan-stack";

/** Writes one file a stack; gives what went wrong, if anything. */
export function writePlans(folder: string, plans: readonly PlannedStack[], json: boolean): string | undefined {
  try {
    createFolder(folder);
    for (const plan of plans) {
      const text = (json ? plan.json : plan.text) ?? "";
      writeFileSync(join(folder, `${plan.stack}.${json ? "json" : "txt"}`), text);
    }
    return undefined;
  } catch (error) {
    return `cannot write to ${folder}: ${error instanceof Error ? error.message : error}`;
  }
}

/**
 * Creates a folder and what is missing above it, one level at a time. Node's own recursive way takes "no such file" for
 * a missing parent and tries again for ever where a file system says so of anything new, as `/proc` does (Node 20.20).
 */
function createFolder(folder: string): void {
  const missing: string[] = [];
  for (let level = resolve(folder); !existsSync(level); level = dirname(level)) missing.unshift(level);
  for (const level of missing) createLevel(level);
}

function createLevel(level: string): void {
  try {
    mkdirSync(level);
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    throw new Error(`${dirname(level)} takes no new folder (${reason})`);
  }
}
