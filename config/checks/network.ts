import { isPrivate, overlaps, parseCidr } from "../../components/network/cidr";
import { CLOUDFRONT_PREFIX_LISTS } from "../../components/network/cloudfront-addresses";
import { messages } from "../messages";
import type { Message } from "../problem";

const SHORTEST_PREFIX = 16;
const LONGEST_PREFIX = 20;

/** The zone behind a VPC origin of CloudFront must not be this one (CloudFront developer guide, VPC origins). */
const ZONE_WITHOUT_VPC_ORIGINS = "apne1-az3";

/** Whether the list names 2 or 3 zones of the region: a load balancer needs two, the address plan is made for three. */
export function areZonesOf(region: string, zones: readonly string[]): boolean {
  return zones.length >= 2 && zones.length <= 3 && zones.every((zone) => zone.slice(0, -1) === region);
}

/** E03. */
export function checkZones(region: string, zones: readonly string[]): Message | undefined {
  return areZonesOf(region, zones) ? undefined : messages.E03(region, zones);
}

/** The zones that a list repeats, each once. */
export function repeatedZones(zones: readonly string[]): string[] {
  return [...new Set(zones.filter((zone, index) => zones.indexOf(zone) !== index))];
}

/** Whether the block is private, in canonical form and between /16, the most a VPC takes, and /20, which fits the plan. */
export function isVpcBlock(text: string): boolean {
  const cidr = parseCidr(text);
  return cidr !== undefined && isPrivate(cidr) && cidr.length >= SHORTEST_PREFIX && cidr.length <= LONGEST_PREFIX;
}

/** E06. */
export function checkVpcBlock(text: string): Message | undefined {
  return isVpcBlock(text) ? undefined : messages.E06(text);
}

/** E07. Texts that are no blocks are left to the check of the block itself. */
export function checkDrOverlap(dr: string, network: string): Message | undefined {
  const [a, b] = [parseCidr(dr), parseCidr(network)];
  return a !== undefined && b !== undefined && overlaps(a, b) ? messages.E07(dr, network) : undefined;
}

/** E32. */
export function checkVpcOriginZones(zoneIds: readonly string[]): Message | undefined {
  return zoneIds.includes(ZONE_WITHOUT_VPC_ORIGINS) ? messages.E32() : undefined;
}

/** E47. */
export function checkCloudFrontAddresses(region: string, prefixListId: string | undefined): Message | undefined {
  return prefixListId === undefined && !Object.hasOwn(CLOUDFRONT_PREFIX_LISTS, region)
    ? messages.E47(region)
    : undefined;
}
