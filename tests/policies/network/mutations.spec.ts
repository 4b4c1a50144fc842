import { expect } from "chai";
import type { GroupName } from "../../../components/network/flow-endpoints";
import type { PlainObject, ResourceGraph } from "../../../plan/graph";
import { networkOf } from "../../../policies/lib/network/network";
import { inRole } from "../../../policies/lib/network/roles";
import * as types from "../../../policies/lib/network/types";
import { bothStacks, STACKS } from "../../support/stacks";
import { broken, findings, groupOf, pair, rolesOf, rule, withAdded, without } from "./mutations";

// Every change of the real platform that opens or closes a way breaks the theorems it should, and no other.

const STORES: readonly GroupName[] = ["db", "proxy", "cache", "search"];
const OPEN_443 = ["app", "worker", "fn-boot"];

describe("changes of the platform's network", () => {
  const platform = bothStacks();

  for (const stack of STACKS) {
    it(`${stack}: a removed rule of a group is missed, unless another admits the same (F3-F26)`, () => {
      const graph = platform(stack);
      const rules = [types.INGRESS_RULE, types.EGRESS_RULE].flatMap((type) => graph.ofType(type));
      // Whoever may call the whole internet on 443 may call whatever answers there; the rule that says so is the spare.
      const spare = rules.filter(
        ({ name, inputs }) =>
          name.endsWith("-443-egress") &&
          inputs.cidrIpv4 === undefined &&
          OPEN_443.some((role) => name.startsWith(`groups-${role}-to-`)),
      );
      for (const one of rules) {
        expect(broken(without(graph, one)), one.name).to.deep.equal(spare.includes(one) ? [] : ["allowed-flows-exist"]);
      }
    });

    it(`${stack}: every flow between two groups that the table does not have is found, by each theorem it breaks (N4, N5, N6, N8)`, () => {
      const graph = platform(stack);
      const roles = rolesOf(graph);
      for (const from of roles) {
        const rules = roles.flatMap((to) => pair(groupOf(graph, from), groupOf(graph, to)));
        const expected = roles.flatMap((to) => findingsOf(graph, from, to, roles));
        expect(findings(withAdded(graph, ...rules)), from).to.deep.equal([...new Set(expected)].sort());
      }
    });

    it(`${stack}: a group that admits addresses is found, of either family (N1)`, () => {
      const graph = platform(stack);
      const sources: PlainObject[] = [{ cidrIpv4: "0.0.0.0/0" }, { cidrIpv4: "128.0.0.0/1" }, { cidrIpv6: "::/0" }];
      for (const source of sources) {
        const roles = rolesOf(graph).filter((role) => role !== "alb");
        const rules = roles.map((role) => rule("ingress", groupOf(graph, role), source));
        const expected = roles.map((role) => `groups-closed-to-addresses groups-${role} public-addresses`);
        expect(findings(withAdded(graph, ...rules)), JSON.stringify(source)).to.deep.equal(expected.sort());
        // The load balancer alone has a public address, over IPv4: there it is more than a rule that waits for one.
        const open = withAdded(graph, rule("ingress", groupOf(graph, "alb"), source));
        const reachable = source.cidrIpv6 === undefined ? ["balancer-behind-cloudfront", "no-other-flow"] : [];
        expect(broken(open)).to.deep.equal([...reachable, "groups-closed-to-addresses"].sort());
      }
    });
  }
});

/** Everything a flow from one role to another must be charged with: theorem, subject and key. */
function findingsOf(graph: ResourceGraph, from: GroupName, to: GroupName, roles: readonly GroupName[]): string[] {
  const clients: GroupName[] = roles.includes("proxy") ? ["proxy"] : ["app", "worker"];
  const network = networkOf(graph);
  const members = (role: GroupName) =>
    inRole(network, graph, role).filter(({ vpc }) => vpc.resource.name === "vpc-network");
  return members(from).flatMap(({ resource: { name: source } }) =>
    members(to).flatMap(({ resource: { name: target } }) => [
      `no-other-flow vpc-network ${source}->${target}`,
      ...(from === "alb" && STORES.includes(to) ? [`balancer-reaches-no-store ${source} ${target}`] : []),
      ...(to === "db" && !clients.includes(from) ? [`database-clients ${target} ${source}`] : []),
      ...(from === "fn-extract" && to !== "search" ? [`export-functions-apart ${source} ${target}`] : []),
      ...(STORES.includes(from) && !(from === "proxy" && to === "db")
        ? [`stores-call-nobody ${source} extra-${from}-to-${to}-egress`]
        : []),
    ]),
  );
}
