import type * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "../shared/component";
import { LOG_RETENTION_DAYS } from "../shared/log-retention";
import { Problems } from "../shared/validate";
import { defaultTierMask, planFits, type Tier, type TierMask, ZONE_LETTERS } from "./address-plan";
import { isPrivate, parseCidr } from "./cidr";

export type NatStrategy = "none" | "single" | "onePerAz";

/** An existing network to use as it is. */
export interface AdoptedNetwork {
  readonly vpcId: string;
  readonly publicSubnetIds: readonly string[];
  readonly appSubnetIds: readonly string[];
  readonly dataSubnetIds: readonly string[];
  /** Prefix list of S3 in the region: `aws ec2 describe-managed-prefix-lists`. */
  readonly s3PrefixListId: string;
}

export interface VpcArgs extends PlatformArgs {
  /** AWS region. Changing it replaces the network. */
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  /** Start of the log groups' names, such as `kumiki-dev`. */
  readonly namePrefix: string;
  /**
   * Private IPv4 block, /16 to /20. A change replaces the network and everything in it.
   * @default "10.0.0.0/16"
   */
  readonly cidrBlock?: string;
  /** Two or three zones of the region by name. A zone keeps its addresses whatever else is added or removed. */
  readonly availabilityZoneNames: readonly string[];
  /**
   * Tiers to create subnets for.
   * @default all three; a network that only receives replicas takes `["data"]`
   */
  readonly tiers?: readonly Tier[];
  /**
   * Prefix length of each tier's subnets, at most 28 bits. A change replaces the subnets.
   * @default /24 public, /22 app, /24 data; proportionally smaller in a block below /18
   */
  readonly tierMask?: TierMask;
  /**
   * Way of the app tier to the internet: none, through one gateway, or through one in its own zone.
   * One gateway saves about 45 USD a month for each further zone (Tokyo, 2026), and is lost with its zone.
   * @default "single"
   */
  readonly natStrategy?: NatStrategy;
  /** Names of the buckets the S3 gateway endpoint leads to; `*` matches any characters. */
  readonly s3BucketNamePatterns: readonly string[];
  /**
   * Days flow logs and DNS queries are kept; one of the values CloudWatch Logs accepts.
   * @default 30
   */
  readonly flowLogRetention?: number;
  /**
   * What becomes of DNS queries for names that are not allowed.
   * @default alert about everything outside the AWS and Google API domains
   */
  readonly dnsFirewall?: { readonly mode: "off" | "alert" | "block"; readonly allowDomains: readonly string[] };
  /** KMS key of the log groups. */
  readonly logsKeyArn: pulumi.Input<string>;
  /**
   * Existing network to use instead: nothing is created, and the ids are passed on.
   * @default - a network is created
   */
  readonly adopt?: AdoptedNetwork;
}

export interface VpcSpec {
  readonly cidrBlock: string;
  readonly zones: readonly string[];
  readonly tiers: readonly Tier[];
  readonly mask: TierMask;
  readonly natStrategy: NatStrategy;
  readonly flowLogRetention: number;
  readonly dnsFirewall: { readonly mode: "off" | "alert" | "block"; readonly allowDomains: readonly string[] };
}

const API_DOMAINS = ["*.amazonaws.com", "*.api.aws", "*.googleapis.com"];

/** Completes and checks the arguments. @throws ArgumentError with every problem */
export function resolveVpcArgs(name: string, args: VpcArgs): VpcSpec {
  const cidrBlock = args.cidrBlock ?? "10.0.0.0/16";
  const cidr = parseCidr(cidrBlock);
  const spec: VpcSpec = {
    cidrBlock,
    zones: [...args.availabilityZoneNames].sort(),
    tiers: args.tiers ?? ["public", "app", "data"],
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
  problems.unless(spec.tiers.length > 0, "tiers must name at least one of public, app, data, got none.");
  problems.unless(
    spec.natStrategy === "none" || spec.tiers.includes("public"),
    `natStrategy "${spec.natStrategy}" needs the public tier, where the gateway stands; add it or use "none".`,
  );
  problems.oneOf("flowLogRetention", spec.flowLogRetention, LOG_RETENTION_DAYS);
  problems.unless(
    spec.dnsFirewall.mode === "off" || spec.dnsFirewall.allowDomains.length > 0,
    `dnsFirewall "${spec.dnsFirewall.mode}" needs at least one name in allowDomains, got none.`,
  );
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
