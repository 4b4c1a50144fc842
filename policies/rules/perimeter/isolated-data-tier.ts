import { tierOf } from "../../../plan/tier";
import { PASS, type Rule, violation } from "../../core/rule";
import { withId } from "../../lib/graph/references";

/** A route table of the data tier leads nowhere but the network itself. */
export const ISOLATED_DATA_TIER: Rule = {
  id: "network-isolated-data-tier",
  title: "The data tier has no route out of the network",
  why: "Whoever takes over a database could send it anywhere.",
  fix: "remove the route",
  severity: "critical",
  pack: "network",
  controls: ["RDS.46"],
  types: ["aws:ec2/route:Route"],
  judge(route, graph) {
    const table = withId("aws:ec2/routeTable:RouteTable", route.inputs.routeTableId, graph);
    if (table === undefined) {
      return violation(
        "routeTableId",
        "its route table is not of this stack, so its tier is not known; create both here",
      );
    }
    return tierOf(table) === "data" ? violation("route", `it leads out of the data tier; ${this.fix}`) : PASS;
  },
};
