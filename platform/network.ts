import { SecurityGroups } from "../components/network/security-groups";
import { Vpc } from "../components/network/vpc";
import { VpcEndpoints } from "../components/network/vpc-endpoints";
import type { Foundation } from "./foundation";

/** Addresses, ways in and out, and who may talk to whom. */
export interface Network {
  readonly vpc: Vpc;
  readonly groups: SecurityGroups;
}

export function createNetwork({ config, common, options, keys }: Foundation): Network {
  const { network } = config;
  const vpc = new Vpc(
    "vpc",
    {
      ...common,
      cidrBlock: network.cidrBlock,
      availabilityZoneNames: network.availabilityZones,
      natStrategy: network.natStrategy,
      s3BucketNamePatterns: [`${common.namePrefix}-*`],
      flowLogRetention: network.flowLogRetentionDays,
      dnsFirewall: { mode: network.dnsFirewall, allowDomains: network.dnsFirewallAllowDomains },
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
      groups: ["alb", "app"],
      applicationPort: config.service.port,
      interfaceEndpoints: network.interfaceEndpoints,
      s3PrefixListId: vpc.s3PrefixListId,
    },
    options,
  );
  if (network.interfaceEndpoints.length > 0) {
    new VpcEndpoints(
      "endpoints",
      {
        ...common,
        vpcId: vpc.vpcId,
        subnetIds: vpc.appSubnetIds,
        securityGroupId: groups.id("vpce"),
        services: network.interfaceEndpoints,
      },
      options,
    );
  }
  return { vpc, groups };
}
