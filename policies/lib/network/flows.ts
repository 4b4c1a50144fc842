import { ALL_IPV4, IPV6, OUTSIDE } from "./addresses";
import { arriving, between, leaving } from "./gateways";
import { admitted, type Direction } from "./groups";
import type { Intervals } from "./intervals";
import type { Network, Placement, Subnet } from "./model";
import { all, type Packets, packets } from "./packets";

/** Somebody outside of the stack's networks, at any of these addresses. */
export interface Outside {
  readonly addresses: Intervals;
}

export type Place = Placement | Outside;

/** Everybody outside. */
export const ANYBODY: Outside = { addresses: OUTSIDE };

/** Something on the way, and the connections it lets through. */
export interface Hop {
  readonly name: string;
  readonly passes: Packets;
}

/** A way between two subnets, or between one and the outside: what passes each of its hops arrives. */
export type Way = readonly Hop[];

/**
 * The connections one place can open to another: exactly those, by their first packets. None means that there is no way;
 * each box is a witness, with the resources that admit it.
 */
export function flows(network: Network, from: Place, to: Place): Packets {
  const known = KNOWN.get(network) ?? new Map<Place, Map<Place, Packets>>();
  const fromHere = known.get(from) ?? new Map<Place, Packets>();
  KNOWN.set(network, known.set(from, fromHere));
  const found = fromHere.get(to) ?? ways(network, from, to).flatMap((way) => all(way.map((hop) => hop.passes)));
  fromHere.set(to, found);
  return found;
}

/** Several theorems ask for the same pairs. */
const KNOWN = new WeakMap<Network, Map<Place, Map<Place, Packets>>>();

/** Every way from one place to another. */
export function ways(network: Network, from: Place, to: Place): Way[] {
  if (isPlacement(from)) return isPlacement(to) ? inside(network, from, to) : outwards(network, from, to);
  return isPlacement(to) ? inwards(from, to) : [];
}

export function isPlacement(place: Place): place is Placement {
  return "subnets" in place;
}

/** What a place is called: a placement by its resource, others by what the caller says. */
export function nameOf(place: Place, outside = "the outside"): string {
  return isPlacement(place) ? place.resource.name : outside;
}

function inside(network: Network, from: Placement, to: Placement): Way[] {
  const groups = [groupsHop(from, "egress", to), groupsHop(to, "ingress", from)];
  // Most pairs end here, so that the arithmetic is left to those that do not.
  if (groups.some(({ passes }) => passes.length === 0)) return [groups];
  return from.subnets.flatMap((a) =>
    to.subnets.map((b) => {
      // An ACL stands around a subnet: what stays in it meets none, and no route but the network's own.
      const filters = a === b ? [] : [aclHop(a, "egress"), routesHop(a, between(network, a, b)), aclHop(b, "ingress")];
      return [...ends(a.addresses, b.addresses), ...groups, ...filters];
    }),
  );
}

function outwards(network: Network, from: Placement, { addresses }: Outside): Way[] {
  return from.subnets.map((subnet) => [
    ...ends(subnet.addresses, addresses),
    groupsHop(from, "egress"),
    aclHop(subnet, "egress"),
    routesHop(subnet, leaving(network, subnet, from.publicAddress)),
  ]);
}

function inwards({ addresses }: Outside, to: Placement): Way[] {
  return to.subnets.map((subnet) => [
    ...ends(addresses, subnet.addresses),
    routesHop(subnet, arriving(subnet, to.publicAddress)),
    aclHop(subnet, "ingress"),
    groupsHop(to, "ingress"),
  ]);
}

const ONE_FAMILY = [...packets({ from: ALL_IPV4, to: ALL_IPV4 }), ...packets({ from: IPV6, to: IPV6 })];

function ends(from: Intervals, to: Intervals): Hop[] {
  return [
    { name: "addresses", passes: packets({ from, to }) },
    { name: "address families", passes: ONE_FAMILY },
  ];
}

function groupsHop({ resource, groups }: Placement, direction: Direction, peer?: Placement): Hop {
  const peers = peer?.groups.map(({ key }) => key) ?? [];
  return { name: `${direction} of ${resource.name}'s security groups`, passes: admitted(groups, direction, peers) };
}

function aclHop({ resource, acl }: Subnet, direction: Direction): Hop {
  return { name: `${direction} of ${resource.name}'s network ACL`, passes: acl[direction] };
}

function routesHop({ resource }: Subnet, passes: Packets): Hop {
  return { name: `routes of ${resource.name}`, passes };
}
