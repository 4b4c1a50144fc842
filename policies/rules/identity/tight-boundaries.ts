import { type Finding, notApplicable, type Rule, violations } from "../../core/rule";
import { type ActionFacts, iamActions } from "../../lib/iam/actions";
import { BOUNDARY_MARGIN } from "../../lib/iam/boundary-margin";
import type { Statement } from "../../lib/iam/document";
import { rolesOf } from "../../lib/iam/roles";
import { documentOf, onlyBounds } from "../../lib/iam/sources";

/** Levels that only look. */
const LOOKS: ReadonlySet<string> = new Set(["Read", "List"]);

/** A boundary never lets identities be changed; where it names actions, it names no more than its roles are granted. */
export const tightBoundaries: Rule = {
  id: "least-privilege-tight-boundaries",
  title: "A boundary lets nobody change identities, and is no wider than what it bounds",
  why: "A role that can change identities takes its own boundary off; what lies unused within a boundary is no limit.",
  fix: "take the action off the boundary, or say in policies/lib/iam/boundary-margin.ts which option needs it",
  severity: "high",
  pack: "least-privilege",
  controls: [],
  types: ["aws:iam/policy:Policy"],
  judge(subject, graph) {
    if (!onlyBounds(subject, graph)) return notApplicable("it is attached, and judged as a grant");
    const roles = rolesOf(graph).filter(({ node }) => node.inputs.permissionsBoundary === subject.outputs.arn);
    const grants = roles.flatMap(({ own }) => own.flat()).filter(({ allows }) => allows);
    const granted = new Set(
      grants.flatMap(({ actions }) =>
        iamActions()
          .expand(actions)
          .map(({ name }) => name),
      ),
    );
    return violations(
      (documentOf(subject) ?? []).filter(({ allows }) => allows).flatMap((line) => problems(line, granted)),
    );
  },
};

function problems({ name, actions }: Statement, granted: ReadonlySet<string>): Finding[] {
  const open = iamActions().expand(actions);
  const named = !actions.inverted && actions.patterns.every((pattern) => !/[*?]/.test(pattern));
  const surplus = named ? open.filter((action) => !granted.has(action.name) && !BOUNDARY_MARGIN.has(action.name)) : [];
  const patterned = !named && !actions.inverted ? open.filter(({ level }) => !LOOKS.has(level)) : [];
  return [
    ...open.filter(changesIdentities).map((action) => ({
      key: `Identity::${action.name}`,
      message: `statement ${name} lets bounded roles use ${action.name}, which gives out identities; take it off`,
    })),
    ...[...surplus, ...patterned].map((action) => ({
      key: `Surplus::${action.name}`,
      message: `statement ${name} lets bounded roles use ${action.name}, which none is granted; take it off`,
    })),
  ];
}

/** Passing a role is bounded by the role it names, and has a rule of its own. */
function changesIdentities({ name, level }: ActionFacts): boolean {
  if (name.startsWith("iam:")) return !LOOKS.has(level) && name !== "iam:PassRole";
  return /^sts:(Assume|Get\w+Token)/.test(name);
}
