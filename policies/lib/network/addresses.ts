import { isPrivate, parseCidr, size } from "../../../components/network/cidr";
import { difference, type Interval, type Intervals, intervals, union } from "./intervals";

/**
 * All addresses on one line, so that one arithmetic serves for all: those of IPv4 as numbers, behind them the prefix
 * lists, each a single point that stands for its addresses, and last a point that stands for all of IPv6.
 */
const IPV4: Interval = [0, 2 ** 32 - 1];
const LISTS: Interval = [2 ** 32, 2 ** 32 + 0xffff];
export const IPV6: Intervals = [[2 ** 33, 2 ** 33]];

/** Addresses of IPv4, known or standing on a prefix list. */
export const ALL_IPV4: Intervals = intervals([IPV4, LISTS]);
export const EVERYWHERE: Intervals = union(ALL_IPV4, IPV6);
export const LISTED: Intervals = [LISTS];

/** Ranges that no route of the internet leads to (RFC 1918). */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** What lies outside of every private network. */
export const OUTSIDE: Intervals = difference(EVERYWHERE, union(...PRIVATE.map((block) => reach(block).certain)));
/** The part of it that every host on IPv4 reaches by a number of its own. */
export const INTERNET: Intervals = difference(OUTSIDE, union(LISTED, IPV6));

/** The addresses a rule names: those it surely means, and those it may mean as far as can be told. */
export interface Reach {
  readonly certain: Intervals;
  readonly perhaps: Intervals;
}

export const ANYTHING: Reach = { certain: [], perhaps: EVERYWHERE };

/** The addresses of a block. A public one may hold some of those on a prefix list, whose numbers are not known. */
export function reach(block: string): Reach {
  if (block.includes(":")) return block === "::/0" ? known(IPV6) : { certain: [], perhaps: IPV6 };
  const cidr = parseCidr(block);
  if (cidr === undefined) return ANYTHING;
  if (cidr.length === 0) return known(ALL_IPV4);
  const certain: Intervals = [[cidr.base, cidr.base + size(cidr) - 1]];
  return isPrivate(cidr) ? known(certain) : { certain, perhaps: LISTED };
}

export function known(certain: Intervals): Reach {
  return { certain, perhaps: [] };
}

/** The prefix lists of a platform: what is known to be on a list, or its point on the line. */
export class PrefixLists {
  private readonly points = new Map<string, number>();

  /** `own` holds the lists whose members the stack itself writes, by URN. */
  constructor(private readonly own: ReadonlyMap<string, Reach> = new Map()) {}

  reach(list: string): Reach {
    return this.own.get(list) ?? known(this.point(list));
  }

  /** The point of a list, by its id, or by the URN of what tells the id. */
  point(list: string): Intervals {
    const point = this.points.get(list) ?? LISTS[0] + this.points.size;
    this.points.set(list, point);
    return [[point, point]];
  }

  /** The list whose point this is. */
  at(point: number): string | undefined {
    return [...this.points].find(([, own]) => own === point)?.[0];
  }
}
