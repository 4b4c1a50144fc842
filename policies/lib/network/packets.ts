import { EVERYWHERE } from "./addresses";
import { difference, type Intervals, intersection, isEmpty } from "./intervals";

/** What tells one packet from another. A protocol without ports has every port. */
const SIDES = ["from", "to", "protocol", "sourcePort", "port"] as const;
type Side = (typeof SIDES)[number];
type Sides = Readonly<Record<Side, Intervals>>;

/** Packets that have each of their sides in a set: a box in five dimensions. */
export interface Box extends Sides {
  /** What admits them, as URNs. */
  readonly via: readonly string[];
  /** True where they are admitted only if a value that is not known turns out so. */
  readonly leans: boolean;
}

/** A set of packets: the union of the boxes, which may overlap. */
export type Packets = readonly Box[];

export const ANY_PORT: Intervals = [[0, 65_535]];
export const ANY_PROTOCOL: Intervals = [[0, 255]];
export const TCP: Intervals = [[6, 6]];
export const NOT_TCP: Intervals = difference(ANY_PROTOCOL, TCP);

const ANY: Sides = {
  from: EVERYWHERE,
  to: EVERYWHERE,
  protocol: ANY_PROTOCOL,
  sourcePort: ANY_PORT,
  port: ANY_PORT,
};

/** The packets with these sides, whatever the others are. */
export function packets(sides: Partial<Sides>, via: readonly string[] = [], leans = false): Packets {
  const box = { ...ANY, ...sides, via, leans };
  return SIDES.some((side) => isEmpty(box[side])) ? [] : [box];
}

/** What is in both. It leans where either does, and is admitted by what admits the two. */
export function both(a: Packets, b: Packets): Packets {
  return a.flatMap((x) => b.flatMap((y) => common(x, y)));
}

export function all(sets: readonly Packets[]): Packets {
  return sets.reduce(both, packets({}));
}

/** What of the first is in none of the boxes of the second, whether those lean or not. */
export function without(a: Packets, b: Packets): Packets {
  return b.reduce<Packets>((left, taken) => left.flatMap((box) => outside(box, taken)), a);
}

/** The first, leaning where it shares packets with the second: these may be refused after all. */
export function doubting(a: Packets, b: Packets): Packets {
  if (b.length === 0) return a;
  return [...without(a, b), ...both(a, b).map((box) => ({ ...box, leans: true }))];
}

/** The answers to the packets: ends and ports change places. */
export function answers(set: Packets): Packets {
  return set.map((box) => ({ ...box, from: box.to, to: box.from, sourcePort: box.port, port: box.sourcePort }));
}

/** The set without what leans: what is admitted for certain. */
export function certain(set: Packets): Packets {
  return set.filter((box) => !box.leans);
}

function common(a: Box, b: Box): Packets {
  // Ports and protocol first: of most pairs of boxes they tell that nothing is shared.
  const port = intersection(a.port, b.port);
  if (isEmpty(port)) return [];
  const protocol = intersection(a.protocol, b.protocol);
  if (isEmpty(protocol)) return [];
  const sides = {
    port,
    protocol,
    from: intersection(a.from, b.from),
    to: intersection(a.to, b.to),
    sourcePort: intersection(a.sourcePort, b.sourcePort),
  };
  return packets(sides, b.via.length === 0 ? a.via : [...new Set([...a.via, ...b.via])], a.leans || b.leans);
}

/** The parts of a box outside of another: for each side what exceeds it, with the sides before it inside. */
function outside(box: Box, taken: Box): Packets {
  const parts: Box[] = [];
  let inside = box;
  for (const side of SIDES) {
    parts.push(...packets({ ...inside, [side]: difference(inside[side], taken[side]) }, box.via, box.leans));
    const shared = intersection(inside[side], taken[side]);
    if (isEmpty(shared)) return [box];
    inside = { ...inside, [side]: shared };
  }
  return parts;
}
