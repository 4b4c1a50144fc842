import type { EngineEvent, Step } from "../../../../tools/engine/events";
import { changesOf, nameOf } from "../../../../tools/engine/run-report";

/**
 * What the engine did, one line for each resource, sorted: `update aws:ecs:Service app-service: taskDefinition`.
 *
 * A replacement says in which order: `replace, new one first` keeps the old one until the new one stands.
 */
export function stepsOf(events: readonly EngineEvent[]): string[] {
  const byUrn = grouped(changesOf(events));
  return [...byUrn.values()].map(lineOf).sort();
}

function lineOf(steps: readonly Step[]): string {
  const [first] = steps;
  if (first === undefined) return "";
  const subject = `${shortType(first.type)} ${nameOf(first.urn)}`;
  const replacement = steps.find(({ op }) => op === "create-replacement");
  if (replacement === undefined) return `${first.op} ${subject}${listOf(first.diffs)}`;
  const order = steps.findIndex(({ op }) => op === "delete-replaced") < steps.indexOf(replacement);
  const isDeletedFirst = steps.some(({ op }) => op === "delete-replaced") && order;
  return `replace, ${isDeletedFirst ? "old one" : "new one"} first, ${subject}${listOf(replacement.keys)}`;
}

function listOf(properties: readonly string[] | null | undefined): string {
  const names = [...new Set(properties ?? [])].sort();
  return names.length === 0 ? "" : `: ${names.join(", ")}`;
}

/** `aws:ec2/vpc:Vpc` -> `aws:ec2:Vpc`, as the CLI shows it. */
function shortType(type: string): string {
  return type.replace(/\/[^:]*/, "");
}

function grouped(steps: readonly Step[]): Map<string, Step[]> {
  const groups = new Map<string, Step[]>();
  for (const step of steps) groups.set(step.urn, [...(groups.get(step.urn) ?? []), step]);
  return groups;
}
