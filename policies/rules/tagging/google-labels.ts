import { toLabels } from "../../../components/shared/tags";
import type { PlainObject, ResourceGraph } from "../../../plan/graph";
import { type Finding, type Rule, violations } from "../../core/rule";
import { labelsOf, MANDATORY_TAGS, typesWithInput } from "../../lib/facts/tags";
import { objectOf } from "../../lib/values/objects";

/** What Google Cloud accepts: https://cloud.google.com/resource-manager/docs/labels-overview#requirements */
const ACCEPTED = /^[a-z0-9_-]{1,63}$/;

export const GOOGLE_LABELS: Rule = {
  id: "tagging-google-labels",
  title: "Everything on Google Cloud that can be labelled says the same in its labels as AWS in its tags",
  why: "Only where both clouds say the same do their bills and inventories add up.",
  fix: "pass the component its `tags`; it makes the labels from them with `toLabels`",
  severity: "medium",
  pack: "tagging",
  controls: [],
  types: typesWithInput("gcp:", "labels"),
  judge: (resource, graph) => {
    const labels = labelsOf(resource);
    const expected = expectedLabels(graph);
    return violations(
      Object.keys(toLabels(Object.fromEntries(MANDATORY_TAGS.map((tag) => [tag, ""])))).flatMap(
        (key) => finding(key, labels, expected) ?? [],
      ),
    );
  },
};

function finding(key: string, labels: PlainObject, expected: Readonly<Record<string, string>>): Finding | undefined {
  const value = labels[key];
  const problem =
    value === undefined
      ? "is missing"
      : !ACCEPTED.test(String(value))
        ? "is empty, or not in lower case"
        : expected[key] !== undefined && expected[key] !== value
          ? "differs from the tag of the AWS resources"
          : undefined;
  return problem && { key: `Label::${key}`, message: `the label ${key} ${problem}; pass the component its tags` };
}

/** Labels made from the tags that the AWS provider sets by default; none where a stack has no such provider. */
function expectedLabels(graph: ResourceGraph): Record<string, string> {
  const [provider] = graph.ofType("pulumi:providers:aws");
  // The engine passes nested configuration of a provider as JSON in a string.
  const given = provider?.inputs.defaultTags;
  const { tags } = objectOf(typeof given === "string" ? JSON.parse(given) : given);
  return toLabels(Object.fromEntries(Object.entries(objectOf(tags)).map(([key, value]) => [key, String(value)])));
}
