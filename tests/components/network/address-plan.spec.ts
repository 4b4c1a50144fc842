import { expect } from "chai";
import fc from "fast-check";
import {
  defaultTierMask,
  planFits,
  subnetCidr,
  type Tier,
  ZONE_LETTERS,
} from "../../../components/network/address-plan";
import { contains, overlaps, parseCidr } from "../../../components/network/cidr";

const TIERS: readonly Tier[] = ["public", "app", "data"];
const ZONES = ZONE_LETTERS.map((letter) => `ap-northeast-1${letter}`);

/** The whole plan of a network with these tiers and zones: subnet name to block. */
function plan(vpc: string, tiers: readonly Tier[], zones: readonly string[]): Map<string, string> {
  const mask = defaultTierMask(Number(vpc.split("/")[1]));
  return new Map(tiers.flatMap((tier) => zones.map((zone) => [`${tier}-${zone}`, subnetCidr(vpc, tier, zone, mask)])));
}

const blocks = fc
  .tuple(fc.nat({ max: 255 }), fc.integer({ min: 16, max: 20 }))
  .map(([second, length]) => `10.${second}.0.0/${length}`);

describe("the address plan", () => {
  it("never renumbers a survivor in 10,000 random sequences of added and removed zones and tiers", () => {
    const step = fc.oneof(
      fc.record({ zone: fc.constantFrom(...ZONES), add: fc.boolean() }),
      fc.record({ tier: fc.constantFrom(...TIERS), add: fc.boolean() }),
    );
    const property = fc.property(blocks, fc.array(step, { minLength: 1, maxLength: 12 }), (vpc, steps) => {
      const zones = new Set<string>([ZONES[0] ?? ""]);
      const tiers = new Set<Tier>(["app"]);
      let before = plan(vpc, [...tiers], [...zones]);
      for (const change of steps) {
        if ("zone" in change) change.add ? zones.add(change.zone) : zones.delete(change.zone);
        else change.add ? tiers.add(change.tier) : tiers.delete(change.tier);
        const after = plan(vpc, [...tiers], [...zones]);
        for (const [name, cidr] of after) expect(before.get(name) ?? cidr, name).to.equal(cidr);
        before = after;
      }
    });
    fc.assert(property, { numRuns: 10_000 });
  });

  it("keeps every subnet inside the network and apart from every other", () => {
    const property = fc.property(blocks, (vpc) => {
      const whole = parseCidr(vpc);
      const subnets = [...plan(vpc, TIERS, ZONES).values()].map((text) => parseCidr(text));
      for (const [index, subnet] of subnets.entries()) {
        if (whole === undefined || subnet === undefined) throw new Error(`malformed block in ${vpc}`);
        expect(contains(whole, subnet)).to.equal(true);
        for (const other of subnets.slice(index + 1)) {
          if (other !== undefined) expect(overlaps(subnet, other)).to.equal(false);
        }
      }
    });
    fc.assert(property, { numRuns: 200 });
  });

  it("gives the blocks that are in use, which must never change", () => {
    const mask = defaultTierMask(16);
    expect(ZONES.map((zone) => subnetCidr("10.0.0.0/16", "app", zone, mask))).to.deep.equal([
      "10.0.0.0/22",
      "10.0.4.0/22",
      "10.0.8.0/22",
      "10.0.12.0/22",
      "10.0.16.0/22",
      "10.0.20.0/22",
    ]);
    expect(subnetCidr("10.0.0.0/16", "public", "ap-northeast-1a", mask)).to.equal("10.0.32.0/24");
    expect(subnetCidr("10.0.0.0/16", "data", "ap-northeast-1d", mask)).to.equal("10.0.43.0/24");
  });

  it("halves the subnets with each bit below /18", () => {
    expect([16, 18, 19, 20].map((length) => defaultTierMask(length))).to.deep.equal([
      { public: 24, app: 22, data: 24 },
      { public: 24, app: 22, data: 24 },
      { public: 25, app: 23, data: 25 },
      { public: 26, app: 24, data: 26 },
    ]);
  });

  it("knows what does not fit", () => {
    expect(planFits("10.0.0.0/20", defaultTierMask(16))).to.equal(false);
    expect(planFits("10.0.0.0/16", { public: 24, app: 22, data: 29 })).to.equal(false);
    expect(() => subnetCidr("10.0.0.0/20", "app", "ap-northeast-1a", defaultTierMask(16))).to.throw(
      'no subnet for tier app in zone "ap-northeast-1a" of 10.0.0.0/20 with prefix /22',
    );
    expect(() => subnetCidr("10.0.0.0/16", "app", "ap-northeast-1z", defaultTierMask(16))).to.throw(RangeError);
  });
});
