import { type Finding, type Rule, violation, violations } from "../../core/rule";
import type { Statement } from "../../lib/iam/document";
import { selectsAction } from "../../lib/iam/evaluate";
import { KEY_TYPES, KEY_USES, limitsGrants, limitsService, namesAccount } from "../../lib/iam/key-policies";
import { documentOf } from "../../lib/iam/sources";

/** A key is used through named services, and given on to AWS's own resources only; the account can always mend it. */
export const narrowKeyPolicies: Rule = {
  id: "encryption-narrow-key-policies",
  title: "A key is used through named services only, and can always be mended",
  why: "A key that whoever has a policy of IAM can use directly protects nothing that IAM would not protect alone.",
  fix: "give statements about use the condition kms:ViaService, and grants kms:GrantIsForAWSResource",
  severity: "high",
  pack: "encryption",
  controls: ["CKV2_AWS_64"],
  types: KEY_TYPES,
  judge(subject) {
    const document = documentOf(subject);
    if (document === undefined) return violation("Policy", "the key has no policy of its own; write one");
    const lines = document.filter(({ allows }) => allows);
    const mendable = lines.some(
      (line) => namesAccount(line) && line.conditions.length === 0 && selectsAction(line.actions, "kms:PutKeyPolicy"),
    );
    const findings: Finding[] = lines.flatMap(problems);
    if (!mendable)
      findings.push({ key: "Locked", message: "the account cannot change the key's policy; let its root do so" });
    return violations(findings);
  },
};

function problems(line: Statement): Finding[] {
  const { name, actions, conditions } = line;
  const findings: Finding[] = [];
  const uses = KEY_USES.filter((use) => selectsAction(actions, use));
  const named = namesAccount(line) || (line.principals?.aws.length ?? 0) > 0;
  if (named && uses.length > 0 && !conditions.some(limitsService)) {
    findings.push({
      key: `ViaService::${name}`,
      message: `statement ${name} lets the key be used directly; add kms:ViaService`,
    });
  }
  if (uses.includes("kms:CreateGrant") && !conditions.some(limitsGrants)) {
    const message = `statement ${name} lets the key be given on to anybody; add kms:GrantIsForAWSResource`;
    findings.push({ key: `Grants::${name}`, message });
  }
  return findings;
}
