import { type Finding, type Rule, violations } from "../../core/rule";
import type { PolicyDocument, Statement } from "../../lib/iam/document";
import { selectsAction } from "../../lib/iam/evaluate";
import { ROLE, statementsIn, typesOf } from "../../lib/iam/sources";

/** Passing a role is acting as it: only by name, and only to the service that is meant to have it. */
export const passRole: Rule = {
  id: "least-privilege-pass-role",
  title: "A grant of iam:PassRole names the roles and the service they go to",
  why: "Whoever may pass any role to any service acts as the strongest role of the account.",
  fix: "give the grant of iam:PassRole the ARN of the role and the condition iam:PassedToService",
  severity: "high",
  pack: "least-privilege",
  controls: ["AWS-0342"],
  types: [...typesOf("identity"), ROLE],
  judge(subject) {
    return violations(passes(statementsIn(subject)).flatMap(problemsOf));
  },
};

/** A boundary that leaves the action open is no grant of it, but would cap nothing either: it has a rule of its own. */
function passes(document: PolicyDocument): Statement[] {
  return document.filter(
    ({ allows, actions }) => allows && !actions.inverted && selectsAction(actions, "iam:PassRole"),
  );
}

function problemsOf({ name, resources, conditions }: Statement): Finding[] {
  const findings: Finding[] = [];
  const open = resources === undefined || resources.inverted || !resources.patterns.every(namesRole);
  if (open) findings.push({ key: `Roles::${name}`, message: `statement ${name} passes any role; name the roles` });
  const service = conditions.find(
    ({ operator, quantifier, ifExists, key }) =>
      /^String(Equals|Like)$/.test(operator) && quantifier === undefined && !ifExists && key === "iam:passedtoservice",
  );
  if (service === undefined || service.values.some((value) => /[*?]/.test(value))) {
    const message = `statement ${name} passes a role to any service; add the condition iam:PassedToService`;
    findings.push({ key: `Service::${name}`, message });
  }
  return findings;
}

/** Whether a pattern begins the name, or the path, of a role. */
function namesRole(pattern: string): boolean {
  return /:role\/[^*?]/.test(pattern);
}
