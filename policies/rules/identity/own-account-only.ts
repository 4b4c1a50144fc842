import { PASS, type Rule, violations } from "../../core/rule";
import { accountsOf } from "../../lib/iam/accounts";
import { accountOf } from "../../lib/iam/arn";
import { documentOf, typesOf } from "../../lib/iam/sources";

/** Nobody of another account is admitted, whatever the action. */
export const ownAccountOnly: Rule = {
  id: "least-privilege-own-account-only",
  title: "Only the own account's identities are admitted",
  why: "What another account's administrators let their people do is out of this platform's hands.",
  fix: "remove the other account from the statement's principal",
  severity: "high",
  pack: "least-privilege",
  theorem: "identity",
  controls: ["S3.6", "CKV_AWS_385"],
  types: typesOf("trust", "resource"),
  judge(subject, graph) {
    const document = documentOf(subject);
    if (document === undefined) return PASS;
    const own = accountsOf(graph);
    return violations(
      document
        .filter(({ allows }) => allows)
        .flatMap(({ name, principals }) => {
          const accounts = (principals?.aws ?? []).map((id) => (/^\d{12}$/.test(id) ? id : accountOf(id)));
          const others = accounts.filter((account) => account !== undefined && !own.has(account));
          return [...new Set(others)].map((account) => ({
            key: `Account::${account}`,
            message: `statement ${name} admits another account; only the stack's own accounts are`,
          }));
        }),
    );
  },
};
