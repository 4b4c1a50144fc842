import { PASS, type Rule, violations } from "../../core/rule";
import { ANYBODY, flows, nameOf } from "../../lib/network/flows";
import { networkOf } from "../../lib/network/network";
import { judge } from "../../lib/network/proof";
import { inRole, rolesOf } from "../../lib/network/roles";

/** N6. */
export const storesCallNobody: Rule = {
  id: "network-stores-call-nobody",
  title: "Data stores open no connection, but the pool to its database",
  why: "A store that can call out is a store that data can be carried out of.",
  fix: "remove the egress rule the message names",
  severity: "high",
  pack: "network",
  theorem: "N6",
  controls: [],
  types: [
    "aws:rds/cluster:Cluster",
    "aws:rds/proxy:Proxy",
    "aws:rds/proxyEndpoint:ProxyEndpoint",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:opensearch/domain:Domain",
  ],
  judge: (subject, graph) => {
    const network = networkOf(graph);
    const store = network.placements.find(({ resource }) => resource === subject);
    if (store === undefined) return PASS;
    const pooled = rolesOf(store, graph).includes("proxy") ? inRole(network, graph, "db") : [];
    const databases = pooled.flatMap(({ groups }) => groups.map(({ key }) => key));
    const rules = store.groups.flatMap(({ egress }) => egress);
    const loose = rules.filter(({ peer }) => !("group" in peer && databases.includes(peer.group)));
    if (loose.length > 0) {
      return violations(
        [...new Set(loose.map(({ urn }) => graph.get(urn)?.name ?? urn))].map((name) => ({
          key: name,
          message: `${name} lets ${subject.name} open connections, should a route ever lead there; remove the rule`,
        })),
      );
    }
    const others = network.placements.filter((place) => place.vpc !== store.vpc || !pooled.includes(place));
    const claims = [...others, ANYBODY].map((other) => ({
      key: nameOf(other),
      found: flows(network, store, other),
      message: `${subject.name} can open connections to ${nameOf(other)}`,
      fix: "remove what admits it",
    }));
    return judge(claims, graph);
  },
};
