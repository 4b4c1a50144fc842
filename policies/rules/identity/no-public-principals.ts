import { PASS, type Rule, violations } from "../../core/rule";
import type { Condition, Statement } from "../../lib/iam/document";
import { documentOf, typesOf } from "../../lib/iam/sources";

/** Keys whose comparison leaves only callers of one's own. */
const OWNERS: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:sourceaccount",
  "aws:sourceowner",
  "kms:calleraccount",
]);

/** Nothing is open to everybody: not by a star, and not by everybody but a few. */
export const noPublicPrincipals: Rule = {
  id: "least-privilege-no-public-principals",
  title: "No policy admits everybody",
  why: "Anyone in the world with an account of AWS, or without one, could use the resource.",
  fix: "name the service or the roles that are admitted as the statement's principal",
  severity: "critical",
  pack: "least-privilege",
  controls: [
    "CKV_AWS_32",
    "AwsSolutions-OS5",
    "CKV_AWS_70",
    "KMS.5",
    "CKV_AWS_60",
    "SNS.4",
    "SQS.3",
    "AwsSolutions-EVB1",
  ],
  types: typesOf("trust", "resource"),
  judge(subject) {
    const document = documentOf(subject);
    if (document === undefined) return PASS;
    return violations(
      document.filter(isPublic).map(({ name }) => ({
        key: `Principal::${name}`,
        message: `statement ${name} admits everybody; name who is admitted`,
      })),
    );
  },
};

function isPublic({ allows, principals, conditions }: Statement): boolean {
  if (!allows || principals === undefined) return false;
  const { aws, services, federated, inverted } = principals;
  const everybody = inverted || [...aws, ...services, ...federated].some((name) => /[*?]/.test(name));
  return everybody && !conditions.some(leavesOwnersOnly);
}

function leavesOwnersOnly({ operator, quantifier, ifExists, key, values }: Condition): boolean {
  if (!OWNERS.has(key) || ifExists || quantifier !== undefined) return false;
  if (!/^(String|Arn)(Equals|Like)$/.test(operator)) return false;
  return values.length > 0 && values.every((value) => !/[*?]/.test(value) || /:\d{12}:/.test(value));
}
