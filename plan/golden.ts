import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PlainObject, PlainValue, ResourceGraph } from "./graph";
import { projectRoot } from "./project";
import { Redactor } from "./redact";

/** What the golden dump keeps of a resource: what the program said, not what the simulated cloud answered. */
export type GoldenDump = Record<string, PlainObject>;

/** The dump of a graph, by URN without the prefix all of them share. */
export function goldenDump(graph: ResourceGraph): GoldenDump {
  const redactor = new Redactor(graph);
  const shorten = (urn: string): string => urn.replace(/^urn:pulumi:[^:]+::[^:]+::/, "");
  return Object.fromEntries(
    graph.resources.map((resource) => [
      shorten(resource.urn),
      {
        ...(Object.keys(resource.inputs).length > 0 ? { inputs: redactor.inputs(resource) } : {}),
        ...(resource.dependencies.length > 0 ? { dependsOn: resource.dependencies.map(shorten) } : {}),
        ...(Object.keys(resource.options).length > 0
          ? { options: JSON.parse(JSON.stringify(resource.options).replace(/urn:pulumi:[^:]+::[^:]+::/g, "")) }
          : {}),
      },
    ]),
  );
}

export function goldenPath(stack: string): string {
  return join(projectRoot, "tests", "golden", `${stack}.json`);
}

/** The committed dump of a stack; empty when there is none yet. */
export function readGolden(stack: string): GoldenDump {
  try {
    return JSON.parse(readFileSync(goldenPath(stack), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}

/** The differences of two dumps, one line each: resources added and removed, properties changed with both values. */
export function goldenDifferences(before: GoldenDump, after: GoldenDump): string[] {
  const urns = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return urns.flatMap((urn) => {
    const [old, current] = [before[urn], after[urn]];
    if (old === undefined) return [`+ ${urn}`];
    if (current === undefined) return [`- ${urn}`];
    return propertyDifferences(old, current, "").map((difference) => `~ ${urn} ${difference}`);
  });
}

function propertyDifferences(before: PlainValue | undefined, after: PlainValue | undefined, path: string): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => propertyDifferences(before[key], after[key], path === "" ? key : `${path}.${key}`));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => propertyDifferences(item, after[index], `${path}[${index}]`));
  }
  return [`${path}: ${JSON.stringify(before) ?? "absent"} -> ${JSON.stringify(after) ?? "absent"}`];
}

function isObject(value: PlainValue | undefined): value is PlainObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
