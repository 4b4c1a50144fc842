import { type Finding, notApplicable, type Rule, violations } from "../../core/rule";
import type { Condition, Statement } from "../../lib/iam/document";
import { documentOf, ROLE } from "../../lib/iam/sources";

/** Who else vouches for somebody has to be asked for whom, and for what. */
export const federatedTrust: Rule = {
  id: "least-privilege-federated-trust",
  title: "Trust in another provider pins the subject and the audience",
  why: "Any repository, or any user, of the same provider could otherwise take the role.",
  fix: "compare the provider's sub and aud by StringEquals, or sub by StringLike with a fixed beginning",
  severity: "critical",
  pack: "least-privilege",
  theorem: "identity",
  controls: ["CKV_AWS_393"],
  types: [ROLE],
  judge(subject) {
    const federated = (documentOf(subject) ?? []).filter(
      ({ allows, principals }) => allows && (principals?.federated.length ?? 0) > 0,
    );
    if (federated.length === 0) return notApplicable("no other provider vouches for its bearers");
    return violations(federated.flatMap(problemsOf));
  },
};

function problemsOf({ name, conditions }: Statement): Finding[] {
  const subject = conditions.some((condition) => condition.key.endsWith(":sub") && pinsSubject(condition));
  const audience = conditions.some((condition) => condition.key.endsWith(":aud") && pins(condition));
  return [
    ...(subject
      ? []
      : [{ key: `Subject::${name}`, message: `statement ${name} does not pin the subject; compare sub` }]),
    ...(audience
      ? []
      : [{ key: `Audience::${name}`, message: `statement ${name} does not pin the audience; compare aud` }]),
  ];
}

function pins({ operator, ifExists, quantifier, values }: Condition): boolean {
  if (ifExists || quantifier === "ForAllValues" || !/^String(Equals|Like)$/.test(operator)) return false;
  return values.length > 0 && values.every((value) => operator === "StringEquals" || !/[*?]/.test(value));
}

/** A subject may end in a pattern once it names the repository: `repo:organisation@id/name@id:ref:refs/heads/*`. */
function pinsSubject(condition: Condition): boolean {
  if (pins(condition)) return true;
  const { operator, ifExists, quantifier, values } = condition;
  if (ifExists || quantifier === "ForAllValues" || operator !== "StringLike") return false;
  return values.length > 0 && values.every((value) => /^repo:[^*?:/]+\/[^*?:]+:[^*?]+/.test(value));
}
