import type { ResourceNode } from "../../../plan/graph";
import type { PrefixLists } from "./addresses";
import type { Direction, SecurityGroup } from "./groups";
import type { Intervals } from "./intervals";
import type { Links } from "./links";
import type { Packets } from "./packets";
import type { Territory } from "./routes";

export interface Vpc {
  readonly resource: ResourceNode;
  /** Its blocks as written, IPv4 first. */
  readonly blocks: readonly string[];
  /** Whether an internet gateway is attached to it. */
  readonly attached: boolean;
}

export interface Subnet {
  readonly resource: ResourceNode;
  readonly vpc: Vpc;
  readonly addresses: Intervals;
  readonly territories: readonly Territory[];
  /** Connections its network ACL lets through, out of the subnet and into it. */
  readonly acl: Readonly<Record<Direction, Packets>>;
}

/** Something with network interfaces: where they are and what filters them. */
export interface Placement {
  readonly resource: ResourceNode;
  readonly vpc: Vpc;
  readonly subnets: readonly Subnet[];
  readonly groups: readonly SecurityGroup[];
  /** Whether the internet has an address of it; "perhaps" where that is not known. */
  readonly publicAddress: boolean | "perhaps";
}

/** All that decides which packets arrive, as one stack declares it. */
export interface Network {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  /** The security groups of the stack by their keys. */
  readonly groups: ReadonlyMap<string, SecurityGroup>;
  readonly placements: readonly Placement[];
  /** Subnet of each public NAT gateway, by its URN. */
  readonly natGateways: ReadonlyMap<string, Subnet>;
  /** URNs of the two networks of each peering connection, by its URN. */
  readonly peerings: ReadonlyMap<string, readonly string[]>;
  readonly lists: PrefixLists;
  readonly links: Links;
}
