import { type Rule, violations } from "../../core/rule";
import { iamActions } from "../../lib/iam/actions";
import { statementsIn, typesOf } from "../../lib/iam/sources";

/** Actions that AWS documents without listing them, and where. */
const UNLISTED: ReadonlySet<string> = new Set([
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html
  "logs:PutLogEventsBatch",
]);

/** A misspelt action is accepted by IAM, and grants (or worse: denies) nothing. */
export const knownActions: Rule = {
  id: "least-privilege-known-actions",
  title: "Every action named in a policy exists",
  why: "IAM accepts an action that does not exist: a grant that never works, or a denial that never holds.",
  fix: "correct the action's name; a service that is new here goes into policies/lib/iam/services.ts first",
  severity: "medium",
  pack: "least-privilege",
  controls: [],
  types: typesOf("identity", "resource", "trust"),
  judge(subject) {
    const named = statementsIn(subject)
      .filter(({ actions }) => !actions.inverted)
      .flatMap(({ actions }) => actions.patterns);
    const unknown = named.filter(
      (action) => !/[*?]/.test(action) && iamActions().facts(action) === undefined && !UNLISTED.has(action),
    );
    return violations(
      [...new Set(unknown)].map((action) => ({
        key: `Action::${action}`,
        message: `${action} is not an action IAM knows; correct its name`,
      })),
    );
  },
};
