import type { Rule } from "../../core/rule";
import { flows } from "../../lib/network/flows";
import { BALANCER } from "../../lib/network/kinds";
import { networkOf } from "../../lib/network/network";
import { judge } from "../../lib/network/proof";
import { inRole } from "../../lib/network/roles";

/** N4. */
export const balancerReachesNoStore: Rule = {
  id: "network-balancer-reaches-no-store",
  title: "The load balancer reaches no data store",
  why: "What the internet talks to must not be one hop from the data.",
  fix: "remove the rules between the load balancer's group and the store's",
  severity: "critical",
  pack: "network",
  theorem: "N4",
  controls: [],
  types: [BALANCER],
  judge: (subject, graph) => {
    const network = networkOf(graph);
    const balancer = network.placements.find(({ resource }) => resource === subject);
    const claims = inRole(network, graph, "db", "proxy", "cache", "search").map((store) => ({
      key: store.resource.name,
      found: balancer === undefined ? [] : flows(network, balancer, store),
      message: `${subject.name} can reach ${store.resource.name}`,
      fix: "remove what admits it",
    }));
    return judge(claims, graph);
  },
};
