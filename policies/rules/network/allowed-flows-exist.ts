import { type Finding, PASS, type Rule, violations } from "../../core/rule";
import { expectedFlows } from "../../lib/network/expected";
import { flows, nameOf } from "../../lib/network/flows";
import { networkOf, vpcOf } from "../../lib/network/network";
import { certain, without } from "../../lib/network/packets";
import { VPC } from "../../lib/network/types";

/** Half of the theorem about the table of flows: a rule, route or endpoint that is missing is found here. */
export const allowedFlowsExist: Rule = {
  id: "network-allowed-flows-exist",
  title: "Every flow of the table is possible",
  why: "A connection the platform needs would time out, and only once it is deployed.",
  fix: "restore the security-group rule, route, endpoint or network ACL entry that the message misses",
  severity: "high",
  pack: "network",
  theorem: "F1-F30",
  controls: [],
  types: [VPC],
  judge: (subject, graph) => {
    const network = networkOf(graph);
    const vpc = vpcOf(network, subject);
    const missing: Finding[] = [];
    const doubtful: Finding[] = [];
    for (const { flow, from, to, required } of expectedFlows(network, vpc, graph)) {
      const [source, target] = [nameOf(from, flow.from), nameOf(to, flow.to)];
      const key = `${flow.id}::${source}->${target}`;
      const actual = flows(network, from, to);
      if (required.length === 0 || without(required, actual).length > 0) {
        missing.push({
          key,
          message: `${source} cannot reach ${target} as flow ${flow.id} needs (${flow.why}); add what lets it`,
        });
      } else if (without(required, certain(actual)).length > 0) {
        doubtful.push({
          key,
          message: `${source} reaches ${target} for flow ${flow.id} only if a value turns out so that is not known yet`,
        });
      }
    }
    const [first, ...others] = doubtful;
    if (missing.length > 0) return violations(missing);
    return first === undefined ? PASS : { outcome: "unproven", findings: [first, ...others] };
  },
};
