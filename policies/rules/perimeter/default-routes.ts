import { tierOf } from "../../../plan/tier";
import { notApplicable, PASS, type Rule, violation } from "../../core/rule";
import { withId } from "../../lib/graph/references";
import { isAnywhere } from "../../lib/values/anywhere";

/** Only the public tier leads to the internet itself; everything else goes out through a NAT gateway. */
export const DEFAULT_ROUTES: Rule = {
  id: "network-private-tiers-use-nat",
  title: "The default route of a private subnet is a NAT gateway",
  why: "Through an internet gateway, whatever has a public address can be reached as well.",
  fix: "route to the NAT gateway of the zone",
  severity: "medium",
  pack: "network",
  controls: ["CKV2_AWS_35"],
  types: ["aws:ec2/route:Route"],
  judge({ inputs }, graph) {
    if (!isAnywhere(inputs.destinationCidrBlock) && !isAnywhere(inputs.destinationIpv6CidrBlock))
      return notApplicable("it is no default route");
    const table = withId("aws:ec2/routeTable:RouteTable", inputs.routeTableId, graph);
    if (table !== undefined && tierOf(table) === "public") return notApplicable("its subnets are public");
    return typeof inputs.natGatewayId === "string"
      ? PASS
      : violation("natGatewayId", `natGatewayId is not set; ${this.fix}`);
  },
};
