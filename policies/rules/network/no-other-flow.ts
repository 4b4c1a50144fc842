import type { Rule } from "../../core/rule";
import { expectedFlows } from "../../lib/network/expected";
import { ANYBODY, flows, nameOf, type Place } from "../../lib/network/flows";
import { networkOf, vpcOf } from "../../lib/network/network";
import { without } from "../../lib/network/packets";
import { judge } from "../../lib/network/proof";
import { VPC } from "../../lib/network/types";

/** The other half of the theorem about the table of flows: whatever is admitted besides is found here. */
export const noOtherFlow: Rule = {
  id: "network-no-other-flow",
  title: "No connection is possible that the table of flows does not have",
  why: "Who breaks into one workload reaches everything it has a way to.",
  fix: "remove the rule or route the message names, or add the flow to components/network/flows.ts for review",
  severity: "critical",
  pack: "network",
  theorem: "F1-F30",
  controls: [],
  types: [VPC],
  judge: (subject, graph) => {
    const network = networkOf(graph);
    const vpc = vpcOf(network, subject);
    const expected = expectedFlows(network, vpc, graph);
    const places: Place[] = [...network.placements, ANYBODY];
    const claims = network.placements
      .filter((placement) => placement.vpc === vpc)
      .flatMap((own) => [
        ...places.map((to) => [own, to] as const),
        // Connections between two placements are judged where they begin.
        [ANYBODY, own] as const,
      ])
      .map(([from, to]) => {
        const allowed = expected
          .filter((flow) => matches(flow.from, from) && matches(flow.to, to))
          .flatMap((flow) => flow.allowed);
        const [source, target] = [nameOf(from), nameOf(to)];
        return {
          key: `${source}->${target}`,
          found: without(flows(network, from, to), allowed),
          message: `${source} can reach ${target}, on a port or at an address the table of flows does not have,`,
          fix: "remove what admits it, or add the flow to the table",
        };
      });
    return judge(claims, graph);
  },
};

/** Whether an end of a flow is this place: the same one, or an address outside for everybody outside. */
function matches(end: Place, place: Place): boolean {
  return end === place || (place === ANYBODY && !("subnets" in end));
}
