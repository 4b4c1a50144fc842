import { readPath } from "../../core/property-path";
import { PASS, type Rule, violation } from "../../core/rule";
import { withId } from "../../lib/graph/references";

/** A load balancer has a foot in two zones or more. */
export const BALANCER_SPANS_ZONES: Rule = {
  id: "resilience-balancer-spans-zones",
  title: "A load balancer spans two or more zones",
  why: "With its only zone the whole platform would be gone.",
  fix: "pass it public subnets of two zones or more",
  severity: "medium",
  pack: "resilience",
  controls: ["ELB.13"],
  types: ["aws:lb/loadBalancer:LoadBalancer"],
  judge({ inputs }, graph) {
    const zones = readPath(inputs, "subnets[]").flatMap(
      ({ value }) => withId("aws:ec2/subnet:Subnet", value, graph)?.inputs.availabilityZone ?? [],
    );
    return new Set(zones).size >= 2 ? PASS : violation("subnets", `subnets are of fewer than two zones; ${this.fix}`);
  },
};
