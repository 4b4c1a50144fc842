import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { PrefixLists, type Reach, reach } from "./addresses";
import { readGroups } from "./group-rules";
import { union } from "./intervals";
import { Links } from "./links";
import type { Network, Subnet, Vpc } from "./model";
import { readPlacements } from "./placements";
import { readObjects, readText, UNKNOWN } from "./read";
import { readSubnets, readVpcs } from "./subnets";
import { NAT_GATEWAY, PEERING, PREFIX_LIST, SUBNET, VPC } from "./types";

const NETWORKS = new WeakMap<ResourceGraph, Network>();

/** The network of a stack. It is read once per graph: several rules ask for it. @throws UnknownValue */
export function networkOf(graph: ResourceGraph): Network {
  const network = NETWORKS.get(graph) ?? readNetwork(graph);
  NETWORKS.set(graph, network);
  return network;
}

/** The part of the model that a resource is. @throws if the resource is not of this graph */
export function vpcOf({ vpcs }: Network, subject: ResourceNode): Vpc {
  const vpc = vpcs.find(({ resource }) => resource.urn === subject.urn);
  if (vpc === undefined) throw new Error(`${subject.name} is no network of this graph`);
  return vpc;
}

function readNetwork(graph: ResourceGraph): Network {
  const links = new Links(graph);
  const lists = new PrefixLists(ownLists(graph));
  const vpcs = readVpcs(graph, links);
  const subnets = readSubnets(graph, vpcs, links, lists);
  const groups = new Map(readGroups(graph, links, lists).map((group) => [group.key, group]));
  const subnetOf = (urn: string | undefined) => subnets.find(({ resource }) => resource.urn === urn);
  const natGateways = graph.ofType(NAT_GATEWAY).flatMap((gateway): [string, Subnet][] => {
    const subnet = subnetOf(links.one(gateway, [SUBNET], "subnetId"));
    return subnet === undefined || gateway.inputs.connectivityType === "private" ? [] : [[gateway.urn, subnet]];
  });
  const peerings = graph.ofType(PEERING).map((peering): [string, string[]] => {
    const ends = ["vpcId", "peerVpcId"].map((property) => links.one(peering, [VPC], property) ?? "");
    return [peering.urn, ends];
  });
  return {
    vpcs,
    subnets,
    groups,
    placements: readPlacements(graph, { subnets, groups, links }),
    natGateways: new Map(natGateways),
    peerings: new Map(peerings),
    lists,
    links,
  };
}

/** Prefix lists the stack writes itself. */
function ownLists(graph: ResourceGraph): Map<string, Reach> {
  return new Map(
    graph.ofType(PREFIX_LIST).map((list) => {
      const blocks = readObjects(list.inputs, "entries").map((entry) => readText(entry, "cidr"));
      const members = blocks.map((block) => reach(block === UNKNOWN || block === undefined ? "" : block));
      return [
        list.urn,
        { certain: union(...members.map((one) => one.certain)), perhaps: union(...members.map((one) => one.perhaps)) },
      ];
    }),
  );
}
