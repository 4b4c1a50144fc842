import {
  areZonesOf,
  checkCloudFrontAddresses,
  checkDrOverlap,
  checkVpcBlock,
  checkVpcOriginZones,
  checkZones,
  repeatedZones,
} from "../checks/network";
import { messages } from "../messages";
import { at, atIf } from "../problem";
import { must, type Rule } from "./rule";

const PROD_ZONES = 3;

export const networkRules: readonly Rule[] = [
  ({ region, network }) => atIf("network.availabilityZones", checkZones(region, network.availabilityZones)),

  ({ network }) =>
    repeatedZones(network.availabilityZones).map((zone) => at("network.availabilityZones", messages.E04(zone))),

  ({ environment, search, region, network: { availabilityZones } }) =>
    environment === "prod" &&
    search.standby &&
    areZonesOf(region, availabilityZones) &&
    availabilityZones.length !== PROD_ZONES
      ? [at("network.availabilityZones", messages.E05(availabilityZones.length))]
      : [],

  ({ network }) => atIf("network.cidrBlock", checkVpcBlock(network.cidrBlock)),

  ({ dr, network }) =>
    dr.cidrBlock === undefined ? [] : atIf("dr.cidrBlock", checkDrOverlap(dr.cidrBlock, network.cidrBlock)),

  ({ network, gcp }) =>
    network.natStrategy === "none" && gcp.enabled ? [at("network.natStrategy", messages.E08())] : [],

  // Without NAT no zone carries the traffic of another one, so only the single gateway is refused.
  ({ environment, network }) =>
    environment === "prod" && network.natStrategy === "single" ? [at("network.natStrategy", messages.E09())] : [],

  ({ edge, network }) =>
    edge.originMode === "vpcOrigin" ? atIf("network.zoneIds", checkVpcOriginZones(network.zoneIds)) : [],

  ({ region, network }) =>
    atIf("network.cloudFrontPrefixListId", checkCloudFrontAddresses(region, network.cloudFrontPrefixListId)),

  ({ network: { interfaceEndpoints } }) =>
    must(
      new Set(interfaceEndpoints).size === interfaceEndpoints.length,
      "network.interfaceEndpoints",
      { en: "a list that names each service once", ja: "、各サービスを1回だけ挙げたリスト" },
      interfaceEndpoints,
    ),

  ({ network: { dnsFirewall, dnsFirewallAllowDomains } }) =>
    must(
      dnsFirewall === "off" || dnsFirewallAllowDomains.length > 0,
      "network.dnsFirewallAllowDomains",
      {
        en: `a list of at least one domain while network.dnsFirewall is "${dnsFirewall}"`,
        ja: `、network.dnsFirewall が "${dnsFirewall}" の場合は1つ以上のドメインのリスト`,
      },
      dnsFirewallAllowDomains,
    ),

  ({ network: { adopt } }) =>
    must(
      adopt === undefined || adopt.appSubnetIds.length > 0,
      "network.adopt.appSubnetIds",
      { en: "at least one subnet for the tasks", ja: "、タスクのための1つ以上のサブネット" },
      adopt?.appSubnetIds,
    ),
];
