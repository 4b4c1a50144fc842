import type { ResourceGraph } from "../graph";
import { tierOf } from "../tier";

/** Choices that are allowed and still deserve a look: what they save, and what they cost when something fails. */
export function warnings(graph: ResourceGraph): string[] {
  return [...singleNat(graph), ...countingFirewall(graph), ...unprotectedBalancer(graph), ...spotOnly(graph)];
}

function* singleNat(graph: ResourceGraph): Iterable<string> {
  const gateways = graph.ofType("aws:ec2/natGateway:NatGateway").length;
  const tasks = graph.ofType("aws:ec2/subnet:Subnet").filter((subnet) => tierOf(subnet) === "app");
  const zones = new Set(tasks.map((subnet) => subnet.inputs.availabilityZone)).size;
  if (gateways > 0 && gateways < zones) {
    yield `${gateways} NAT gateway for ${zones} zones: losing its zone cuts every task off from the internet (network.natStrategy)`;
  }
}

function* countingFirewall(graph: ResourceGraph): Iterable<string> {
  for (const acl of graph.ofType("aws:wafv2/webAcl:WebAcl")) {
    if (JSON.stringify(acl.inputs.rules ?? []).includes('"overrideAction":{"count"')) {
      yield "the WAF counts and does not block (edge.wafMode)";
    }
  }
}

function* unprotectedBalancer(graph: ResourceGraph): Iterable<string> {
  for (const balancer of graph.ofType("aws:lb/loadBalancer:LoadBalancer")) {
    if (balancer.inputs.enableDeletionProtection !== true) {
      yield `load balancer ${balancer.name} can be deleted by one API call (deletion protection is off)`;
    }
  }
}

function* spotOnly(graph: ResourceGraph): Iterable<string> {
  for (const service of graph.ofType("aws:ecs/service:Service")) {
    const strategies = service.inputs.capacityProviderStrategies;
    if (!Array.isArray(strategies) || strategies.length === 0) continue;
    if (strategies.every((strategy) => JSON.stringify(strategy).includes("FARGATE_SPOT"))) {
      yield `service ${graph.rootComponentOf(service).name} runs on Spot capacity only: it stops when there is none`;
    }
  }
}
