import { ALL_IPV4, IPV6 } from "./addresses";
import { admitted, type Direction } from "./groups";
import type { Intervals } from "./intervals";
import type { Placement, Subnet } from "./model";
import { type Packets, packets } from "./packets";

/** Something on the way, and the connections it lets through. */
export interface Hop {
  readonly name: string;
  readonly passes: Packets;
}

/** Name of the hop that stands for the two ends themselves. */
export const ADDRESSES = "addresses";

const ONE_FAMILY = [...packets({ from: ALL_IPV4, to: ALL_IPV4 }), ...packets({ from: IPV6, to: IPV6 })];

/** The two ends, and that both speak the same kind of IP. */
export function ends(from: Intervals, to: Intervals): Hop[] {
  return [
    { name: ADDRESSES, passes: packets({ from, to }) },
    { name: "address families", passes: ONE_FAMILY },
  ];
}

export function groupsHop({ resource, groups }: Placement, direction: Direction, peer?: Placement): Hop {
  const peers = peer?.groups.map(({ key }) => key) ?? [];
  return { name: `${direction} of ${resource.name}'s security groups`, passes: admitted(groups, direction, peers) };
}

export function aclHop({ resource, acl }: Subnet, direction: Direction): Hop {
  return { name: `${direction} of ${resource.name}'s network ACL`, passes: acl[direction] };
}

export function routesHop({ resource }: Subnet, passes: Packets): Hop {
  return { name: `routes of ${resource.name}`, passes };
}
