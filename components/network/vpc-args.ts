import type * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "../shared/component";
import type { Tier, TierMask } from "./address-plan";

export type NatStrategy = "none" | "single" | "onePerAz";

export interface DnsFirewallSettings {
  /** Whether a query for a name that is not allowed goes unnoticed, is reported, or is refused. */
  readonly mode: "off" | "alert" | "block";
  /** Names that may be resolved; a leading `*.` covers every name below. */
  readonly allowDomains: readonly string[];
}

/** An existing network to use as it is, which needs subnets in the tiers that something is going to stand in. */
export interface AdoptedNetwork {
  readonly vpcId: string;
  readonly publicSubnetIds: readonly string[];
  readonly appSubnetIds: readonly string[];
  readonly dataSubnetIds: readonly string[];
  /** Prefix list of S3 in the region: `aws ec2 describe-managed-prefix-lists`. */
  readonly s3PrefixListId: string;
  /**
   * Route tables of the app subnets, to create the S3 gateway endpoint for. A table takes one such endpoint, so leave them
   * out where the network has its own.
   * @default - no endpoint is created
   */
  readonly appRouteTableIds?: readonly string[];
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
  /**
   * Whether Pulumi refuses to delete or replace the network. Without it a change of `cidrBlock` is begun, and stays half
   * done: what stands in the old network cannot move to the new one.
   * @default true
   */
  readonly protect?: boolean;
  /** Two or three zones of the region by name. A zone keeps its addresses whatever else is added or removed. */
  readonly availabilityZoneNames: readonly string[];
  /**
   * Tiers to create subnets for.
   * @default - all three; a network that only receives replicas takes `["data"]`
   */
  readonly tiers?: readonly Tier[];
  /**
   * Prefix length of each tier's subnets, at most 28 bits. Changing one can move, and so replace, the subnets of every
   * tier.
   * @default /24 public, /22 app, /24 data; proportionally smaller in a block below /18
   */
  readonly tierMask?: TierMask;
  /**
   * Way of the app tier to the internet: none, through one gateway, or through one in its own zone. Without an app tier
   * there is nothing to lead anywhere, so none is created. One gateway saves about 45 USD a month for each further zone
   * (Tokyo, 2026), and is lost with its zone. It stands in the first zone by letter, so that it moves, and changes its
   * address, when an earlier zone is added or its own is removed.
   * @default "single"
   */
  readonly natStrategy?: NatStrategy;
  /**
   * Names of the account's buckets the S3 gateway endpoint leads to, or their common start and `*`.
   */
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
  readonly dnsFirewall?: DnsFirewallSettings;
  /** KMS key of the log groups. */
  readonly logsKeyArn: pulumi.Input<string>;
  /**
   * Existing network to use instead: its ids are passed on, and nothing is created but the endpoint its route tables ask
   * for. Addresses, tiers, gateways, flow logs and the DNS firewall stay with its owner, and so do their arguments.
   * @default - a network is created
   */
  readonly adopt?: AdoptedNetwork;
}
