import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { type Judgement, PASS, type Rule, unproven, violation } from "../../core/rule";
import { ANYBODY, flows } from "../../lib/network/flows";
import { BALANCER, KINDS } from "../../lib/network/kinds";
import type { Network } from "../../lib/network/model";
import { networkOf } from "../../lib/network/network";
import { judge } from "../../lib/network/proof";
import { ADDRESS, NAT_GATEWAY } from "../../lib/network/types";

/** N3. */
export const noPublicAddress: Rule = {
  id: "network-no-public-address",
  title: "Nothing but the load balancer has a public address, and nothing else can be reached from outside",
  why: "A workload with a public address is one security-group rule away from the internet.",
  fix: "turn off assignPublicIp, publiclyAccessible or the Elastic IP, and remove the rule that admits the outside",
  severity: "critical",
  pack: "network",
  theorem: "N3",
  controls: ["ECS.2", "RDS.2", "CKV2_AWS_19"],
  types: [...Object.keys(KINDS).filter((type) => type !== BALANCER), ADDRESS],
  judge: (subject, graph) => {
    const network = networkOf(graph);
    if (subject.type === ADDRESS) return judgeAddress(subject, network, graph);
    const placement = network.placements.find(({ resource }) => resource === subject);
    if (placement === undefined) return PASS;
    const { name } = subject;
    if (placement.publicAddress === true) {
      return violation("public-address", `${name} has a public address; place it behind the load balancer without one`);
    }
    if (placement.publicAddress === "perhaps") {
      return unproven("public-address", `whether ${name} has a public address is not known yet`);
    }
    const found = flows(network, ANYBODY, placement);
    const message = `${name} can be reached from outside`;
    return judge([{ key: "outside", found, message, fix: "remove what admits it" }], graph);
  },
};

function judgeAddress(address: ResourceNode, { links }: Network, graph: ResourceGraph): Judgement {
  const gateways = graph.ofType(NAT_GATEWAY);
  const own = gateways.some((gateway) => links.one(gateway, [ADDRESS], "allocationId") === address.urn);
  return own
    ? PASS
    : violation("not-of-nat", `${address.name} is a public address that no NAT gateway uses; remove the Elastic IP`);
}
