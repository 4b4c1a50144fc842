import { type Alias, type ResourceGraph, type ResourceNode, STACK_TYPE } from "./graph";

/**
 * Which resource of a state each resource of the graph is the successor of, by URN; those that would be created are left
 * out. A port of what the engine does, of `getOldResource` and `generateAliases` in `step_generator.go` of Pulumi 3.259:
 * the URN itself goes first, then the aliases in their order, and a child inherits the one alias its parent was found by.
 */
export function predecessors(graph: ResourceGraph, state: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string | undefined>();
  const find = (urn: string): string | undefined => {
    const resource = graph.get(urn);
    if (resource === undefined) return undefined;
    if (!found.has(urn)) {
      found.set(urn, undefined); // an alias may name anything as its parent, a child of its own too
      const candidates = [urn, ...aliasUrns(resource, findAlias)];
      found.set(
        urn,
        candidates.find((candidate) => state.has(candidate)),
      );
    }
    return found.get(urn);
  };
  const findAlias = (urn: string): string | undefined => {
    const old = find(urn);
    return old === urn ? undefined : old;
  };
  for (const { urn } of graph.resources) find(urn);
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/**
 * The URNs a resource may have had, given the alias by which each other resource was found. Between two releases both
 * a parent and its child may have been renamed: each alias counts below the parent's old URN, as it is written and with
 * the parent's old name at its start.
 */
export function aliasUrns(resource: ResourceNode, aliasOf: (urn: string) => string | undefined): string[] {
  const own = (resource.options.aliases ?? []).map((alias) => urnOf(alias, resource, aliasOf));
  const { parent = "" } = resource;
  const parentAlias = aliasOf(parent);
  if (parentAlias === undefined) return [...new Set(own)];
  const inherited = [resource.urn, ...own].map((urn) => inheritedUrn(urn, nameOf(parent), parentAlias));
  return [...new Set([...own, ...inherited])];
}

function urnOf(alias: Alias, resource: ResourceNode, aliasOf: (urn: string) => string | undefined): string {
  if (typeof alias === "string") return alias;
  const [stack, project] = resource.urn.slice(PREFIX.length).split("::");
  const { name = resource.name, type = resource.type, parent = resource.parent } = alias;
  const oldParent = parent === undefined || alias.noParent ? undefined : (aliasOf(parent) ?? parent);
  return oldParent === undefined || qualifiedTypeOf(oldParent) === STACK_TYPE
    ? `${PREFIX}${alias.stack ?? stack}::${alias.project ?? project}::${type}::${name}`
    : childUrn(oldParent, type, name);
}

/** A child that is named after its parent was named after the parent's old name. */
function inheritedUrn(urn: string, parentName: string, parentAlias: string): string {
  const name = nameOf(urn);
  const oldName = name.startsWith(parentName) ? nameOf(parentAlias) + name.slice(parentName.length) : name;
  const type = qualifiedTypeOf(urn).split("$").at(-1) ?? "";
  return childUrn(parentAlias, type, oldName);
}

function childUrn(parent: string, type: string, name: string): string {
  return `${parent.split("::").slice(0, 3).join("::")}$${type}::${name}`;
}

const PREFIX = "urn:pulumi:";

function qualifiedTypeOf(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** A name may hold colons itself. */
function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
