import type { Resource } from "@pulumi/pulumi";
import { registryAccount } from "../components/compute/task-roles";
import type { GroupName } from "../components/network/flow-endpoints";
import { SecurityGroups } from "../components/network/security-groups";
import { Vpc } from "../components/network/vpc";
import { VpcEndpoints } from "../components/network/vpc-endpoints";
import type { StackConfig } from "../config/schema";
import type { Foundation } from "./foundation";

/** Addresses, ways in and out, and who may talk to whom. */
export interface Network {
  readonly vpc: Vpc;
  readonly groups: SecurityGroups;
  /** What a workload has to wait for before it opens a connection: a group's id is known before its rules exist. */
  readonly paths: readonly Resource[];
}

export function createNetwork(foundation: Foundation): Network {
  const { config, common, options, keys, protect } = foundation;
  const { network } = config;
  const vpc = new Vpc(
    "vpc",
    {
      ...common,
      cidrBlock: network.cidrBlock,
      protect,
      availabilityZoneNames: network.availabilityZones,
      natStrategy: network.natStrategy,
      s3BucketNamePatterns: [`${common.namePrefix}-*`],
      flowLogRetention: network.flowLogRetentionDays,
      dnsFirewall: { mode: network.dnsFirewall, allowDomains: allowedDomains(config) },
      logsKeyArn: keys.arn("logs"),
      adopt: network.adopt,
    },
    options,
  );
  const groups = new SecurityGroups(
    "groups",
    {
      ...common,
      vpcId: vpc.vpcId,
      groups: groupsOf(config),
      applicationPort: config.service.port,
      interfaceEndpoints: network.interfaceEndpoints,
      s3PrefixListId: vpc.s3PrefixListId,
      cloudFrontPrefixListId: network.cloudFrontPrefixListId,
    },
    options,
  );
  return { vpc, groups, paths: [groups, ...createEndpoints(foundation, vpc, groups)] };
}

/** Those the stack names, and that of dedicated endpoints of Vertex AI, which answer outside of googleapis.com. */
function allowedDomains({ gcp, network }: StackConfig): string[] {
  const endpoint = gcp.enabled && gcp.vertexEndpoint ? ["*.prediction.vertexai.goog"] : [];
  return [...network.dnsFirewallAllowDomains, ...endpoint];
}

/** The groups of what the stack has. */
function groupsOf({ aurora, gcp }: StackConfig): Exclude<GroupName, "vpce">[] {
  return [
    "alb",
    "app",
    "worker",
    ...(aurora.proxy ? (["proxy"] as const) : []),
    "db",
    "cache",
    "search",
    ...(gcp.enabled ? (["fn-extract"] as const) : []),
    "fn-boot",
  ];
}

function createEndpoints({ config, common, options }: Foundation, vpc: Vpc, groups: SecurityGroups): VpcEndpoints[] {
  const { interfaceEndpoints: services } = config.network;
  if (services.length === 0) return [];
  return [
    new VpcEndpoints(
      "endpoints",
      {
        ...common,
        vpcId: vpc.vpcId,
        subnetIds: vpc.appSubnetIds,
        securityGroupId: groups.id("vpce"),
        services,
        imageAccountIds: foreignRegistries(config),
      },
      options,
    ),
  ];
}

/** Accounts other than the stack's own that images are pulled from. */
function foreignRegistries({ account, service, observability }: StackConfig): string[] {
  const accounts = [service.image, observability.collectorImage ?? ""].flatMap((image) => registryAccount(image) ?? []);
  return [...new Set(accounts)].filter((id) => id !== account.id);
}
