import { STACK_TYPE } from "../../../plan/graph";
import { type Finding, type Rule, violations } from "../../core/rule";
import { iamActions } from "../../lib/iam/actions";
import { dataGrantsOf } from "../../lib/iam/data-grants";
import type { Statement } from "../../lib/iam/document";
import { selectsAction } from "../../lib/iam/evaluate";
import { KEY_TYPES } from "../../lib/iam/key-policies";
import { rolesOf } from "../../lib/iam/roles";
import { documentOf } from "../../lib/iam/sources";

const ADMINISTERS = ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:RevokeGrant"];
const USES = ["kms:Decrypt", "kms:GenerateDataKey", "kms:Encrypt", "kms:ReEncryptFrom"];

/** Who may change a key cannot read what it protects, and who reads with it cannot change it. */
export const separatedDuties: Rule = {
  id: "encryption-separated-key-duties",
  title: "Nobody both administers and uses a key",
  why: "Whoever can do both can let themselves read everything, and take the key away from everybody else.",
  fix: "split the statement in two, and give a role either the administration of keys or their use",
  severity: "high",
  pack: "encryption",
  theorem: "keys",
  controls: [],
  types: [...KEY_TYPES, STACK_TYPE],
  judge(subject, graph) {
    if (subject.type !== STACK_TYPE) {
      return violations((documentOf(subject) ?? []).filter(doesBoth).map(({ name }) => finding(name)));
    }
    return violations(
      rolesOf(graph).flatMap((role): Finding[] => {
        const uses = dataGrantsOf(role, []).some(({ action }) => USES.includes(action));
        const granted = role.own.flat().filter(({ allows }) => allows);
        const administers = granted.some(({ actions }) =>
          iamActions()
            .expand(actions)
            .some(({ name }) => ADMINISTERS.includes(name)),
        );
        return uses && administers ? [finding(role.name)] : [];
      }),
    );
  },
};

function doesBoth({ allows, actions }: Statement): boolean {
  const any = (names: readonly string[]) => names.some((name) => selectsAction(actions, name));
  return allows && any(ADMINISTERS) && any(USES);
}

function finding(who: string): Finding {
  return { key: `Both::${who}`, message: `${who} both administers and uses keys; split it` };
}
