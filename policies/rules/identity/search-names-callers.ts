import { type Rule, violation, violations } from "../../core/rule";
import type { Statement } from "../../lib/iam/document";
import { documentOf } from "../../lib/iam/sources";

const CALLERS = /^(aws:principalarn|aws:sourceip|aws:sourcevpce)$/;

/** A search domain lists who may call it: roles by name, or addresses. */
export const searchNamesCallers: Rule = {
  id: "least-privilege-search-names-callers",
  title: "A search domain admits named roles only",
  why: "A domain that admits the whole account is open to whichever role is taken over first.",
  fix: "list the roles among the clients of the search domain",
  severity: "high",
  pack: "least-privilege",
  controls: ["AwsSolutions-OS3"],
  types: ["aws:opensearch/domain:Domain", "aws:opensearch/domainPolicy:DomainPolicy"],
  judge(subject) {
    const document = documentOf(subject);
    if (document === undefined) return violation("Policy", "the domain has no access policy; list its clients");
    return violations(
      document.filter(isOpen).map(({ name }) => ({
        key: `Callers::${name}`,
        message: `statement ${name} does not name who may call the domain; name the roles`,
      })),
    );
  },
};

function isOpen({ allows, principals, conditions }: Statement): boolean {
  if (!allows) return false;
  const roles = (principals?.aws ?? []).every((name) => /:(role|user)\/[^*]+$/.test(name));
  const listed = conditions.some(
    ({ key, operator, ifExists, values }) =>
      CALLERS.test(key) &&
      !ifExists &&
      !operator.includes("Not") &&
      !values.some((value) => /^\*|:role\/\*|\/0$/.test(value)),
  );
  return !roles && !listed;
}
