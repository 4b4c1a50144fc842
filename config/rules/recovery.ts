import { areZonesOf, isVpcBlock, repeatedZones } from "../checks/network";
import { messages } from "../messages";
import { at } from "../problem";
import { must, type Rule } from "./rule";

export const recoveryRules: readonly Rule[] = [
  ({ dr }) => (dr.mode === "warmStandby" ? [at("dr.mode", messages.E48())] : []),

  ({ dr }) =>
    dr.mode !== "none" && dr.cidrBlock === undefined ? [at("dr.cidrBlock", messages.E01("dr.cidrBlock"))] : [],

  ({ dr: { cidrBlock } }) =>
    must(
      cidrBlock === undefined || isVpcBlock(cidrBlock),
      "dr.cidrBlock",
      { en: "a private range between /16 and /20", ja: " /16 から /20 までのプライベートアドレス範囲" },
      cidrBlock,
    ),

  // Buckets are copied there, whatever else is.
  ({ dr, region, storage }) =>
    must(
      dr.region !== region || (dr.mode === "none" && storage.replicate.length === 0),
      "dr.region",
      { en: "another region than aws:region", ja: " aws:region とは異なるリージョン" },
      dr.region,
    ),

  ({ dr: { mode, region, availabilityZones } }) =>
    must(
      mode === "none" || (areZonesOf(region, availabilityZones) && repeatedZones(availabilityZones).length === 0),
      "dr.availabilityZones",
      { en: `2 or 3 different zones of ${region}`, ja: ` ${region} の異なる2つまたは3つのゾーン` },
      availabilityZones,
    ),
];
