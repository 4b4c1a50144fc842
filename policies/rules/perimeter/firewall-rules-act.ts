import { type Rule, violations } from "../../core/rule";
import { isObject, objects } from "../../lib/values/objects";

/** A rule of its own needs an action; a managed group brings its actions along, which must not be overridden to counting. */
export const FIREWALL_RULES_ACT: Rule = {
  id: "network-firewall-rules-act",
  title: "Every rule of a web ACL does something",
  why: "A rule that only counts lets everything pass.",
  fix: "give the rule an action, and a managed group the override none",
  severity: "medium",
  pack: "network",
  controls: ["CKV_AWS_342"],
  types: ["aws:wafv2/webAcl:WebAcl"],
  judge({ inputs }) {
    const idle = objects(inputs.rules).flatMap(({ action, overrideAction }, index) =>
      acts(action) || isNone(overrideAction) ? [] : [index],
    );
    return violations(
      idle.map((index) => ({ key: `rules[${index}]`, message: `rules[${index}] takes no action; ${this.fix}` })),
    );
  },
};

function acts(action: unknown): boolean {
  return isObject(action) && Object.keys(action).some((kind) => kind !== "count");
}

function isNone(override: unknown): boolean {
  return isObject(override) && "none" in override;
}
