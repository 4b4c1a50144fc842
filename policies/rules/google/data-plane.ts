import { type Rule, violations } from "../../core/rule";
import { GRANT_TYPES } from "../../lib/google/members";
import { NAMED_RIGHTS, rightsOf } from "../../lib/google/rights";
import { GOOGLE_PLANE } from "../../lib/iam/data-plane";

/** A service account holds the permissions in its row, there and nowhere else. */
export const googleDataPlane: Rule = {
  id: "least-privilege-google-data-plane",
  title: "A service account holds the permissions in its row, and no others",
  why: "A permission too many is a way out for data; one too few is a load that fails at night.",
  fix: "change the account's custom role, or its row in policies/lib/iam/data-plane.ts",
  severity: "critical",
  pack: "least-privilege",
  theorem: "Google",
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
    const surplus = new Set(
      minus(held, wanted).map((right) => (NAMED_RIGHTS.has(right) ? right : "something no row names")),
    );
    return violations([
      ...say("Missing", minus(wanted, held), "lacks, as its row asks for it,"),
      ...say("Surplus", surplus, "holds, where its row does not ask for it,"),
    ]);
  },
};

function minus(all: ReadonlySet<string>, some: ReadonlySet<string>): string[] {
  return [...all].filter((right) => !some.has(right));
}
