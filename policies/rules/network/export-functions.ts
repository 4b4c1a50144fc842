import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { notApplicable, PASS, type Rule, violation } from "../../core/rule";
import { LISTED } from "../../lib/network/addresses";
import { ANYBODY, flows, nameOf } from "../../lib/network/flows";
import { networkOf } from "../../lib/network/network";
import { packets, without } from "../../lib/network/packets";
import { judge } from "../../lib/network/proof";
import { rolesOf } from "../../lib/network/roles";

const EXPORT = "kumiki:analytics:BigQueryExport";

/** N8: no function of the export stands on both sides. */
export const exportFunctions: Rule = {
  id: "network-export-functions-apart",
  title: "The export's functions reach the search domain and S3 from inside, or Google from outside",
  why: "A function with both ways would carry whatever it reads straight out of the platform.",
  fix: "leave the extract function in its own group, and the others of the export without vpcConfig",
  severity: "critical",
  pack: "network",
  theorem: "N8",
  controls: [],
  types: ["aws:lambda/function:Function"],
  judge: (subject, graph) => {
    if (!isOfExport(subject, graph)) return notApplicable("the function is not of the export to BigQuery");
    const network = networkOf(graph);
    const placement = network.placements.find(({ resource }) => resource === subject);
    if (placement === undefined) return PASS;
    const { name } = subject;
    const roles = rolesOf(placement, graph);
    if (roles.some((role) => role !== "fn-extract") || roles.length === 0) {
      return violation(
        "in-network",
        `${name} is in the network, but not in the extract function's group; take vpcConfig away`,
      );
    }
    const others = network.placements.filter((place) => !rolesOf(place, graph).includes("search"));
    const claims = [...others, ANYBODY].map((other) => ({
      key: nameOf(other),
      // Which prefix list it is that it reaches, the table of flows says.
      found: without(flows(network, placement, other), other === ANYBODY ? packets({ to: LISTED }) : []),
      message: `${name} can reach ${nameOf(other)}`,
      fix: "remove what admits it",
    }));
    return judge(claims, graph);
  },
};

function isOfExport({ parent }: ResourceNode, graph: ResourceGraph): boolean {
  const owner = parent === undefined ? undefined : graph.get(parent);
  return owner !== undefined && (owner.type === EXPORT || isOfExport(owner, graph));
}
