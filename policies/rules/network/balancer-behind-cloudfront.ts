import { CLOUDFRONT_PREFIX_LISTS } from "../../../components/network/cloudfront-addresses";
import { type Rule, violations } from "../../core/rule";
import { ANYBODY, flows } from "../../lib/network/flows";
import { BALANCER } from "../../lib/network/kinds";
import { answeringWithoutHeader } from "../../lib/network/listeners";
import { networkOf } from "../../lib/network/network";
import { packets, without } from "../../lib/network/packets";
import { judge } from "../../lib/network/proof";

/** N2 and the third theorem: the prefix list proves "some distribution", the header that it is the platform's own. */
export const balancerBehindCloudfront: Rule = {
  id: "network-balancer-behind-cloudfront",
  title: "Only CloudFront reaches the load balancer, and only with the secret header",
  why: "Whoever reaches the load balancer past CloudFront is past the firewall and its rate limits too.",
  fix: "admit CloudFront's prefix list alone, answer 403 by default, and ask every listener rule for the header",
  severity: "critical",
  pack: "network",
  theorem: "N2",
  controls: [],
  types: [BALANCER],
  judge: (subject, graph) => {
    const network = networkOf(graph);
    const open = answeringWithoutHeader(subject, network, graph);
    if (open.length > 0) {
      return violations(
        open.map(({ name }) => ({
          key: `no-header::${name}`,
          message: `${name} answers requests without the secret header; ask for it, or answer 403`,
        })),
      );
    }
    const placement = network.placements.find(({ resource }) => resource === subject);
    const list = CLOUDFRONT_PREFIX_LISTS[subject.region ?? ""] ?? "";
    const cloudfront = packets({ from: network.lists.point(list) });
    const found = placement === undefined ? [] : without(flows(network, ANYBODY, placement), cloudfront);
    const message = `others than CloudFront can reach ${subject.name}`;
    return judge([{ key: "not-cloudfront", found, message, fix: "admit CloudFront's prefix list alone" }], graph);
  },
};
