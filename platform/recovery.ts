import { SecurityGroups } from "../components/network/security-groups";
import { Vpc } from "../components/network/vpc";
import type { Foundation } from "./foundation";

/** Where copies of the database stand in the recovery region. Nothing connects it to the first network. */
export interface Recovery {
  readonly region: string;
  readonly vpc: Vpc;
  readonly groups: SecurityGroups;
}

/** A network of data subnets alone; undefined where no data is kept ready elsewhere. */
export function createRecovery({ config, common, options, keys, protect }: Foundation): Recovery | undefined {
  const { dr, network } = config;
  if (dr.mode === "none") return undefined;
  const here = { ...common, region: dr.region };
  const vpc = new Vpc(
    "recovery",
    {
      ...here,
      cidrBlock: dr.cidrBlock,
      protect,
      availabilityZoneNames: dr.availabilityZones,
      tiers: ["data"],
      natStrategy: "none",
      s3BucketNamePatterns: [`${common.namePrefix}-*`],
      flowLogRetention: network.flowLogRetentionDays,
      dnsFirewall: { mode: network.dnsFirewall, allowDomains: network.dnsFirewallAllowDomains },
      logsKeyArn: keys.replicaArn("logs"),
    },
    options,
  );
  const groups = new SecurityGroups(
    "recovery-groups",
    { ...here, vpcId: vpc.vpcId, groups: ["db"], s3PrefixListId: vpc.s3PrefixListId },
    options,
  );
  return { region: dr.region, vpc, groups };
}
