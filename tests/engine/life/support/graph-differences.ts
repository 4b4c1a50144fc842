import * as rpc from "@pulumi/pulumi/runtime/rpc";
import type { PlainObject, PlainValue, ResourceGraph, ResourceNode } from "../../../../plan/graph";
import { unwrap } from "../../../../plan/wire";
import { namedInput } from "../../../../tools/engine/provider/auto-name";
import type { StateResource } from "../../../../tools/engine/pulumi";

/** Everything in which the engine's state differs from what the plan foretold, one line each. */
export function graphDifferences(plan: ResourceGraph, state: readonly StateResource[]): string[] {
  const onEngine = new Map(state.map((resource) => [resource.urn, resource]));
  const missing = plan.resources.filter(({ urn }) => !onEngine.has(urn)).map(({ urn }) => `${urn}: only in the plan`);
  const added = state
    .filter(({ urn }) => plan.get(urn) === undefined && !isDefaultProvider(urn))
    .map(({ urn }) => `${urn}: only on the engine`);
  const differing = plan.resources.flatMap((node) => {
    const resource = onEngine.get(node.urn);
    return resource === undefined ? [] : resourceDifferences(node, resource);
  });
  return [...missing, ...added, ...differing];
}

/** One that the engine makes itself, for what names no provider; those of AWS and Google are switched off. */
function isDefaultProvider(urn: string): boolean {
  return /::pulumi:providers:(random|awsx)::default_/.test(urn);
}

function resourceDifferences(node: ResourceNode, resource: StateResource): string[] {
  const { value: inputs, secrets } = unwrap(opened(resource.inputs ?? {}));
  const pairs: Record<string, readonly [planned: unknown, engine: unknown]> = {
    type: [node.type, resource.type],
    parent: [node.parent, resource.parent],
    custom: [node.custom, resource.custom],
    id: [node.id, node.type.startsWith("pulumi:providers:") ? node.id : resource.id],
    provider: [node.provider, explicitProvider(resource.provider)],
    inputs: [foretold(node, inputs), withoutNotes(node, inputs)],
    "secret inputs": [node.secretInputs, secrets],
    dependencies: [node.dependencies, [...(resource.dependencies ?? [])].sort()],
    "property dependencies": [node.propertyDependencies, sortedLists(resource.propertyDependencies ?? {})],
    protect: [node.options.protect ?? false, resource.protect ?? false],
    retainOnDelete: [node.options.retainOnDelete ?? false, resource.retainOnDelete ?? false],
  };
  return Object.entries(pairs)
    .filter(([, [planned, engine]]) => canonical(planned) !== canonical(engine))
    .map(
      ([what, [planned, engine]]) => `${node.urn}: ${what}: plan ${canonical(planned)}, engine ${canonical(engine)}`,
    );
}

/** The plan's inputs, with the name that a provider fills in where the program gives none. */
function foretold(node: ResourceNode, engine: PlainObject): PlainObject {
  const named = namedInput(node.type);
  if (named === undefined || named in node.inputs || !(named in engine)) return node.inputs;
  return { ...node.inputs, [named]: node.outputs[named] ?? null };
}

/** The engine notes a provider's version among its inputs, and keeps room for more. */
function withoutNotes({ type }: ResourceNode, inputs: PlainObject): PlainObject {
  const isNote = (key: string) => key.startsWith("__") || (type.startsWith("pulumi:providers:") && key === "version");
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !isNote(key)));
}

/** A reference is a URN and an id; where nothing was said, the engine chose. */
function explicitProvider(reference: string | undefined): string | undefined {
  const urn = reference?.split("::").slice(0, 4).join("::");
  return urn === undefined || urn === "" || isDefaultProvider(urn) ? undefined : urn;
}

/** An exported state holds each secret as JSON inside a marked object; from here on it is marked as on the wire. */
function opened(properties: Readonly<Record<string, unknown>>): PlainObject {
  const visit = (value: unknown): PlainValue => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value === "boolean" || typeof value === "number" || typeof value === "string") return value;
    if (value === null || typeof value !== "object") return null;
    if ("plaintext" in value && typeof value.plaintext === "string") {
      return { [rpc.specialSigKey]: rpc.specialSecretSig, value: visit(JSON.parse(value.plaintext)) };
    }
    return opened({ ...value });
  };
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, visit(value)]));
}

function sortedLists(lists: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(lists)
      .filter(([, urns]) => urns.length > 0)
      .map(([key, urns]) => [key, [...urns].sort()]),
  );
}

/** JSON with sorted keys, without what is undefined. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, item: unknown) =>
      item !== null && typeof item === "object" && !Array.isArray(item)
        ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
        : item,
    ) ?? "nothing"
  );
}
