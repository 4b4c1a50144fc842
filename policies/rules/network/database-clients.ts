import type { GroupName } from "../../../components/network/flow-endpoints";
import { PASS, type Rule } from "../../core/rule";
import { ANYBODY, flows, nameOf } from "../../lib/network/flows";
import { networkOf } from "../../lib/network/network";
import { judge } from "../../lib/network/proof";
import { inRole, rolesOf } from "../../lib/network/roles";

/** N5 and the database's half of the theorems: only what pools connections where there is a pool, else the workloads. */
export const databaseClients: Rule = {
  id: "network-database-clients",
  title: "Only the pool reaches the database, or only the application and workers where there is no pool",
  why: "Every other way to the database goes around its pool and its identities.",
  fix: "remove the rule that admits the client the message names",
  severity: "critical",
  pack: "network",
  theorem: "N5",
  controls: [],
  types: ["aws:rds/cluster:Cluster"],
  judge: (subject, graph) => {
    const network = networkOf(graph);
    const database = network.placements.find(({ resource }) => resource === subject);
    if (database === undefined) return PASS;
    const pooled = inRole(network, graph, "proxy").some(({ vpc }) => vpc === database.vpc);
    const clients: GroupName[] = pooled ? ["proxy"] : ["app", "worker"];
    const strangers = network.placements.filter(
      (place) => place.vpc !== database.vpc || !rolesOf(place, graph).some((role) => clients.includes(role)),
    );
    const claims = [...strangers, ANYBODY].map((stranger) => ({
      key: nameOf(stranger),
      found: flows(network, stranger, database),
      message: `${nameOf(stranger)} can reach ${subject.name}`,
      fix: "remove what admits it",
    }));
    return judge(claims, graph);
  },
};
