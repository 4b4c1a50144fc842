import {
  areZonesOf,
  checkCloudFrontAddresses,
  checkDrOverlap,
  checkVpcBlock,
  checkVpcOriginZones,
  checkZones,
  isVpcBlock,
  repeatedZones,
} from "../checks/network";
import { messages } from "../messages";
import { at, atIf } from "../problem";
import type { Rule } from "./rule";

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
];

export const recoveryRules: readonly Rule[] = [
  ({ dr }) => (dr.mode === "warmStandby" ? [at("dr.mode", messages.E48())] : []),

  ({ dr }) =>
    dr.mode !== "none" && dr.cidrBlock === undefined ? [at("dr.cidrBlock", messages.E01("dr.cidrBlock"))] : [],

  ({ dr: { cidrBlock } }) =>
    cidrBlock === undefined || isVpcBlock(cidrBlock)
      ? []
      : [
          at(
            "dr.cidrBlock",
            messages.E00(
              "dr.cidrBlock",
              { en: "a private range between /16 and /20", ja: " /16 から /20 までのプライベートアドレス範囲" },
              cidrBlock,
            ),
          ),
        ],

  ({ dr, region }) =>
    dr.mode !== "none" && dr.region === region
      ? [
          at(
            "dr.region",
            messages.E00(
              "dr.region",
              { en: "another region than aws:region", ja: " aws:region とは異なるリージョン" },
              dr.region,
            ),
          ),
        ]
      : [],

  ({ dr: { mode, region, availabilityZones } }) =>
    mode === "none" || (areZonesOf(region, availabilityZones) && repeatedZones(availabilityZones).length === 0)
      ? []
      : [
          at(
            "dr.availabilityZones",
            messages.E00(
              "dr.availabilityZones",
              { en: `2 or 3 different zones of ${region}`, ja: ` ${region} の異なる2つまたは3つのゾーン` },
              availabilityZones,
            ),
          ),
        ],
];
