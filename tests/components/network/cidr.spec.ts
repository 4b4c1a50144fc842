// Proves the arithmetic of address blocks; that AWS accepts a block for a VPC only a deployment shows.
import { expect } from "chai";
import fc from "fast-check";
import {
  type Cidr,
  contains,
  formatCidr,
  isPrivate,
  overlaps,
  parseCidr,
  size,
} from "../../../components/network/cidr";

const blocks = fc
  .record({ address: fc.integer({ min: 0, max: 0xffff_ffff }), length: fc.integer({ min: 0, max: 32 }) })
  .map(({ address, length }): Cidr => ({ base: address - (address % 2 ** (32 - length)), length }));

function block(text: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr === undefined) throw new Error(`${text} is no block`);
  return cidr;
}

describe("cidr", () => {
  it("reads and writes the same text", () => {
    fc.assert(
      fc.property(blocks, (cidr) => {
        expect(parseCidr(formatCidr(cidr))).to.deep.equal(cidr);
      }),
    );
  });

  for (const text of [
    "",
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0.256/32",
    "10.0.0.1/16",
    "010.0.0.0/16",
    "10.0.0.0/016",
    "10.0.0/8",
  ]) {
    it(`refuses "${text}"`, () => expect(parseCidr(text)).to.equal(undefined));
  }

  it("finds an overlap exactly where the two blocks share an address", () => {
    fc.assert(
      fc.property(blocks, blocks, (a, b) => {
        const share = Math.max(a.base, b.base) < Math.min(a.base + size(a), b.base + size(b));
        expect(overlaps(a, b)).to.equal(share);
        expect(overlaps(b, a)).to.equal(share);
      }),
    );
  });

  it("holds a block inside itself and inside the block twice its size, not inside its own half", () => {
    const [whole, half] = [block("10.0.0.0/16"), block("10.0.128.0/17")];
    expect([contains(whole, whole), contains(whole, half), contains(half, whole)]).to.deep.equal([true, true, false]);
  });

  it("keeps neighbours apart", () => {
    expect(overlaps(block("10.0.0.0/16"), block("10.1.0.0/16"))).to.equal(false);
  });

  it("calls private exactly the three ranges of RFC 1918", () => {
    const inside = ["10.0.0.0/8", "10.255.255.0/24", "172.16.0.0/12", "172.31.0.0/16", "192.168.0.0/16"];
    const outside = ["9.255.0.0/16", "11.0.0.0/8", "172.0.0.0/8", "172.32.0.0/16", "192.169.0.0/16", "0.0.0.0/0"];
    expect(inside.map((text) => isPrivate(block(text)))).to.deep.equal(inside.map(() => true));
    expect(outside.map((text) => isPrivate(block(text)))).to.deep.equal(outside.map(() => false));
  });
});
