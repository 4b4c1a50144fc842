import { randomIdOf } from "../../../plan/cloud/random";
import { DEFAULTS } from "./auto-name";
import type { CloudResource } from "./cloud-store";
import type { Made } from "./provider";
import { withoutSealed } from "./seal";

export const RANDOM_ID = "random:index/randomId:RandomId";

/** The region at the end of an id such as `vpc-0123@us-east-1`, which the provider of AWS looks in instead of its own. */
export function regionSuffix(id: string): string | undefined {
  return /@([a-z]{2}(?:-[a-z]+)+-\d+)$/.exec(id)?.[1];
}

/** What exists under an id, for somebody who knows nothing else of it; `region` is the provider's own. */
export function findById(
  resources: readonly CloudResource[],
  type: string,
  id: string,
  region: string,
): CloudResource | undefined {
  return resources.find((resource) => resource.type === type && idsOf(resource, region).includes(id));
}

/** How a service describes what it holds: without secrets, and without a word on who chose the name. */
export function described({ id, inputs, outputs }: CloudResource): Made {
  return { id, inputs: { ...withoutSealed(inputs), [DEFAULTS]: [] }, properties: withoutSealed(outputs) };
}

/** A random id is all that its id says. */
export function importedRandomId(id: string): Made | undefined {
  const bytes = Buffer.from(id, "base64url");
  if (bytes.length === 0 || bytes.toString("base64url") !== id) return undefined;
  const inputs = { byteLength: bytes.length };
  return { id, inputs: { ...inputs, [DEFAULTS]: [] }, properties: { ...inputs, ...randomIdOf(bytes) } };
}

/** The revisions of a task definition share the id of their family: they are imported by their ARN. */
function idsOf({ type, id, outputs }: CloudResource, region: string): string[] {
  const own = type === "aws:ecs/taskDefinition:TaskDefinition" ? String(outputs.arn) : id;
  if (!type.startsWith("aws:") || typeof outputs.region !== "string") return [own];
  return outputs.region === region ? [own, `${own}@${region}`] : [`${own}@${outputs.region}`];
}
