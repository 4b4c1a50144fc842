import { STACK_TYPE } from "../../../plan/graph";
import { PASS, type Rule, violation } from "../../core/rule";
import { isProduction } from "../../lib/facts/tags";

export const SINGLE_NAT: Rule = {
  id: "cost-single-nat",
  title: "Outside production one NAT gateway is enough",
  why: "Each further one costs about USD 45 a month in Tokyo (2026), and only buys independence of zones.",
  fix: "set `network.natStrategy` to `single` or `none` in the stack file",
  severity: "low",
  pack: "cost",
  controls: [],
  types: [STACK_TYPE],
  judge: (_, graph) => {
    const gateways = graph.ofType("aws:ec2/natGateway:NatGateway").filter((gateway) => !isProduction(gateway));
    return gateways.length <= 1 ? PASS : violation("nat", "there is more than one NAT gateway; one is enough here");
  },
};
