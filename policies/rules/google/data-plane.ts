import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { type Rule, violations } from "../../core/rule";
import { GRANT_TYPES, membershipsOf } from "../../lib/google/members";
import { GOOGLE_PLANE } from "../../lib/iam/data-plane";

/** A service account holds the permissions in its row, there and nowhere else. */
export const googleDataPlane: Rule = {
  id: "least-privilege-google-data-plane",
  title: "A service account holds the permissions in its row, and no others",
  why: "A permission too many is a way out for data; one too few is a load that fails at night.",
  fix: "Change the account's custom role, or its row in policies/lib/iam/data-plane.ts.",
  severity: "critical",
  pack: "least-privilege",
  controls: [],
  types: ["gcp:serviceaccount/account:Account"],
  judge({ name, outputs }, graph) {
    const held = new Set(
      GRANT_TYPES.filter((type) => !type.startsWith("gcp:serviceaccount/"))
        .flatMap((type) => graph.ofType(type))
        .flatMap((grant) => rightsOf(grant, String(outputs.member), graph)),
    );
    // Without an endpoint of its own a stack asks Google's models, which only a project can be granted for.
    const endpoint = graph.ofType("gcp:vertex/aiEndpoint:AiEndpoint").length > 0 ? "endpoint" : "project";
    const wanted = new Set(
      Object.entries(GOOGLE_PLANE[name] ?? {}).flatMap(([place, permissions]) =>
        permissions.map((permission) => `${permission} on ${place === "endpoint" ? endpoint : place}`),
      ),
    );
    const say = (kind: string, rights: Iterable<string>, verb: string) =>
      [...rights].map((right) => ({ key: `${kind}::${right}`, message: `the account ${verb} ${right}` }));
    return violations([
      ...say("Missing", minus(wanted, held), "lacks, as its row asks for it,"),
      ...say("Surplus", minus(held, wanted), "holds, where its row does not ask for it,"),
    ]);
  },
};

function rightsOf(grant: ResourceNode, member: string, graph: ResourceGraph): string[] {
  return membershipsOf(grant)
    .filter((membership) => membership.member === member)
    .flatMap(({ role }) => permissionsOf(role, graph).map((permission) => `${permission} on ${placeOf(grant)}`));
}

/** What a custom role of this stack holds; a role of Google's own stands for itself. */
function permissionsOf(role: string, graph: ResourceGraph): string[] {
  const own = graph.ofType("gcp:projects/iAMCustomRole:IAMCustomRole").find(({ outputs }) => outputs.name === role);
  return Array.isArray(own?.inputs.permissions) ? own.inputs.permissions.map(String) : [role];
}

function placeOf({ type, inputs }: ResourceNode): string {
  if (type.startsWith("gcp:projects/")) return "project";
  if (type.startsWith("gcp:vertex/")) return "endpoint";
  return typeof inputs.datasetId === "string" ? inputs.datasetId : type;
}

function minus(all: ReadonlySet<string>, some: ReadonlySet<string>): string[] {
  return [...all].filter((right) => !some.has(right));
}
