import type { ResourceGraph, ResourceNode } from "../graph";
import { tierOf } from "../tier";

/** What the subnets of one tier can reach, by their routes. */
export interface TierReach {
  readonly tier: string;
  readonly region: string;
  readonly subnets: readonly string[];
  readonly reaches: readonly string[];
}

const SUBNET = "aws:ec2/subnet:Subnet";
const TIERS = ["public", "app", "data"];

/** The tiers of the network and the ways out of each, read off the route tables. */
export function tierReach(graph: ResourceGraph): TierReach[] {
  const regions = [...new Set(graph.ofType(SUBNET).map((subnet) => subnet.region ?? ""))].sort();
  return regions
    .flatMap((region) => TIERS.map((tier) => ({ tier, region })))
    .map((place) => ({ ...place, subnets: cidrsOf(graph, place), reaches: waysOut(graph, place) }))
    .filter(({ subnets }) => subnets.length > 0);
}

type Place = Pick<TierReach, "tier" | "region">;

/** What stands in a tier of the network of a region. */
function inTier(graph: ResourceGraph, type: string, { tier, region }: Place): ResourceNode[] {
  return graph.ofType(type).filter((resource) => tierOf(resource) === tier && resource.region === region);
}

function cidrsOf(graph: ResourceGraph, place: Place): string[] {
  return inTier(graph, SUBNET, place)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((subnet) => String(subnet.inputs.cidrBlock));
}

function waysOut(graph: ResourceGraph, place: Place): string[] {
  const tables = new Set(inTier(graph, "aws:ec2/routeTable:RouteTable", place).map((table) => table.id));
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
