import { STACK_TYPE } from "../../../plan/graph";
import { type Rule, violations } from "../../core/rule";
import { shortestEscape, stepsBetween } from "../../lib/iam/escalation";
import { rolesOf } from "../../lib/iam/roles";

/** No role can become another one, by whatever chain of steps; the shortest chain is the witness. */
export const noEscalation: Rule = {
  id: "least-privilege-no-escalation",
  title: "No role reaches more than itself",
  why: "Whoever takes over the weakest workload would hold whatever the chain of roles behind it holds.",
  fix: "take off the grant of the chain's first step, or narrow it to what does not run with another role",
  severity: "critical",
  pack: "least-privilege",
  theorem: "identity",
  controls: ["CKV_AWS_286"],
  types: [STACK_TYPE],
  judge(_, graph) {
    const roles = rolesOf(graph);
    const steps = stepsBetween(roles, graph);
    return violations(
      roles.flatMap(({ name }) => {
        const path = shortestEscape(name, steps);
        if (path === undefined) return [];
        const told = path.map(({ method, to }) => `by ${method} it becomes ${to}`).join(", ");
        return [{ key: `Path::${name}->${path.at(-1)?.to}`, message: `${name} reaches more than itself: ${told}` }];
      }),
    );
  },
};
