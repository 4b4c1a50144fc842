import type { ResourceNode } from "../../../plan/graph";
import { type Finding, type Rule, violations } from "../../core/rule";
import { objectOf } from "../../lib/values/objects";

const BY_CLASS: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws:rds/clusterInstance:ClusterInstance", ["instanceClass"]],
  ["aws:rds/instance:Instance", ["instanceClass"]],
  ["aws:elasticache/replicationGroup:ReplicationGroup", ["nodeType"]],
  ["aws:opensearch/domain:Domain", ["instanceType", "dedicatedMasterType"]],
]);
/** `cache.t4g.micro`, `db.r7g.large`, `m7g.large.search`; serverless has no class, and OpenSearch no small ARM node. */
const ARM = /^(?:(?:db|cache)\.)?[a-z]+\d+g[a-z]*\.|^db\.serverless$|^t3\.(?:small|medium)\.search$/;

export const ARM64: Rule = {
  id: "cost-arm64",
  title: "Whatever computes does so on ARM",
  why: "Graviton costs about a fifth less for the same size, on Fargate and Lambda as on databases (Tokyo, 2026).",
  fix: "set `cpuArchitecture` ARM64, `architectures` arm64, or a class such as r7g in the stack file",
  severity: "low",
  pack: "cost",
  controls: [],
  types: ["aws:ecs/taskDefinition:TaskDefinition", "aws:lambda/function:Function", ...BY_CLASS.keys()],
  judge: (resource) => violations(findings(resource)),
};

function findings({ type, inputs }: ResourceNode): Finding[] {
  if (type === "aws:ecs/taskDefinition:TaskDefinition") {
    return objectOf(inputs.runtimePlatform).cpuArchitecture === "ARM64" ? [] : [notArm("cpuArchitecture")];
  }
  if (type === "aws:lambda/function:Function") {
    const { architectures } = inputs;
    return Array.isArray(architectures) && architectures[0] === "arm64" ? [] : [notArm("architectures")];
  }
  const classes = type === "aws:opensearch/domain:Domain" ? objectOf(inputs.clusterConfig) : inputs;
  return (BY_CLASS.get(type) ?? [])
    .filter((property) => classes[property] !== undefined && !ARM.test(String(classes[property])))
    .map(notArm);
}

function notArm(property: string): Finding {
  return { key: property, message: `${property} does not name an ARM processor; choose one` };
}
