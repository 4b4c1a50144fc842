import { OUTSIDE } from "./addresses";
import { arriving, between, leaving } from "./gateways";
import { aclHop, ends, groupsHop, type Hop, routesHop } from "./hops";
import type { Intervals } from "./intervals";
import type { Network, Placement, Subnet } from "./model";
import { all, type Packets } from "./packets";

/** Somebody outside of the stack's networks, at any of these addresses. */
export interface Outside {
  readonly addresses: Intervals;
}

export type Place = Placement | Outside;

/** Everybody outside. */
export const ANYBODY: Outside = { addresses: OUTSIDE };

/** Hops that always stand together, so that what passes all of them is worked out once. */
type Stage = readonly Hop[];

/** A way between two subnets, or between one and the outside: what passes each of its stages arrives. */
export type Way = readonly Stage[];

/**
 * The connections one place can open to another: exactly those, by their first packets. None means that there is no way;
 * each box is a witness, with the resources that admit it.
 */
export function flows(network: Network, from: Place, to: Place): Packets {
  const pairs = remembered(PAIRS, network, () => new Map<Place, Map<Place, Packets>>());
  const here = remembered(pairs, from, () => new Map<Place, Packets>());
  return remembered(here, to, () => ways(network, from, to).flatMap((way) => all(way.map(passing))));
}

/** Several theorems ask for the same pairs, and several pairs stand in the same subnets. */
const PAIRS = new WeakMap<Network, Map<Place, Map<Place, Packets>>>();
const PASSING = new WeakMap<Stage, Packets>();
const STAGES = new WeakMap<Subnet, Map<Subnet | Placement["publicAddress"], Stage>>();

function passing(stage: Stage): Packets {
  return remembered(PASSING, stage, () => all(stage.map((hop) => hop.passes)));
}

function remembered<K, V>(
  memory: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
) {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}

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
  if (passing(groups).length === 0) return [[groups]];
  return from.subnets.flatMap((a) =>
    to.subnets.map((b) => {
      const own = remembered(STAGES, a, () => new Map());
      const stage = remembered(own, b, (): Stage => {
        const addresses = ends(a.addresses, b.addresses);
        // An ACL stands around a subnet: what stays in it meets none, and no route but the network's own.
        if (a === b) return addresses;
        return [...addresses, aclHop(a, "egress"), routesHop(a, between(network, a, b)), aclHop(b, "ingress")];
      });
      return [groups, stage];
    }),
  );
}

function outwards(network: Network, from: Placement, { addresses }: Outside): Way[] {
  const groups = [groupsHop(from, "egress")];
  return from.subnets.map((subnet) => {
    const own = remembered(STAGES, subnet, () => new Map());
    const stage = remembered(own, from.publicAddress, (): Stage => {
      const routes = leaving(network, subnet, from.publicAddress);
      return [aclHop(subnet, "egress"), routesHop(subnet, routes)];
    });
    return [ends(subnet.addresses, addresses), groups, stage];
  });
}

function inwards({ addresses }: Outside, to: Placement): Way[] {
  const groups = [groupsHop(to, "ingress")];
  return to.subnets.map((subnet) => [
    ends(addresses, subnet.addresses),
    groups,
    [routesHop(subnet, arriving(subnet, to.publicAddress)), aclHop(subnet, "ingress")],
  ]);
}
