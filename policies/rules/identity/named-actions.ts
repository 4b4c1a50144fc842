import { type Finding, notApplicable, type Rule, violations } from "../../core/rule";
import { onlyBounds, statementsIn, typesOf } from "../../lib/iam/sources";

/** A grant names what it grants: a pattern grants what a service will add next year. */
export const namedActions: Rule = {
  id: "least-privilege-named-actions",
  title: "Every grant names its actions one by one",
  why: "A pattern grants what nobody has looked at, and whatever the service adds later.",
  fix: "name each action in the grants of the role, or in the statement of the resource policy",
  severity: "high",
  pack: "least-privilege",
  controls: ["IAM.1", "IAM.21", "CKV_AWS_63", "CKV_AWS_72", "AWS-0345"],
  types: typesOf("identity", "resource", "trust"),
  judge(subject, graph) {
    if (onlyBounds(subject, graph)) return notApplicable("it bounds roles and grants nothing");
    return violations(
      statementsIn(subject)
        .filter(({ allows }) => allows)
        .flatMap(({ name, actions }): Finding[] => {
          if (actions.inverted) {
            const message = `statement ${name} grants everything but what it lists; name the actions that are needed`;
            return [{ key: `NotAction::${name}`, message }];
          }
          return actions.patterns
            .filter((pattern) => /[*?]/.test(pattern))
            .map((pattern) => ({
              key: `Action::${pattern}`,
              message: `statement ${name} grants actions by a pattern; name the actions that are needed`,
            }));
        }),
    );
  },
};
