import { type Rule, violations } from "../../core/rule";
import { MANDATORY_TAGS, tagsOf, typesWithInput } from "../../lib/facts/tags";

export const AWS_MANDATORY_TAGS: Rule = {
  id: "tagging-aws-mandatory-tags",
  title: "Every AWS resource that can be tagged has the six mandatory tags",
  why: "What nobody owns is not patched, not paid for knowingly and not removed when it is no longer needed.",
  fix: "pass the component its `tags`, and its parts `...this.inherited` or `this.tagsFor(...)`",
  severity: "medium",
  pack: "tagging",
  controls: [],
  types: typesWithInput("aws:", "tags"),
  judge: (resource) => {
    const tags = tagsOf(resource);
    return violations(
      MANDATORY_TAGS.filter((key) => tags[key] === undefined || tags[key] === "").map((key) => ({
        key: `Tag::${key}`,
        message: `the tag ${key} is missing or empty; pass the component its tags`,
      })),
    );
  },
};
