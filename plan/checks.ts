import type { ResourceGraph, ResourceNode } from "./graph";

/** What a check holds against one resource. */
export interface Finding {
  readonly check: string;
  readonly resource: string;
  readonly message: string;
}

type Check = (graph: ResourceGraph) => Iterable<Finding>;

/** Tags that say who answers for a resource and who pays for it. */
export const MANDATORY_TAGS = ["CostCenter", "DataClassification", "Environment", "ManagedBy", "Owner", "Project"];

const ANYWHERE = new Set(["0.0.0.0/0", "::/0"]);

/** The invariants of the platform that `plan` itself holds; an empty list means that it is fine. */
export function checkPlatform(graph: ResourceGraph): Finding[] {
  return CHECKS.flatMap((check) => [...check(graph)]);
}

/** Whatever can carry tags carries the mandatory ones. */
function* mandatoryTags(graph: ResourceGraph): Iterable<Finding> {
  for (const resource of graph.resources) {
    const tags = resource.outputs.tagsAll;
    if (!resource.type.startsWith("aws:") || tags === null || typeof tags !== "object") continue;
    const missing = MANDATORY_TAGS.filter((key) => !(key in tags));
    if (missing.length > 0) {
      yield finding("mandatory-tags", resource, `lacks the tags ${missing.join(", ")}; pass the component its tags`);
    }
  }
}

/** Nothing accepts connections from the whole internet; CloudFront is the only way in. */
function* noOpenIngress(graph: ResourceGraph): Iterable<Finding> {
  for (const rule of graph.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")) {
    const source = String(rule.inputs.cidrIpv4 ?? rule.inputs.cidrIpv6 ?? "");
    if (ANYWHERE.has(source)) {
      yield finding(
        "no-open-ingress",
        rule,
        `admits ${source}; name the security group or prefix list that may connect`,
      );
    }
  }
}

/** A route table of the data tier leads nowhere but the network itself. */
function* isolatedDataTier(graph: ResourceGraph): Iterable<Finding> {
  const dataTables = new Set(
    graph
      .ofType("aws:ec2/routeTable:RouteTable")
      .filter((table) => tierOf(table) === "data")
      .map((table) => table.id),
  );
  for (const route of graph.ofType("aws:ec2/route:Route")) {
    if (dataTables.has(String(route.inputs.routeTableId))) {
      yield finding("isolated-data-tier", route, "gives the data tier a route out of the network; remove it");
    }
  }
}

const CHECKS: readonly Check[] = [mandatoryTags, noOpenIngress, isolatedDataTier];

/** The subnet tier a network resource belongs to, from its `Tier` tag. */
export function tierOf(resource: ResourceNode): string | undefined {
  const tags = resource.inputs.tags;
  const tier = tags !== null && typeof tags === "object" && !Array.isArray(tags) ? tags.Tier : undefined;
  return typeof tier === "string" ? tier : undefined;
}

function finding(check: string, resource: ResourceNode, message: string): Finding {
  return { check, resource: resource.urn, message };
}
