import type { ResourceNode } from "../../../plan/graph";
import { type Finding, type Rule, violations } from "../../core/rule";
import { namesCallers } from "../../lib/iam/accounts";
import type { Statement } from "../../lib/iam/document";
import { namesAccount } from "../../lib/iam/key-policies";
import { documentOf, ROLE, typesOf } from "../../lib/iam/sources";
import { limitsSource } from "../../lib/iam/sources-of-services";

const PERMISSION = "aws:lambda/permission:Permission";

/** Who admits a service admits everybody the service works for, unless it says for whom. */
export const confusedDeputies: Rule = {
  id: "least-privilege-confused-deputies",
  title: "A service is admitted for this account or resource only",
  why: "Another customer could otherwise have the service act on this resource for them.",
  fix: "add aws:SourceAccount or aws:SourceArn to the statement; for a role, use serviceTrust, or aws:PrincipalArn",
  severity: "high",
  pack: "least-privilege",
  controls: ["CKV_AWS_61", "CKV_AWS_364"],
  types: [...typesOf("trust", "resource"), PERMISSION],
  judge(subject) {
    if (subject.type === PERMISSION) return violations(permissionProblems(subject));
    const lines = documentOf(subject) ?? [];
    return violations([
      ...lines.filter(admitsAnybody).map(ofService),
      ...(subject.type === ROLE ? lines.filter(admitsAccount).map(ofAccount) : []),
    ]);
  },
};

function admitsAnybody({ allows, principals, conditions }: Statement): boolean {
  const services = principals?.services ?? [];
  return allows && services.length > 0 && !conditions.some((condition) => limitsSource(condition, services));
}

/** A role that the whole account may take needs a word on who in it. */
function admitsAccount(line: Statement): boolean {
  return line.allows && namesAccount(line) && !line.conditions.some(namesCallers);
}

function ofService({ name, principals }: Statement): Finding {
  const who = principals?.services.join(", ");
  const message = `statement ${name} admits ${who} for anybody; add aws:SourceAccount or aws:SourceArn`;
  return { key: `Principal::${who}`, message };
}

function ofAccount({ name }: Statement): Finding {
  return {
    key: "Principal::the whole account",
    message: `statement ${name} admits the whole account; add aws:PrincipalArn with the roles that are meant`,
  };
}

function permissionProblems({ inputs }: ResourceNode): Finding[] {
  const service = String(inputs.principal);
  if (!service.includes(".amazonaws.com") || inputs.sourceAccount !== undefined || inputs.sourceArn !== undefined)
    return [];
  return [{ key: `Principal::${service}`, message: `${service} may call the function for anybody; add sourceAccount` }];
}
