import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { GOOGLE_PLANE } from "../iam/data-plane";
import { membershipsOf } from "./members";

/** What the matrix speaks of. A right outside of it is not repeated: it is a value of the platform, not of ours. */
export const NAMED_RIGHTS: ReadonlySet<string> = new Set(
  Object.values(GOOGLE_PLANE).flatMap((places) =>
    Object.entries(places).flatMap(([place, permissions]) =>
      permissions.flatMap((permission) => [`${permission} on ${place}`, `${permission} on project`]),
    ),
  ),
);

/** What a grant gives a member: `<permission> on <place>`. */
export function rightsOf(grant: ResourceNode, member: string, graph: ResourceGraph): string[] {
  return membershipsOf(grant)
    .filter((membership) => membership.member === member)
    .flatMap(({ role }) => permissionsOf(role, graph).map((permission) => `${permission} on ${placeOf(grant)}`));
}

/** What a custom role of this stack holds; a role of Google's own stands for itself. */
export function permissionsOf(role: string, graph: ResourceGraph): string[] {
  const own = graph.ofType("gcp:projects/iAMCustomRole:IAMCustomRole").find(({ outputs }) => outputs.name === role);
  return Array.isArray(own?.inputs.permissions) ? own.inputs.permissions.map(String) : [role];
}

function placeOf({ type, inputs }: ResourceNode): string {
  if (type.startsWith("gcp:projects/")) return "project";
  if (type.startsWith("gcp:vertex/")) return "endpoint";
  return typeof inputs.datasetId === "string" ? inputs.datasetId : type;
}
