import { tierOf } from "../checks";
import type { ResourceGraph } from "../graph";

/** What the subnets of one tier can reach, by their routes. */
export interface TierReach {
  readonly tier: string;
  readonly subnets: readonly string[];
  readonly reaches: readonly string[];
}

const TIERS = ["public", "app", "data"];

/** The tiers of the network and the ways out of each, read off the route tables. */
export function tierReach(graph: ResourceGraph): TierReach[] {
  return TIERS.map((tier) => ({ tier, subnets: cidrsOf(graph, tier), reaches: waysOut(graph, tier) })).filter(
    ({ subnets }) => subnets.length > 0,
  );
}

function cidrsOf(graph: ResourceGraph, tier: string): string[] {
  return graph
    .ofType("aws:ec2/subnet:Subnet")
    .filter((subnet) => tierOf(subnet) === tier)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((subnet) => String(subnet.inputs.cidrBlock));
}

function waysOut(graph: ResourceGraph, tier: string): string[] {
  const tables = new Set(
    graph
      .ofType("aws:ec2/routeTable:RouteTable")
      .filter((table) => tierOf(table) === tier)
      .map((table) => table.id),
  );
  const ways = new Set<string>();
  for (const route of graph.ofType("aws:ec2/route:Route")) {
    if (!tables.has(String(route.inputs.routeTableId))) continue;
    if (route.inputs.natGatewayId !== undefined) ways.add("internet through NAT, outbound only");
    else if (route.inputs.gatewayId !== undefined) ways.add("internet through the internet gateway");
    else ways.add(String(route.inputs.destinationCidrBlock));
  }
  for (const endpoint of graph.ofType("aws:ec2/vpcEndpoint:VpcEndpoint")) {
    const tablesOfEndpoint = endpoint.inputs.routeTableIds;
    if (Array.isArray(tablesOfEndpoint) && tablesOfEndpoint.some((id) => tables.has(String(id)))) {
      ways.add("S3 through the gateway endpoint");
    }
  }
  return ways.size > 0 ? [...ways].sort() : ["nothing outside the network"];
}
