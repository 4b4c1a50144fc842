import { expect } from "chai";
import type { GroupName } from "../../../components/network/flow-endpoints";
import type { PlainObject } from "../../../plan/graph";
import * as types from "../../../policies/lib/network/types";
import { bothStacks, STACKS } from "../../support/stacks";
import { broken, groupOf, pair, rolesOf, rule, withAdded, without } from "./mutations";

// Every change of the real platform that opens or closes a way breaks the theorems it should, and no other.

const STORES: readonly GroupName[] = ["db", "proxy", "cache", "search"];
/** Sources that dev is tried with; its rules are generated from the same table as those of prod, which is tried whole. */
const FROM: readonly GroupName[] = ["alb", "app", "fn-extract", "search"];
const OPEN_443 = ["app", "worker", "fn-boot"];

describe("changes of the platform's network", () => {
  const platform = bothStacks();

  for (const stack of STACKS) {
    it(`${stack}: a removed rule of a group is missed, unless another admits the same (F3-F26)`, () => {
      const graph = platform(stack);
      const rules = [types.INGRESS_RULE, types.EGRESS_RULE].flatMap((type) => graph.ofType(type));
      const survivors = rules.filter((one) => !broken(without(graph, one)).includes("allowed-flows-exist"));
      // Whoever may call the whole internet on 443 may call whatever answers there; the rule that says so is the spare.
      const spare = rules.filter(
        ({ name, inputs }) =>
          name.endsWith("-443-egress") &&
          inputs.cidrIpv4 === undefined &&
          OPEN_443.some((role) => name.startsWith(`groups-${role}-to-`)),
      );
      expect(survivors.map(({ name }) => name)).to.deep.equal(spare.map(({ name }) => name));
      for (const one of rules) {
        expect(broken(without(graph, one)), one.name).to.deep.equal(spare.includes(one) ? [] : ["allowed-flows-exist"]);
      }
    });

    it(`${stack}: a flow between any two groups that the table does not have is found (N4, N5, N6, N8)`, () => {
      const graph = platform(stack);
      const roles = rolesOf(graph);
      const [sources, targets] = stack === "prod" ? [roles, roles] : [FROM, STORES.filter((role) => role !== "proxy")];
      for (const from of sources) {
        for (const to of targets) {
          const added = withAdded(graph, ...pair(groupOf(graph, from), groupOf(graph, to)));
          expect(broken(added), `${from} to ${to}`).to.deep.equal(expectedOf(from, to, roles));
        }
      }
    });

    it(`${stack}: a group that admits addresses is found, of either family (N1)`, () => {
      const graph = platform(stack);
      const sources: PlainObject[] = [{ cidrIpv4: "0.0.0.0/0" }, { cidrIpv4: "128.0.0.0/1" }, { cidrIpv6: "::/0" }];
      for (const role of rolesOf(graph)) {
        for (const source of sources) {
          const added = withAdded(graph, rule("ingress", groupOf(graph, role), source));
          // The load balancer alone has a public address, over IPv4, and its subnets' ACL lets the port in.
          const reachable = role === "alb" && source.cidrIpv6 === undefined;
          const others = reachable ? ["balancer-behind-cloudfront", "no-other-flow"] : [];
          expect(broken(added), `${role} ${JSON.stringify(source)}`).to.deep.equal(
            [...others, "groups-closed-to-addresses"].sort(),
          );
        }
      }
    });
  }
});

function expectedOf(from: GroupName, to: GroupName, roles: readonly GroupName[]): string[] {
  const clients: GroupName[] = roles.includes("proxy") ? ["proxy"] : ["app", "worker"];
  const rules = [
    ...(from === "alb" && STORES.includes(to) ? ["balancer-reaches-no-store"] : []),
    ...(to === "db" && !clients.includes(from) ? ["database-clients"] : []),
    ...(from === "fn-extract" && to !== "search" ? ["export-functions-apart"] : []),
    "no-other-flow",
    ...(STORES.includes(from) && !(from === "proxy" && to === "db") ? ["stores-call-nobody"] : []),
  ];
  return rules.sort();
}
