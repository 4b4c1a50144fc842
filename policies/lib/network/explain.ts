import { CLOUDFRONT_PREFIX_LISTS } from "../../../components/network/cloudfront-addresses";
import { GROUPS, type GroupName } from "../../../components/network/flow-endpoints";
import type { ResourceGraph } from "../../../plan/graph";
import type { Answer } from "../why/answer";
import { INTERNET, IPV6 } from "./addresses";
import { s3Addresses } from "./expected";
import { flows, nameOf, type Place, type Way, ways } from "./flows";
import { ADDRESSES } from "./hops";
import { type Intervals, union } from "./intervals";
import type { Network } from "./model";
import { networkOf } from "./network";
import { both, type Packets, packets } from "./packets";
import { witness } from "./proof";
import { inRole } from "./roles";

/** A place as a user names it, and what it is called in the answer. */
interface Named {
  readonly name: string;
  readonly place: Place;
}

/** Names of everything that can be asked about. */
export function placeNames(graph: ResourceGraph): string[] {
  const network = networkOf(graph);
  const roles = (Object.keys(GROUPS) as GroupName[]).filter((role) => inRole(network, graph, role).length > 0);
  return [
    ...roles,
    ...network.placements.map(({ resource }) => resource.name),
    "internet",
    "internet6",
    "s3",
    "cloudfront",
  ];
}

/** Why one place reaches another, or why not: an answer for each pair; undefined if one of them is no place. */
export function explainFlow(graph: ResourceGraph, from: string, to: string): Answer[] | undefined {
  const network = networkOf(graph);
  const [sources, targets] = [placesNamed(network, graph, from), placesNamed(network, graph, to)];
  if (sources.length === 0 || targets.length === 0) return undefined;
  return sources.flatMap((source) => targets.map((target) => explain(network, graph, source, target)));
}

function placesNamed(network: Network, graph: ResourceGraph, name: string): Named[] {
  const outside = (addresses: Intervals): Named[] => [{ name, place: { addresses } }];
  switch (name) {
    case "internet":
      return outside(INTERNET);
    case "internet6":
      return outside(IPV6);
    case "s3":
      return outside(union(...network.vpcs.map((vpc) => s3Addresses(network, vpc, graph))));
    case "cloudfront":
      return outside(union(...Object.values(CLOUDFRONT_PREFIX_LISTS).map((list) => network.lists.point(list))));
  }
  const role = Object.keys(GROUPS).find((group): group is GroupName => group === name);
  const members = role === undefined ? [] : inRole(network, graph, role);
  const meant = members.length > 0 ? members : network.placements.filter(({ resource }) => resource.name === name);
  return meant.map((place) => ({ name: nameOf(place), place }));
}

function explain(network: Network, graph: ResourceGraph, from: Named, to: Named): Answer {
  const found = flows(network, from.place, to.place);
  const pair = { kind: "flow", from: from.name, to: to.name, on: [] } as const;
  if (found.length > 0) {
    const verdict = found.every(({ leans }) => leans) ? "perhaps" : "yes";
    return {
      ...pair,
      verdict,
      what: describe(found, verdict === "yes"),
      because: witness(found, graph).map((name) => `by ${name}`),
    };
  }
  const stops = [...new Set(ways(network, from.place, to.place).flatMap(stoppedBy))].map(
    (name) => `stopped by ${name}`,
  );
  return { ...pair, verdict: "no", what: [], because: stops.length > 0 ? stops : ["no way leads there"] };
}

/** Every hop that lets none of a way's addresses through; if there is none, the one behind which nothing is left. */
function stoppedBy(way: Way): string[] {
  const hops = way.flat();
  const addresses = hops
    .filter(({ name }) => name === ADDRESSES)
    .reduce((left, hop) => both(left, hop.passes), packets({}));
  const alone = hops.filter(({ passes }) => both(addresses, passes).length === 0);
  if (alone.length > 0) return alone.map(({ name }) => name);
  let left: Packets = packets({});
  for (const { name, passes } of hops) {
    left = both(left, passes);
    if (left.length === 0) return [name];
  }
  return [];
}

const PROTOCOLS: Readonly<Record<number, string>> = { 1: "icmp", 6: "tcp", 17: "udp", 58: "icmpv6" };

/** Protocols and ports, such as "tcp 443" and "tcp 1024-65535"; what is not certain is told apart from what is. */
function describe(found: Packets, apart: boolean): string[] {
  const texts = found.flatMap(({ protocol, port, leans }) =>
    protocol.flatMap(([first, last]) => {
      const name = first === last ? (PROTOCOLS[first] ?? `protocol ${first}`) : `protocols ${first}-${last}`;
      return port.map(
        ([low, high]) => `${name} ${low === high ? low : `${low}-${high}`}${apart && leans ? " perhaps" : ""}`,
      );
    }),
  );
  return [...new Set(texts)];
}
