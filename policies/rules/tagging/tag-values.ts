import { type Rule, violations } from "../../core/rule";
import { tagsOf, typesWithInput } from "../../lib/facts/tags";

/** What the values of the mandatory tags look like, where bills and reports rely on it. */
const FORMATS: ReadonlyMap<string, { readonly form: RegExp; readonly allowed: string }> = new Map([
  ["DataClassification", { form: /^(public|internal|confidential|restricted)$/, allowed: "one of the four classes" }],
  ["Environment", { form: /^[a-z][a-z0-9-]{0,15}$/, allowed: "lower-case letters, digits and dashes, 16 at most" }],
  ["ManagedBy", { form: /^pulumi$/, allowed: "pulumi: who changes it by hand is undone by the next update" }],
  ["Project", { form: /^[a-z][a-z0-9-]{0,31}$/, allowed: "lower-case letters, digits and dashes, 32 at most" }],
]);

export const TAG_VALUES: Rule = {
  id: "tagging-aws-tag-values",
  title: "The mandatory tags have values that reports and access rules can rely on",
  why: "A value that is spelt differently drops out of every report and every rule that goes by the tag.",
  fix: "correct `owner`, `costCenter`, `dataClassification` or `environment` in the stack file",
  severity: "low",
  pack: "tagging",
  controls: [],
  types: typesWithInput("aws:", "tags"),
  judge: (resource) => {
    const tags = tagsOf(resource);
    return violations(
      [...FORMATS]
        .filter(([key, { form }]) => tags[key] !== undefined && !form.test(String(tags[key])))
        .map(([key, { allowed }]) => ({
          key: `Tag::${key}`,
          message: `the tag ${key} does not have the form it must have: ${allowed}`,
        })),
    );
  },
};
