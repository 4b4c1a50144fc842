import type { PlainObject, PlainValue } from "../../../../plan/graph";
import type { CloudResource, CloudStore } from "../cloud-store";
import { textsIn } from "../wire";
import { computeTargets } from "./compute";
import { dataTargets } from "./data";
import { edgeTargets } from "./edge";
import { googleTargets } from "./google";
import { networkTargets } from "./network";
import type { Target, Users } from "./target";

export const TARGETS: readonly Target[] = [
  ...networkTargets,
  ...edgeTargets,
  ...computeTargets,
  ...dataTargets,
  ...googleTargets,
];

/** How many holders a refusal names: the first ones say enough. */
const NAMED_HOLDERS = 3;

/** What a resource's inputs name that does not exist, as the service that refuses it would say. */
export function missingReferences(store: CloudStore, type: string, inputs: PlainObject, region: unknown): string[] {
  const present = store.resources();
  return TARGETS.flatMap((target) => {
    const used = [...propertiesOf(target.heldBy, type), ...propertiesOf(target.namedBy, type)];
    return used.flatMap((property) =>
      textsIn(inputs[property])
        .filter((text) => isMissing(store, present, target, text, inputs[property], region))
        .map((text) => `${target.missing}: ${property} names ${text}, which does not exist`),
    );
  });
}

/** Why the service would not delete a resource, if others keep it. */
export function refusalWhileHeld(store: CloudStore, resource: CloudResource): string | undefined {
  const target = TARGETS.find(({ type }) => type === resource.type);
  if (target?.heldBy === undefined || resource.inputs[target.unless ?? ""] === true) return undefined;
  const names = new Set(namesOf(resource));
  const holders = store.resources().filter((other) => {
    if (other === resource || !isSameRegion(resource, other.outputs.region)) return false;
    return propertiesOf(target.heldBy, other.type).some((property) =>
      textsIn(other.inputs[property]).some((text) => names.has(text)),
    );
  });
  if (holders.length === 0) return undefined;
  const shown = holders.slice(0, NAMED_HOLDERS).map(({ type, id }) => `${type} ${id}`);
  const more = holders.length > NAMED_HOLDERS ? ` and ${holders.length - NAMED_HOLDERS} more` : "";
  return `${target.inUse}: ${resource.id} is still used by ${shown.join(", ")}${more}`;
}

function isMissing(
  store: CloudStore,
  present: readonly CloudResource[],
  target: Target,
  text: string,
  property: PlainValue | undefined,
  region: unknown,
): boolean {
  const exists = present.some(
    (one) => one.type === target.type && isSameRegion(one, region) && namesOf(one).includes(text),
  );
  if (exists) return false;
  // Inside an object other texts stand beside the reference: there only a name that was in use before says something.
  const isPlain =
    typeof property === "string" || (Array.isArray(property) && property.every((item) => item !== Object(item)));
  return (target.isAlwaysOurs === true && isPlain) || store.isGone(target.type, text);
}

/** The texts by which others may name a resource. */
export function namesOf({ id, outputs }: CloudResource): string[] {
  const { arn, name, datasetId } = outputs;
  return [id, arn, name, datasetId].filter((text): text is string => typeof text === "string");
}

function isSameRegion({ outputs }: CloudResource, region: unknown): boolean {
  return outputs.region === undefined || region === undefined || outputs.region === region;
}

function propertiesOf(users: Users | undefined, type: string): readonly string[] {
  const properties = users?.[type] ?? [];
  return typeof properties === "string" ? [properties] : properties;
}
