import { MAX_COMMON_NAME_LENGTH } from "../../components/network/hostname";
import { must, type Rule } from "./rule";

/** What a load balancer stands in: two zones at least, and as many subnets as the service takes. */
const BALANCER_SUBNETS = { fewest: 2, most: 6 };

export const edgeRules: readonly Rule[] = [
  ({ edge: { rateLimit, loginRateLimit } }) =>
    must(
      loginRateLimit <= rateLimit,
      "edge.loginRateLimit",
      { en: `at most edge.rateLimit (${rateLimit})`, ja: ` edge.rateLimit（${rateLimit}）以下の値` },
      loginRateLimit,
    ),

  ({ domain: { name, originLabel } }) =>
    must(
      `${originLabel}.${name}`.length <= MAX_COMMON_NAME_LENGTH,
      "domain.name",
      {
        en: `short enough that "<domain.originLabel>.<domain.name>" fits the ${MAX_COMMON_NAME_LENGTH} characters of a certificate`,
        ja: `、"<domain.originLabel>.<domain.name>" が証明書の上限である${MAX_COMMON_NAME_LENGTH}文字に収まる値`,
      },
      name,
    ),

  ({ edge, network: { adopt } }) => {
    if (adopt === undefined) return [];
    const tier = edge.originMode === "vpcOrigin" ? "appSubnetIds" : "publicSubnetIds";
    const { fewest, most } = BALANCER_SUBNETS;
    return must(
      adopt[tier].length >= fewest && adopt[tier].length <= most,
      `network.adopt.${tier}`,
      {
        en: `${fewest} to ${most} subnets in different zones for the load balancer`,
        ja: `、ロードバランサーのために異なるゾーンのサブネットを${fewest}つから${most}つ並べたリスト`,
      },
      adopt[tier],
    );
  },
];
