import { type PlainObject, type ResourceNode, STACK_TYPE } from "../../../plan/graph";
import { type Finding, type Rule, violations } from "../../core/rule";
import { isObject } from "../../lib/values/objects";

/** Tags that say who answers for a resource and who pays for it. */
export const MANDATORY_TAGS = ["CostCenter", "DataClassification", "Environment", "ManagedBy", "Owner", "Project"];

/** The same as labels of Google Cloud, which are lower case. */
export const MANDATORY_LABELS = ["cost-center", "data-classification", "environment", "managed-by", "owner", "project"];

/** Whatever can carry tags carries the mandatory ones. What can carry them is told by what the provider answers. */
export const MANDATORY: Rule = {
  id: "tagging-mandatory",
  title: "Whatever can carry tags says who answers for it and who pays",
  why: "Nobody could be asked about the resource, and its cost would belong to nobody.",
  fix: "pass the component its tags",
  severity: "medium",
  pack: "tagging",
  controls: [],
  types: [STACK_TYPE],
  judge: (_stack, graph) => violations(graph.resources.flatMap(lacking)),
};

function lacking(resource: ResourceNode): Finding[] {
  const { provider, carried, wanted } = tagsOf(resource);
  const missing = wanted.filter((key) => carried !== undefined && !(key in carried));
  if (provider !== resource.type.split(":")[0] || missing.length === 0) return [];
  const message = `${resource.name} lacks ${missing.join(", ")}; pass the component its tags`;
  return [{ key: resource.urn, message }];
}

function tagsOf({ type, inputs, outputs }: ResourceNode) {
  return type.startsWith("gcp:")
    ? { provider: "gcp", carried: joined(outputs.effectiveLabels, inputs.labels), wanted: MANDATORY_LABELS }
    : { provider: "aws", carried: joined(outputs.tagsAll, inputs.tags), wanted: MANDATORY_TAGS };
}

/** Undefined where the resource carries no tags at all. */
function joined(all: unknown, own: unknown): PlainObject | undefined {
  return isObject(all) || isObject(own) ? { ...(isObject(all) ? all : {}), ...(isObject(own) ? own : {}) } : undefined;
}
