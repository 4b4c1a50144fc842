import type { ResourceNode } from "../../../plan/graph";
import { type Finding, PASS, type Rule, violations } from "../../core/rule";
import type { Statement } from "../../lib/iam/document";
import { ROLE } from "../../lib/iam/roles";
import { documentOf, typesOf } from "../../lib/iam/sources";
import { limitsSource } from "../../lib/iam/sources-of-services";

const PERMISSION = "aws:lambda/permission:Permission";

/** Who admits a service admits everybody the service works for, unless it says for whom. */
export const confusedDeputies: Rule = {
  id: "least-privilege-confused-deputies",
  title: "A service is admitted for this account or resource only",
  why: "Another customer could otherwise have the service act on this resource for them.",
  fix: "add aws:SourceAccount or aws:SourceArn to the statement; for a role, use serviceTrust",
  severity: "high",
  pack: "least-privilege",
  controls: ["CKV_AWS_61", "CKV_AWS_364"],
  types: [...typesOf("trust", "resource"), PERMISSION],
  judge(subject) {
    if (subject.type === PERMISSION) return violations(permissionProblems(subject));
    const document = documentOf(subject);
    if (document === undefined) return PASS;
    return violations(
      document.filter((line) => admitsAnybody(line) || (subject.type === ROLE && admitsAccount(line))).map(finding),
    );
  },
};

function admitsAnybody({ allows, principals, conditions }: Statement): boolean {
  const services = principals?.services ?? [];
  return allows && services.length > 0 && !conditions.some((condition) => limitsSource(condition, services));
}

/** A role that the whole account may take needs a word on who in it. */
function admitsAccount({ allows, principals, conditions }: Statement): boolean {
  const accounts = (principals?.aws ?? []).filter((name) => /^(\d{12}|arn:aws:iam::\d{12}:root)$/.test(name));
  const narrowed = conditions.some(
    ({ key, operator }) => key === "aws:principalarn" && /^Arn(Equals|Like)$/.test(operator),
  );
  return allows && accounts.length > 0 && !narrowed;
}

function finding({ name, principals }: Statement): Finding {
  const who = principals?.services.join(", ") || "the whole account";
  return {
    key: `Principal::${who}`,
    message: `statement ${name} admits ${who} for anybody; add aws:SourceAccount or aws:SourceArn`,
  };
}

function permissionProblems({ inputs }: ResourceNode): Finding[] {
  const service = String(inputs.principal);
  if (!service.includes(".amazonaws.com") || inputs.sourceAccount !== undefined || inputs.sourceArn !== undefined)
    return [];
  return [{ key: `Principal::${service}`, message: `${service} may call the function for anybody; add sourceAccount` }];
}
