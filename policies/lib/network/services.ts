import type { Intervals } from "./intervals";
import { ANY_PORT, ANY_PROTOCOL } from "./packets";
import { type Read, UNKNOWN } from "./read";

/** Protocol and ports of a rule. */
export interface Service {
  readonly protocol: Intervals;
  readonly port: Intervals;
  /** False where the rule may mean less than what stands here, because of a value that is not known or not modelled. */
  readonly exact: boolean;
}

const NUMBERS: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 };
const WITH_PORTS: readonly number[] = [6, 17];
const PORTLESS: readonly number[] = [1, 58];

/** Reads a rule's protocol, by name or number, and its ports. Absent ports, and a port of -1, mean all of them. */
export function service(protocol: Read<string>, first: Read<number>, last: Read<number>): Service {
  if (protocol === UNKNOWN) return { protocol: ANY_PROTOCOL, port: ANY_PORT, exact: false };
  if (protocol === undefined || protocol === "-1" || protocol === "all") {
    return { protocol: ANY_PROTOCOL, port: ANY_PORT, exact: true };
  }
  const number = NUMBERS[protocol.toLowerCase()] ?? Number(protocol);
  if (!Number.isInteger(number)) return { protocol: ANY_PROTOCOL, port: ANY_PORT, exact: false };
  const own: Intervals = [[number, number]];
  // The two ends are type and code of a message there, which packets are not told apart by.
  if (PORTLESS.includes(number)) return { protocol: own, port: ANY_PORT, exact: first === undefined || first === -1 };
  if (!WITH_PORTS.includes(number)) return { protocol: own, port: ANY_PORT, exact: true };
  if (first === UNKNOWN || last === UNKNOWN) return { protocol: own, port: ANY_PORT, exact: false };
  if (first === undefined || first === -1) return { protocol: own, port: ANY_PORT, exact: true };
  return { protocol: own, port: [[first, last ?? first]], exact: true };
}
