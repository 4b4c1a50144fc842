import { expect } from "chai";
import * as fc from "fast-check";
import { type Endpoint, GROUPS, type GroupName, isGroup } from "../../../components/network/flow-endpoints";
import { type FlowRule, flowsIn, rulesOf, type Topology } from "../../../components/network/flow-rules";
import { FLOWS } from "../../../components/network/flows";

// The table is judged against the design's list of forbidden arrows; that a listed flow is needed only the services show.

const SERVICES = [...new Set(FLOWS.flatMap(({ untilEndpoints = [] }) => untilEndpoints))];

const STORES: readonly GroupName[] = ["proxy", "db", "cache", "search"];

/** Every combination of groups and endpoints, with and without a login for operators. */
const topologies: fc.Arbitrary<Topology> = fc.record({
  groups: fc.subarray(Object.keys(GROUPS) as GroupName[]),
  interfaceEndpoints: fc.oneof(fc.constant(SERVICES), fc.subarray(SERVICES)),
  operatorSignIn: fc.boolean(),
});

/** Holds a statement against the rules of many stacks. */
function forEveryStack(statement: (rules: FlowRule[], topology: Topology) => void): void {
  void fc.assert(
    fc.property(topologies, (topology) => statement(flowsIn(topology).flatMap(rulesOf), topology)),
    { numRuns: 500 },
  );
}

function peersOf(rules: readonly FlowRule[], direction: FlowRule["direction"], ...groups: Endpoint[]): Endpoint[] {
  const at = rules.filter((rule) => rule.direction === direction && groups.includes(rule.group));
  return [...new Set(at.map(({ peer }) => peer))];
}

function outsidersAmong(endpoints: readonly Endpoint[]): Endpoint[] {
  return endpoints.filter((endpoint) => !isGroup(endpoint));
}

describe("the table of flows", () => {
  it("lists every flow of the design that meets a network interface, in order", () => {
    const numbers = [...new Set(FLOWS.map(({ id }) => Number(id.slice(1))))];
    expect(numbers).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 23, 25, 26]);
  });

  it("is written in the characters EC2 accepts in a description", () => {
    const texts = [...Object.values(GROUPS), ...FLOWS.map(({ why }) => why)];
    expect(texts.filter((text) => !/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,200}$/.test(text))).to.deep.equal([]);
  });

  it("gives each flow between two groups a pair of rules, and each flow with one group a single rule", () => {
    forEveryStack((rules, topology) => {
      for (const flow of flowsIn(topology)) {
        const ends = rules
          .filter((rule) => rule.flow === flow)
          .map(({ direction, group, peer }) => [direction, group, peer]);
        expect(ends).to.deep.equal([
          ...(isGroup(flow.from) ? [["egress", flow.from, flow.to]] : []),
          ...(isGroup(flow.to) ? [["ingress", flow.to, flow.from]] : []),
        ]);
      }
    });
  });

  it("never gives two rules that EC2 would hold to be one", () => {
    forEveryStack((rules) => {
      const identities = rules.map(({ direction, group, peer, flow }) => `${direction} ${group} ${peer} ${flow.port}`);
      expect(new Set(identities).size).to.equal(identities.length);
      expect(new Set(rules.map(({ name }) => name)).size).to.equal(rules.length);
    });
  });

  it("names only groups that exist", () => {
    forEveryStack((rules, { groups }) => {
      const named = rules.flatMap(({ group, peer }) => (isGroup(peer) ? [group, peer] : [group]));
      expect(named.filter((group) => !groups.includes(group))).to.deep.equal([]);
    });
  });
});

describe("forbidden arrows", () => {
  it("N1: nobody is admitted from the internet, and from outside only CloudFront, at the load balancer", () => {
    forEveryStack((rules, { groups }) => {
      const others = groups.filter((group) => group !== "alb");
      expect(outsidersAmong(peersOf(rules, "ingress", ...others))).to.deep.equal([]);
      expect(peersOf(rules, "ingress", "alb")).to.deep.equal(groups.includes("alb") ? ["cloudfront"] : []);
    });
  });

  it("N4: the load balancer does not reach a store of data", () => {
    forEveryStack((rules) => {
      const reached = peersOf(rules, "egress", "alb");
      expect(STORES.filter((store) => reached.includes(store))).to.deep.equal([]);
    });
  });

  it("N5: where there is a pool, it alone reaches the database", () => {
    forEveryStack((rules, { groups }) => {
      if (groups.includes("proxy") && groups.includes("db")) {
        expect(peersOf(rules, "ingress", "db")).to.deep.equal(["proxy"]);
      } else {
        expect(peersOf(rules, "ingress", "db")).to.have.members(
          groups.includes("db") ? groups.filter((group) => group === "app" || group === "worker") : [],
        );
      }
    });
  });

  it("N6: stores of data open no connection, but for the pool to its database", () => {
    forEveryStack((rules) => {
      expect(peersOf(rules, "egress", "db", "cache", "search", "vpce")).to.deep.equal([]);
      expect(peersOf(rules, "egress", "proxy").filter((peer) => peer !== "db")).to.deep.equal([]);
    });
  });

  it("N8: the functions that handle documents never reach the internet", () => {
    forEveryStack((rules) => {
      const reached = outsidersAmong(peersOf(rules, "egress", "fn-extract", "fn-index"));
      expect(reached.filter((outsider) => outsider !== "s3")).to.deep.equal([]);
    });
  });

  it("N13: dashboards and traces are reached only where operators sign in", () => {
    forEveryStack((rules, { operatorSignIn }) => {
      const consoles = peersOf(rules, "egress", "alb").filter((peer) => peer === "grafana" || peer === "jaeger");
      if (!operatorSignIn) expect(consoles).to.deep.equal([]);
    });
  });

  it("leaves the application alone a way to the internet once every AWS service has an endpoint", () => {
    const groups = Object.keys(GROUPS) as GroupName[];
    const rules = flowsIn({ groups, interfaceEndpoints: SERVICES, operatorSignIn: false }).flatMap(rulesOf);
    expect(rules.filter(({ peer }) => peer === "internet").map(({ group }) => group)).to.deep.equal(["app"]);
  });

  it("keeps a worker's way to the internet as long as one service it calls lacks an endpoint", () => {
    const interfaceEndpoints = SERVICES.filter((service) => service !== "xray");
    const rules = flowsIn({ groups: ["worker", "vpce"], interfaceEndpoints, operatorSignIn: false }).flatMap(rulesOf);
    expect(rules.map(({ name }) => name)).to.deep.equal([
      "worker-to-vpce-443-egress",
      "worker-to-vpce-443-ingress",
      "worker-to-internet-443-egress",
      "worker-to-s3-443-egress",
    ]);
  });
});
