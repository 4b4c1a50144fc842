import { ALL_IPV4, ANYTHING, IPV6, known, type Reach } from "./addresses";
import { type Packets, packets } from "./packets";
import { UNKNOWN } from "./read";
import { type Service, service } from "./services";

export type Direction = "ingress" | "egress";

/** Whom a rule names: members of a group, or addresses. */
export type Peer = { readonly group: string } | Reach;

export interface GroupRule extends Service {
  readonly peer: Peer;
  readonly urn: string;
}

/** A security group: it admits what any of its rules does, and the answers to that. */
export interface SecurityGroup {
  /** Its URN, that of its network if it is the default one, or its id if it is not of the stack. */
  readonly key: string;
  readonly ingress: readonly GroupRule[];
  readonly egress: readonly GroupRule[];
}

/** A group that is not of the stack: what it admits is not known. */
export function foreignGroup(key: string): SecurityGroup {
  const rule: GroupRule = { ...service(UNKNOWN, undefined, undefined), peer: ANYTHING, urn: key };
  return { key, ingress: [rule], egress: [rule] };
}

/** The group EC2 gives a network: its members talk to each other, and call everybody. */
export function defaultGroup(key: string): SecurityGroup {
  const all = service(undefined, undefined, undefined);
  return {
    key,
    ingress: [{ ...all, peer: { group: key }, urn: key }],
    egress: [ALL_IPV4, IPV6].map((addresses) => ({ ...all, peer: known(addresses), urn: key })),
  };
}

/**
 * What the groups of a member admit between it and a peer that is a member of the other groups. A member of none, such as
 * a network load balancer without groups, is not filtered at all.
 */
export function admitted(groups: readonly SecurityGroup[], direction: Direction, peers: readonly string[]): Packets {
  if (groups.length === 0) return packets({});
  const end = direction === "ingress" ? "from" : "to";
  return groups.flatMap((group) =>
    group[direction].flatMap(({ peer, protocol, port, exact, urn }) => {
      if ("group" in peer) return peers.includes(peer.group) ? packets({ protocol, port }, [urn], !exact) : [];
      return [
        ...packets({ protocol, port, [end]: peer.certain }, [urn], !exact),
        ...packets({ protocol, port, [end]: peer.perhaps }, [urn], true),
      ];
    }),
  );
}
