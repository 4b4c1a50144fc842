import type { AclEntry, GroupRule, Match, Subnet, Topology } from "./topologies";

/** An address as a number, or what stands for many: a prefix list, or IPv6. */
export type Address = number | "s3" | "pl-other" | "ipv6";

export interface Packet {
  readonly from: Address;
  readonly to: Address;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly port: number;
}

/**
 * Sends one packet through a topology, step by step, and where it is TCP the answer back. It shares nothing with the
 * proofs: no sets, no intervals, no model. `source` and `target` are tasks; without one it is somebody outside.
 */
export function arrives(topology: Topology, packet: Packet, source?: number, target?: number): boolean {
  const from = source === undefined ? undefined : topology.tasks[source];
  const to = target === undefined ? undefined : topology.tasks[target];
  if ((packet.from === "ipv6") !== (packet.to === "ipv6")) return false;
  const at = from && topology.subnets[from.subnet];
  const there = to && topology.subnets[to.subnet];
  if (at !== undefined ? !stands(at, packet.from) : isPrivate(packet.from)) return false;
  if (there !== undefined ? !stands(there, packet.to) : isPrivate(packet.to)) return false;
  if (from && !anyRule(topology, from.groups, false, packet.to, packet, to?.groups)) return false;
  if (to && !anyRule(topology, to.groups, true, packet.from, packet, from?.groups)) return false;
  const answer = { ...packet, from: packet.to, to: packet.from, sourcePort: packet.port, port: packet.sourcePort };
  const tcp = packet.protocol === 6;
  if (at !== undefined && there !== undefined) {
    if (at === there) return true;
    return carries(at, there, packet) && (!tcp || carries(there, at, answer));
  }
  if (at !== undefined) return leaves(topology, at, from?.isPublic === true, packet, answer);
  return there !== undefined && enters(there, to?.isPublic === true, packet, answer);
}

function carries(at: Subnet, there: Subnet, packet: Packet): boolean {
  const next = nextHop(at, packet.to);
  const led = at.vpc === there.vpc ? next === "local" : next === "pcx-1";
  return led && aclAllows(at.egress, packet.to, packet) && aclAllows(there.ingress, packet.from, packet);
}

function leaves(topology: Topology, at: Subnet, isPublic: boolean, packet: Packet, answer: Packet): boolean {
  const tcp = packet.protocol === 6;
  if (!aclAllows(at.egress, packet.to, packet) || (tcp && !aclAllows(at.ingress, answer.from, answer))) return false;
  const next = nextHop(at, packet.to);
  if (next === "endpoint") return true;
  if (next === "igw-1") return packet.to === "ipv6" || isPublic;
  const nat = topology.subnets[0];
  if (next !== "nat-1" || nat === undefined || packet.to === "ipv6") return false;
  if (nextHop(nat, packet.to) !== "igw-1") return false;
  if (at !== nat) {
    if (!aclAllows(nat.ingress, packet.from, packet)) return false;
    if (tcp && !aclAllows(nat.egress, answer.to, answer)) return false;
  }
  // Some address of its subnet and some port it may call from; what decides changes only at the edges of a rule.
  const addresses = [0x0a_00_00_00, 0x0a_00_00_80, 0x0a_00_00_ff];
  const ports = [1024, 32_768, 39_999, 40_000, 40_001, 65_535];
  return addresses.some((own) =>
    ports.some((port) => {
      const sent = { ...packet, from: own, sourcePort: port };
      const back = { ...answer, to: own, port };
      return aclAllows(nat.egress, sent.to, sent) && (!tcp || aclAllows(nat.ingress, back.from, back));
    }),
  );
}

function enters(there: Subnet, isPublic: boolean, packet: Packet, answer: Packet): boolean {
  if (there.vpc !== 0 || !(packet.to === "ipv6" || isPublic)) return false;
  if (!aclAllows(there.ingress, packet.from, packet)) return false;
  if (packet.protocol !== 6) return true;
  return nextHop(there, answer.to) === "igw-1" && aclAllows(there.egress, answer.to, answer);
}

/** Where the longest matching prefix leads. */
function nextHop({ vpc, routes, s3 }: Subnet, to: Address): string | undefined {
  if (to === "s3" && s3) return "endpoint";
  let best: { length: number; target: string } | undefined;
  const own = vpc === 0 ? "10.0.0.0/16" : "10.1.0.0/16";
  for (const { block, target } of [{ block: own, target: "local" }, ...routes]) {
    const length = Number(block.split("/")[1]);
    if (inBlock(block, to) && (best === undefined || length > best.length)) best = { length, target };
  }
  // A network's own IPv6 addresses are all one here, so that its own route for them goes before any other.
  return best?.target;
}

function aclAllows(entries: readonly AclEntry[], other: Address, packet: Packet): boolean {
  const sorted = [...entries].sort((a, b) => a.number - b.number);
  return sorted.find((entry) => inBlock(entry.block, other) && matches(entry, packet))?.allow ?? false;
}

function anyRule(
  { groups }: Topology,
  own: readonly number[],
  ingress: boolean,
  other: Address,
  packet: Packet,
  peers: readonly number[] = [],
): boolean {
  const rules: GroupRule[] = own.flatMap((group) => groups[group] ?? []);
  return rules.some((rule) => {
    if (rule.ingress !== ingress || !matches(rule, packet)) return false;
    if (typeof rule.peer === "number") return peers.includes(rule.peer);
    return rule.peer.includes("/") ? inBlock(rule.peer, other) : rule.peer === other;
  });
}

function matches({ protocol, ports: [first, last] }: Match, packet: Packet): boolean {
  if (protocol === "-1") return true;
  return packet.protocol === (protocol === "tcp" ? 6 : 17) && packet.port >= first && packet.port <= last;
}

function stands({ block, ipv6 }: Subnet, address: Address): boolean {
  return address === "ipv6" ? ipv6 : typeof address === "number" && inBlock(block, address);
}

function isPrivate(address: Address): boolean {
  return ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].some((block) => inBlock(block, address));
}

function inBlock(block: string, address: Address): boolean {
  if (block === "::/0" || address === "ipv6") return block === "::/0" && address === "ipv6";
  const [text = "", length = ""] = block.split("/");
  if (typeof address === "string") return length === "0";
  const base = text.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const span = 2 ** (32 - Number(length));
  return Math.floor(address / span) === Math.floor(base / span);
}
