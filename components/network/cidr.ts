/** An IPv4 block: its first address as an unsigned 32-bit number, and the length of its prefix. */
export interface Cidr {
  readonly base: number;
  readonly length: number;
}

const ADDRESS_BITS = 32;
const DOTTED = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** RFC 1918: the only ranges that nothing on the internet can be routed to. */
const PRIVATE_RANGES: readonly Cidr[] = [
  { base: toAddress([10, 0, 0, 0]), length: 8 },
  { base: toAddress([172, 16, 0, 0]), length: 12 },
  { base: toAddress([192, 168, 0, 0]), length: 16 },
];

/**
 * Reads "10.0.0.0/16". Anything that is not the canonical text of a block gives `undefined`: leading zeros, a byte above
 * 255, and host bits set ("10.0.0.1/16"), which AWS would silently mask away and then report as a difference for ever.
 */
export function parseCidr(text: string): Cidr | undefined {
  const parts = DOTTED.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const length = parts[4] ?? 0;
  const bytes = parts.slice(0, 4);
  if (length > ADDRESS_BITS || bytes.some((byte) => byte > 255)) return undefined;
  const cidr = { base: toAddress(bytes), length };
  return formatCidr(cidr) === text && cidr.base % size(cidr) === 0 ? cidr : undefined;
}

export function formatCidr({ base, length }: Cidr): string {
  const bytes = [24, 16, 8, 0].map((shift) => (base >>> shift) & 0xff);
  return `${bytes.join(".")}/${length}`;
}

/** The number of addresses in the block. */
export function size({ length }: Cidr): number {
  return 2 ** (ADDRESS_BITS - length);
}

/** Whether every address of `inner` belongs to `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return inner.base >= outer.base && inner.base + size(inner) <= outer.base + size(outer);
}

/** Whether the two blocks share an address. Blocks are aligned, so they overlap only when one contains the other. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return contains(a, b) || contains(b, a);
}

export function isPrivate(cidr: Cidr): boolean {
  return PRIVATE_RANGES.some((range) => contains(range, cidr));
}

function toAddress(bytes: readonly number[]): number {
  return bytes.reduce((address, byte) => address * 256 + byte, 0);
}
