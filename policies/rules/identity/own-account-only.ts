import { PASS, type Rule, violations } from "../../core/rule";
import { accountIn, accountsLetIn, accountsOf } from "../../lib/iam/accounts";
import { documentOf, typesOf } from "../../lib/iam/sources";

/** Nobody of another account is admitted, whatever the action: neither as the principal, nor by a condition on everybody. */
export const ownAccountOnly: Rule = {
  id: "least-privilege-own-account-only",
  title: "Only the own account's identities are admitted",
  why: "What another account's administrators let their people do is out of this platform's hands.",
  fix: "remove the other account from the statement's principal, or from its condition",
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
        .flatMap(({ name, principals, conditions }) => {
          const accounts = (principals?.aws ?? []).flatMap((id) => accountIn(id) ?? []);
          const others = [...accounts, ...conditions.flatMap(accountsLetIn)].filter((account) => !own.has(account));
          return [...new Set(others)].map((account) => ({
            key: `Account::${account}`,
            message: `statement ${name} admits another account; only the stack's own accounts are`,
          }));
        }),
    );
  },
};
