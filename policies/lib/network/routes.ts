import type { PlainObject, ResourceNode } from "../../../plan/graph";
import { ANYTHING, type PrefixLists, type Reach, reach } from "./addresses";
import { difference, type Intervals, intersection, isEmpty, union } from "./intervals";
import type { Links } from "./links";
import { read, readText, UNKNOWN } from "./read";
import { EGRESS_ONLY_GATEWAY, ENDPOINT, INTERNET_GATEWAY, LISTS, NAT_GATEWAY, PEERING } from "./types";

/** Where a route leads. What is not modelled, and what is not known, leads "elsewhere": it may be anywhere. */
export interface Target {
  readonly kind: "local" | "internet" | "egress-only" | "nat" | "peering" | "endpoint" | "elsewhere";
  /** URN of the gateway, or its id if it is not of the stack. */
  readonly key?: string;
}

export interface Route {
  readonly destination: Reach;
  /** Length of the destination's prefix: of the routes to an address, the longest decides. */
  readonly length: number;
  readonly target: Target;
  readonly urn: string;
}

/** Addresses and where packets to them are sent. */
export interface Territory {
  readonly addresses: Intervals;
  readonly target: Target;
  readonly urn: string;
  /** True where another route may decide, because of a value that is not known. */
  readonly leans: boolean;
}

/** A prefix list holds blocks of at least this length, longer than any route to a block that contains them. */
export const LIST_LENGTH = 33;

/** What each route of a table decides. Earlier ones win among equals: there the network's own comes first. */
export function territories(routes: readonly Route[]): Territory[] {
  const decided: Territory[] = [];
  let taken: Intervals = [];
  let doubted: Intervals = [];
  for (const { destination, target, urn } of [...routes].sort((a, b) => b.length - a.length)) {
    const free = difference(destination.certain, taken);
    for (const [addresses, leans] of [
      [difference(free, doubted), false],
      [intersection(free, doubted), true],
      [difference(destination.perhaps, taken), true],
    ] as const) {
      if (!isEmpty(addresses)) decided.push({ addresses, target, urn, leans });
    }
    taken = union(taken, free);
    doubted = union(doubted, destination.perhaps);
  }
  return decided;
}

/** A route as a resource of its own writes it, or as an object in a table's list, which has shorter names. */
export function route(
  resource: ResourceNode,
  source: PlainObject,
  links: Links,
  lists: PrefixLists,
  property?: string,
): Route {
  const { destination, length } = destinationOf(resource, source, links, lists, property);
  return { destination, length, target: targetOf(resource, source, links, property), urn: resource.urn };
}

export function prefixLength(block: string): number {
  return Number(block.split("/")[1]);
}

function destinationOf(
  resource: ResourceNode,
  source: PlainObject,
  links: Links,
  lists: PrefixLists,
  property: string | undefined,
): Pick<Route, "destination" | "length"> {
  for (const name of ["destinationCidrBlock", "cidrBlock", "destinationIpv6CidrBlock", "ipv6CidrBlock"]) {
    const block = readText(source, name);
    if (block === UNKNOWN) return { destination: ANYTHING, length: LIST_LENGTH };
    if (block !== undefined && block !== "") return { destination: reach(block), length: prefixLength(block) };
  }
  const list = read(source, "destinationPrefixListId");
  const meant = links.meant(resource, list, LISTS, property ?? "destinationPrefixListId");
  return { destination: meant === undefined ? ANYTHING : lists.reach(meant), length: LIST_LENGTH };
}

const TARGETS: readonly (readonly [property: string, type: string, kind: Target["kind"]])[] = [
  ["gatewayId", INTERNET_GATEWAY, "internet"],
  ["natGatewayId", NAT_GATEWAY, "nat"],
  ["egressOnlyGatewayId", EGRESS_ONLY_GATEWAY, "egress-only"],
  ["vpcPeeringConnectionId", PEERING, "peering"],
  ["vpcEndpointId", ENDPOINT, "elsewhere"],
];

function targetOf(resource: ResourceNode, source: PlainObject, links: Links, property: string | undefined): Target {
  if (read(source, "gatewayId") === "local") return { kind: "local" };
  for (const [name, type, kind] of TARGETS) {
    const value = read(source, name);
    if (value === undefined || value === "") continue;
    const key = links.meant(resource, value, [type], property ?? name);
    if (name !== "gatewayId") return { kind, ...(key === undefined ? {} : { key }) };
    const internet = key !== undefined && (key.startsWith("igw-") || key.includes(`${type}::`));
    return internet ? { kind, key } : { kind: "elsewhere", ...(key === undefined ? {} : { key }) };
  }
  return { kind: "elsewhere" };
}
