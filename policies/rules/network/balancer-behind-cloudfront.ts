import { CLOUDFRONT_PREFIX_LISTS } from "../../../components/network/cloudfront-addresses";
import { ORIGIN_HEADER_NAME } from "../../../components/network/listener-rules";
import type { PlainObject, ResourceGraph, ResourceNode } from "../../../plan/graph";
import { type Finding, type Rule, UnknownValue, violations } from "../../core/rule";
import { ANYBODY, flows } from "../../lib/network/flows";
import type { Network } from "../../lib/network/model";
import { networkOf } from "../../lib/network/network";
import { packets, without } from "../../lib/network/packets";
import { BALANCER } from "../../lib/network/placements";
import { judge } from "../../lib/network/proof";
import { read, readObjects, UNKNOWN } from "../../lib/network/read";

const LISTENER = "aws:lb/listener:Listener";
const LISTENER_RULE = "aws:lb/listenerRule:ListenerRule";

/** N2 and the third theorem: the prefix list proves "some distribution", the header that it is the platform's own. */
export const balancerBehindCloudfront: Rule = {
  id: "network-balancer-behind-cloudfront",
  title: "Only CloudFront reaches the load balancer, and only with the secret header",
  why: "Whoever reaches the load balancer past CloudFront is past the firewall and its rate limits too.",
  fix: "Admit CloudFront's prefix list alone, answer 403 by default, and ask every listener rule for the header.",
  severity: "critical",
  pack: "network",
  controls: [],
  types: [BALANCER],
  judge: (subject, graph) => {
    const network = networkOf(graph);
    const listeners = graph.ofType(LISTENER).filter((one) => of(one, subject, "loadBalancerArn", BALANCER, network));
    const unasked = listeners.flatMap((listener) => withoutHeader(listener, network, graph));
    if (unasked.length > 0) return violations(unasked);
    const placement = network.placements.find(({ resource }) => resource === subject);
    const list = CLOUDFRONT_PREFIX_LISTS[subject.region ?? ""] ?? "";
    const cloudfront = packets({ from: network.lists.point(list) });
    const found = placement === undefined ? [] : without(flows(network, ANYBODY, placement), cloudfront);
    const message = `others than CloudFront can reach ${subject.name}`;
    return judge([{ key: "not-cloudfront", found, message, fix: "admit CloudFront's prefix list alone" }], graph);
  },
};

function of(resource: ResourceNode, owner: ResourceNode, property: string, type: string, { links }: Network): boolean {
  return links.one(resource, [type], property) === owner.urn;
}

/** What of a listener answers requests without the header. */
function withoutHeader(listener: ResourceNode, network: Network, graph: ResourceGraph): Finding[] {
  const refuses = readObjects(listener.inputs, "defaultActions").every(isRefusal);
  const rules = graph.ofType(LISTENER_RULE).filter((rule) => of(rule, listener, "listenerArn", LISTENER, network));
  const open = rules.filter((rule) => {
    const acts = readObjects(rule.inputs, "actions").every(isRefusal);
    return !acts && !readObjects(rule.inputs, "conditions").some(asksForHeader);
  });
  return [...(refuses ? [] : [listener]), ...open].map(({ name }) => ({
    key: `no-header::${name}`,
    message: `${name} answers requests without the secret header; ask for it, or answer 403`,
  }));
}

function isRefusal(action: PlainObject): boolean {
  return read(action, "type") === "fixed-response" && read(action, "fixedResponse", "statusCode") === "403";
}

function asksForHeader(condition: PlainObject): boolean {
  const name = read(condition, "httpHeader", "httpHeaderName");
  if (name === UNKNOWN) throw new UnknownValue("conditions.httpHeader.httpHeaderName");
  return name === ORIGIN_HEADER_NAME;
}
