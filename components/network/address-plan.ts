import { type Cidr, formatCidr, parseCidr, size } from "./cidr";

/** Subnet tiers of a network. */
export type Tier = "public" | "app" | "data";

/** Prefix length of each tier's subnets, in bits. */
export type TierMask = Readonly<Record<Tier, number>>;

/** Zones a region can have by their letters; AWS has used up to `f` so far (us-east-1, 2026). */
export const ZONE_LETTERS = ["a", "b", "c", "d", "e", "f"] as const;

/** Slots a tier reserves: the next power of two above six zones, so that every tier starts on its own boundary. */
const SLOTS_PER_TIER = 8;

/** The longest VPC prefix that holds the default masks; each bit more halves every subnet. */
const DEFAULT_MASK: TierMask = { public: 24, app: 22, data: 24 };
const DEFAULT_MASK_FITS = 18;

/** AWS keeps five addresses of a subnet and refuses one smaller than this. */
export const LONGEST_SUBNET_PREFIX = 28;

/** Masks for a VPC of this prefix length: /24, /22, /24 from /16 to /18, and proportionally smaller below. */
export function defaultTierMask(vpcPrefix: number): TierMask {
  const smaller = Math.max(0, vpcPrefix - DEFAULT_MASK_FITS);
  return {
    public: DEFAULT_MASK.public + smaller,
    app: DEFAULT_MASK.app + smaller,
    data: DEFAULT_MASK.data + smaller,
  };
}

/** The letter of a zone's name: `ap-northeast-1c` -> `c`. */
export function zoneLetter(zoneName: string): string {
  return zoneName.slice(-1);
}

/**
 * The address block of the subnet of one tier in one zone.
 *
 * A zone's slot comes from its letter and a tier's region from the masks alone, never from a position in a list. So adding
 * or removing a zone or a tier cannot move another subnet.
 *
 * @throws RangeError if the VPC's block is malformed, the zone has no slot, or the plan does not fit; see `planFits`
 */
export function subnetCidr(vpcCidr: string, tier: Tier, zoneName: string, mask: TierMask): string {
  const vpc = parseCidr(vpcCidr);
  const slot = (ZONE_LETTERS as readonly string[]).indexOf(zoneLetter(zoneName));
  if (vpc === undefined || slot < 0 || !planFits(vpcCidr, mask)) {
    throw new RangeError(`no subnet for tier ${tier} in zone "${zoneName}" of ${vpcCidr} with prefix /${mask[tier]}`);
  }
  const base = vpc.base + offsetOf(tier, mask) + slot * subnetSize(mask[tier]);
  return formatCidr({ base, length: mask[tier] });
}

/** Whether all tiers, the spare one included, fit into the block with all their slots. */
export function planFits(vpcCidr: string, mask: TierMask): boolean {
  const vpc: Cidr | undefined = parseCidr(vpcCidr);
  if (vpc === undefined) return false;
  const needed = regions(mask).reduce((total, region) => total + region.addresses, 0);
  const subnetsExist = Object.values(mask).every(
    (length) => Number.isInteger(length) && length <= LONGEST_SUBNET_PREFIX,
  );
  return subnetsExist && needed <= size(vpc);
}

/** A tier's part of the block; `spare` is kept free for a tier that is not needed yet. */
interface Region {
  readonly tier: Tier | "spare";
  readonly addresses: number;
}

/** The regions of the tiers in the order they are laid out: the largest first, which keeps each on its boundary. */
function regions(mask: TierMask): Region[] {
  const smallest = Math.max(mask.public, mask.data);
  const all: Region[] = [
    { tier: "app", addresses: SLOTS_PER_TIER * subnetSize(mask.app) },
    { tier: "public", addresses: SLOTS_PER_TIER * subnetSize(mask.public) },
    { tier: "data", addresses: SLOTS_PER_TIER * subnetSize(mask.data) },
    { tier: "spare", addresses: SLOTS_PER_TIER * subnetSize(smallest) },
  ];
  return all.sort((a, b) => b.addresses - a.addresses); // a stable sort: equal regions keep the order above
}

function offsetOf(tier: Tier, mask: TierMask): number {
  let offset = 0;
  for (const region of regions(mask)) {
    if (region.tier === tier) break;
    offset += region.addresses;
  }
  return offset;
}

function subnetSize(length: number): number {
  return 2 ** (32 - length);
}
