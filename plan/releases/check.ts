import { predecessors } from "../aliases";
import { type ResourceGraph, STACK_TYPE } from "../graph";
import { type Manifest, type Release, urnPrefix } from "./manifest";
import type { Removal } from "./removals";
import { suggestion } from "./successors";

/** What one release of a stack becomes with the present program. All names are ends of URNs. */
interface Update {
  readonly version: string;
  readonly manifest: Manifest;
  /** By the old name, all that would take it over. */
  readonly successors: ReadonlyMap<string, readonly string[]>;
  /** What would be created. */
  readonly added: readonly string[];
}

/**
 * Why an update from a release would delete or confuse what is deployed: whatever it had must still be there, be covered
 * by an alias, or be named as removed. Sentences, in the order of stacks and releases.
 */
export function releaseProblems(
  graphs: readonly ResourceGraph[],
  releases: readonly Release[],
  removals: readonly Removal[],
): string[] {
  const stacks = graphs.map(({ stack }) => stack);
  const strangers = removals.flatMap((removal) => removal.stacks.filter((stack) => !stacks.includes(stack)));
  return [
    ...[...new Set(strangers)].map((stack) => `${FILE}: there is no stack "${stack}", only ${stacks.join(" and ")}.`),
    ...graphs.flatMap((graph) => stackProblems(graph, releases, removals)),
  ];
}

const FILE = "releases/removed.yaml";

function stackProblems(graph: ResourceGraph, releases: readonly Release[], removals: readonly Removal[]): string[] {
  const updates = releases.flatMap(({ version, manifests }) => {
    const manifest = manifests.get(graph.stack);
    return manifest === undefined ? [] : [updateFrom(version, manifest, graph)];
  });
  const removed = removals
    .filter(({ stacks }) => stacks.includes(graph.stack))
    .flatMap(({ after, resources }) => resources.map((resource) => ({ after, resource })));
  const names = new Set(removed.map(({ resource }) => resource));
  return [
    ...updates.flatMap((update) => conflicts(update, graph.stack)),
    ...losses(updates, names, graph.stack),
    ...removed.flatMap((one, index) => {
      const again = removed.slice(0, index).some(({ resource }) => resource === one.resource);
      const problem = again ? "is named twice" : removalProblem(one, updates);
      return problem === undefined ? [] : [`${FILE}: ${one.resource} ${problem} [${graph.stack}].`];
    }),
  ];
}

function updateFrom(version: string, manifest: Manifest, graph: ResourceGraph): Update {
  const prefix = urnPrefix(graph);
  const state = new Set([...manifest.resources, ...manifest.components].map((end) => prefix + end));
  const found = predecessors(graph, state);
  const successors = new Map<string, string[]>();
  for (const [urn, old] of found) {
    const end = old.slice(prefix.length);
    successors.set(end, [...(successors.get(end) ?? []), urn.slice(prefix.length)]);
  }
  const added = graph.resources
    .filter(({ urn, type }) => type !== STACK_TYPE && !found.has(urn))
    .map(({ urn }) => urn.slice(prefix.length));
  return { version, manifest, successors, added };
}

/** One old name can have one successor only: the engine refuses the second. */
function conflicts({ version, successors }: Update, stack: string): string[] {
  return [...successors]
    .filter(([, ends]) => ends.length > 1)
    .map(
      ([old, ends]) =>
        `${stack}: ${ends.join(" and ")} both stand for ${old} of release ${version}, which the engine refuses: ` +
        "take the alias off one of them.",
    );
}

/** Resources that would be deleted, put together where one alias would cover them. */
function losses(updates: readonly Update[], removed: ReadonlySet<string>, stack: string): string[] {
  const groups = new Map<string, string[]>();
  const versions = new Map<string, string>();
  for (const { version, manifest, successors, added } of updates.toReversed()) {
    const goneComponents = manifest.components.filter((end) => !successors.has(end));
    for (const end of manifest.resources) {
      if (successors.has(end) || removed.has(end) || versions.has(end)) continue;
      versions.set(end, version);
      const fix = suggestion(end, goneComponents, added) ?? "Give what replaces it an alias.";
      const heading = `${stack}: an update from release ${version} would delete what follows, for nothing has its URN or an alias for it. ${fix}`;
      groups.set(heading, [...(groups.get(heading) ?? []), end]);
    }
  }
  return [...groups].map(
    ([heading, ends]) =>
      `${heading} If it is meant to go, name it in ${FILE} with the reason:\n${ends.map((end) => `  ${end}`).join("\n")}`,
  );
}

/** An entry that excuses nothing would excuse the next mistake. */
function removalProblem(
  { after, resource }: { readonly after: string; readonly resource: string },
  updates: readonly Update[],
): string | undefined {
  const last = updates.findLast(({ manifest }) => manifest.resources.includes(resource));
  if (last === undefined) return "was never released as a resource: take the entry out";
  const successor = last.successors.get(resource);
  if (successor?.includes(resource)) return "is still there: take the entry out";
  if (successor !== undefined) return `lives on as ${successor.join(" and ")}: take the entry out`;
  return last.version === after ? undefined : `was last in release ${last.version}: say "after: ${last.version}"`;
}
