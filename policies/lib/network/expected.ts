import { CLOUDFRONT_PREFIX_LISTS } from "../../../components/network/cloudfront-addresses";
import { type Endpoint, isGroup } from "../../../components/network/flow-endpoints";
import { flowsIn } from "../../../components/network/flow-rules";
import type { Flow } from "../../../components/network/flows";
import type { ResourceGraph } from "../../../plan/graph";
import { INTERNET, IPV6, OUTSIDE } from "./addresses";
import { isPlacement, type Outside, type Place } from "./flows";
import { difference, type Intervals, union } from "./intervals";
import type { Network, Vpc } from "./model";
import { type Packets, packets, TCP } from "./packets";
import { inRole, rolesIn } from "./roles";
import { topologyOf } from "./topology";
import { ENDPOINT, VPC } from "./types";

/** A flow of the table between two places that exist. */
export interface ExpectedFlow {
  readonly flow: Flow;
  readonly from: Place;
  readonly to: Place;
  /** What may pass. */
  readonly allowed: Packets;
  /** What must pass: the same from any port a client may call from, and to every address. */
  readonly required: Packets;
}

/** Ports that clients call from, in any operating system and in a NAT gateway. */
const CLIENT_PORTS = [[1024, 65_535]] as const;
const OVER_IPV4 = difference(OUTSIDE, IPV6);

/** The flows of the table that meet a network interface of this network. */
export function expectedFlows(network: Network, vpc: Vpc, graph: ResourceGraph): ExpectedFlow[] {
  const places = (endpoint: Endpoint): Place[] =>
    isGroup(endpoint)
      ? inRole(network, graph, endpoint).filter((placement) => placement.vpc === vpc)
      : [outsider(endpoint, network, vpc, graph)];
  return flowsOf(network, vpc, graph).flatMap((flow) =>
    places(flow.from).flatMap((from) => places(flow.to).map((to) => expected(flow, from, to))),
  );
}

/** The flows of the table whose ends exist in a network. One of its ends is a group: the rest is the edge's. */
function flowsOf(network: Network, vpc: Vpc, graph: ResourceGraph): Flow[] {
  return flowsIn(topologyOf(network, vpc, graph, rolesIn(vpc, network, graph))).filter(
    ({ from, to }) => isGroup(from) || isGroup(to),
  );
}

function expected(flow: Flow, from: Place, to: Place): ExpectedFlow {
  const what = { protocol: TCP, port: [[flow.port, flow.port]] as const };
  return {
    flow,
    from,
    to,
    allowed: packets({ ...what, from: allowedAt(from), to: allowedAt(to) }),
    required: packets({ ...what, sourcePort: CLIENT_PORTS, from: requiredAt(from), to: requiredAt(to) }),
  };
}

function allowedAt(place: Place): Intervals {
  return isPlacement(place) ? union(...place.subnets.map(({ addresses }) => addresses)) : place.addresses;
}

function requiredAt(place: Place): Intervals {
  const addresses = allowedAt(place);
  // Of the internet the hosts are required, not the prefix lists in it: those have flows of their own.
  return addresses === OVER_IPV4 ? INTERNET : difference(addresses, IPV6);
}

/** Who is outside of the network, as the stack's own resources and AWS's constants tell. */
function outsider(endpoint: Endpoint, network: Network, vpc: Vpc, graph: ResourceGraph): Outside {
  switch (endpoint) {
    case "cloudfront":
      return { addresses: network.lists.point(CLOUDFRONT_PREFIX_LISTS[vpc.resource.region ?? ""] ?? "") };
    case "s3":
      return { addresses: s3Addresses(network, vpc, graph) };
    default:
      return { addresses: OVER_IPV4 };
  }
}

/** The prefix list of the network's gateway endpoint of S3; nothing where it has none. */
export function s3Addresses({ lists, links }: Network, vpc: Vpc, graph: ResourceGraph): Intervals {
  const endpoints = graph.ofType(ENDPOINT).filter(({ inputs }) => String(inputs.serviceName).endsWith(".s3"));
  const own = endpoints.filter((endpoint) => links.one(endpoint, [VPC], "vpcId") === vpc.resource.urn);
  return union(...own.map(({ urn }) => lists.point(urn)));
}
