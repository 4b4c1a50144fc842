import { LOG_RETENTION_DAYS } from "../shared/log-retention";
import { Problems } from "../shared/validate";
import { defaultTierMask, planFits, type Tier, type TierMask, ZONE_LETTERS } from "./address-plan";
import { isPrivate, parseCidr } from "./cidr";
import { bucketNameProblems } from "./s3-endpoint-policy";
import type { DnsFirewallSettings, NatStrategy, VpcArgs } from "./vpc-args";

/** A network's arguments with nothing left open and nothing wrong; zones in the order of their letters. */
export interface VpcSpec {
  readonly cidrBlock: string;
  readonly protect: boolean;
  readonly zones: readonly string[];
  readonly tiers: readonly Tier[];
  readonly mask: TierMask;
  readonly natStrategy: NatStrategy;
  readonly flowLogRetention: number;
  readonly dnsFirewall: DnsFirewallSettings;
}

const ALL_TIERS: readonly Tier[] = ["public", "app", "data"];
const API_DOMAINS = ["*.amazonaws.com", "*.api.aws", "*.googleapis.com"];
const DOMAIN = /^(?:\*\.)?(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{1,62}\.?$/;

/** Completes and checks the arguments of a network that is to be created. @throws ArgumentError with every problem */
export function resolveVpcArgs(name: string, args: VpcArgs): VpcSpec {
  const cidrBlock = args.cidrBlock ?? "10.0.0.0/16";
  const cidr = parseCidr(cidrBlock);
  const spec: VpcSpec = {
    cidrBlock,
    protect: args.protect ?? true,
    zones: [...args.availabilityZoneNames].sort(),
    tiers: args.tiers ?? ALL_TIERS,
    mask: args.tierMask ?? defaultTierMask(cidr?.length ?? 16),
    natStrategy: args.natStrategy ?? "single",
    flowLogRetention: args.flowLogRetention ?? 30,
    dnsFirewall: args.dnsFirewall ?? { mode: "alert", allowDomains: API_DOMAINS },
  };
  const problems = new Problems();
  problems.unless(
    cidr !== undefined && isPrivate(cidr) && cidr.length >= 16 && cidr.length <= 20,
    `cidrBlock must be a private IPv4 block between /16 and /20, got "${cidrBlock}".`,
  );
  checkZones(problems, args.region, args.availabilityZoneNames);
  problems.unless(
    cidr === undefined || planFits(cidrBlock, spec.mask),
    `tierMask /${spec.mask.public} public, /${spec.mask.app} app, /${spec.mask.data} data does not fit into ${cidrBlock}; ` +
      "every tier needs eight slots; use longer prefixes (28 at most) or a larger block.",
  );
  checkTiers(problems, spec);
  problems.add(bucketNameProblems(args.s3BucketNamePatterns));
  problems.oneOf("flowLogRetention", spec.flowLogRetention, LOG_RETENTION_DAYS);
  checkDnsFirewall(problems, spec.dnsFirewall);
  problems.throwFor(`Vpc "${name}"`);
  return spec;
}

function checkZones(problems: Problems, region: string, zones: readonly string[]): void {
  problems.count("availabilityZoneNames", zones, 2, 3);
  for (const [index, zone] of zones.entries()) {
    problems.unless(
      zone.startsWith(region) && (ZONE_LETTERS as readonly string[]).includes(zone.slice(region.length)),
      `availabilityZoneNames: "${zone}" is not a zone of ${region}; use ${region}${ZONE_LETTERS[0]} to ${ZONE_LETTERS.at(-1)}.`,
    );
    problems.unless(zones.indexOf(zone) === index, `availabilityZoneNames contains "${zone}" twice.`);
  }
}

function checkTiers(problems: Problems, { tiers, natStrategy }: VpcSpec): void {
  problems.unless(tiers.length > 0, "tiers must name at least one of public, app, data, got none.");
  for (const [index, tier] of tiers.entries()) {
    problems.oneOf("tiers", tier, ALL_TIERS);
    problems.unless(tiers.indexOf(tier) === index, `tiers contains "${tier}" twice.`);
  }
  problems.unless(
    natStrategy === "none" || !tiers.includes("app") || tiers.includes("public"),
    `natStrategy "${natStrategy}" needs the public tier, where the gateway stands; add it or use "none".`,
  );
}

function checkDnsFirewall(problems: Problems, { mode, allowDomains }: DnsFirewallSettings): void {
  problems.unless(
    mode === "off" || allowDomains.length > 0,
    `dnsFirewall "${mode}" needs at least one name in allowDomains, got none.`,
  );
  for (const domain of allowDomains) {
    problems.unless(
      DOMAIN.test(domain),
      `dnsFirewall.allowDomains must be names such as "api.example.com" or "*.example.com", got "${domain}".`,
    );
  }
}
