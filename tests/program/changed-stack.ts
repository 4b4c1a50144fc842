import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, parseDocument } from "yaml";
import { parseStackFile } from "../../config/stack-file";
import { evaluateFile } from "../../plan/evaluate";
import type { ResourceGraph } from "../../plan/graph";
import { projectRoot } from "../../plan/project";
import type { Stack } from "../support/stacks";

/** Evaluates a shipped stack file with some keys changed, written as `network.natStrategy` or `aws:region`. */
export async function platformWith(stack: Stack, changes: Record<string, unknown>): Promise<ResourceGraph> {
  const path = join(projectRoot, `Pulumi.${stack}.yaml`);
  const document = parseDocument(readFileSync(path, "utf8"));
  const config = document.get("config");
  if (!isMap(config)) throw new Error(`${path} has no config`);
  for (const [key, value] of Object.entries(changes)) {
    const [section = "", ...rest] = key.split(".");
    config.setIn([section.includes(":") ? section : `kumiki:${section}`, ...rest], document.createNode(value));
  }
  return evaluateFile(parseStackFile(path, stack, document.toString()));
}
