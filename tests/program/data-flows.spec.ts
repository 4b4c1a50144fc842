import { expect } from "chai";
import type { ResourceGraph } from "../../plan/graph";
import { listOf, nameResolver, objectAt, platformTests, same } from "./both-stacks";
import { waysOf } from "./data-graph";

// Mocks cannot show that packets stop; they show every rule, and where every interface of the data tier stands.

describe("the ways to the data of the platform", () => {
  const inBothStacks = platformTests();

  inBothStacks("begin at the application, and not at the load balancer (N4)", same(["app 8443"]), (graph, expected) => {
    expect(waysOf(graph, "out", "groups-alb")).to.deep.equal(expected);
  });

  inBothStacks(
    "lead around a proxy nowhere: where there is one, it is all the database lets in (N5, 2.1-8, F5, F6)",
    {
      dev: { db: ["app 5432", "worker 5432"], proxy: undefined },
      prod: { db: ["proxy 5432"], proxy: ["app 5432", "worker 5432"] },
    },
    (graph, { db, proxy }) => {
      expect(waysOf(graph, "in", "groups-db")).to.deep.equal(db);
      const groups = graph.ofType("aws:ec2/securityGroup:SecurityGroup").map(({ name }) => name);
      expect(groups.includes("groups-proxy")).to.equal(proxy !== undefined);
      if (proxy !== undefined) expect(waysOf(graph, "in", "groups-proxy")).to.deep.equal(proxy);
    },
  );

  inBothStacks(
    "end at the stores: none of them opens a connection, but the proxy to the database (N6)",
    {
      dev: { "groups-db": [], "groups-cache": [], "groups-search": [] },
      prod: { "groups-db": [], "groups-cache": [], "groups-search": [], "groups-proxy": ["db 5432"] },
    },
    (graph, expected) => {
      const ways = Object.keys(expected).map((group) => [group, waysOf(graph, "out", group)]);
      expect(Object.fromEntries(ways)).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "are those of the application, of its workers and of two functions (F7, F8, F12, F18, F23)",
    {
      dev: {
        app: ["cache 6379", "db 5432", "search 443"],
        worker: ["cache 6379", "db 5432", "search 443"],
        "fn-extract": ["search 443"],
        "fn-boot": ["search 443"],
      },
      prod: {
        app: ["cache 6379", "proxy 5432", "search 443", "vpce 443"],
        worker: ["cache 6379", "proxy 5432", "search 443", "vpce 443"],
        "fn-extract": ["search 443"],
        "fn-boot": ["search 443", "vpce 443"],
      },
    },
    (graph, expected) => {
      const inside = Object.keys(expected).map((group) => [
        group,
        waysOf(graph, "out", `groups-${group}`).filter((way) => /^[a-z]+ /.test(way)),
      ]);
      expect(Object.fromEntries(inside)).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "are open to whoever else gets into the network for nobody (2.1-4, N3)",
    same(["groups-cache", "groups-db", "groups-proxy", "groups-search"]),
    (graph, stores) => {
      const nameOf = nameResolver(graph);
      const wide = graph
        .ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
        .filter(({ inputs }) => stores.includes(nameOf(inputs.securityGroupId)))
        .filter(({ inputs }) => inputs.referencedSecurityGroupId === undefined);
      expect(wide).to.deep.equal([]);
    },
  );

  inBothStacks(
    "lead into a tier in which nothing but the stores stands (2.1-4, N7)",
    {
      dev: ["db-region-subnets", "search-domain"],
      prod: ["db-proxy-proxy", "db-proxy-reader", "db-region-subnets", "db-replica-region-subnets", "search-domain"],
    },
    (graph, expected) => {
      const data = new Set(
        graph
          .ofType("aws:ec2/subnet:Subnet")
          .filter(({ name }) => /^(vpc|recovery)-data-/.test(name))
          .map(({ id }) => id),
      );
      const plumbing = /^aws:(ec2\/(subnet|networkAcl|routeTableAssociation):|backup\/)/;
      const standing = graph.resources
        .filter(({ type, custom }) => custom && !plumbing.test(type))
        .filter(({ inputs }) => [...data].some((id) => JSON.stringify(inputs).includes(`"${id}"`)));
      expect(standing.map(({ name }) => name).sort()).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "have no way on from there: no route but to the network itself, and no answer to anybody outside (N7)",
    { dev: { "vpc-data": "10.10.0.0/16" }, prod: { "vpc-data": "10.0.0.0/16", "recovery-data": "10.1.0.0/16" } },
    (graph, blocks) => {
      const nameOf = nameResolver(graph);
      const routed = graph.ofType("aws:ec2/route:Route").map(({ inputs }) => nameOf(inputs.routeTableId));
      for (const [tier, block] of Object.entries(blocks)) {
        const [network] = tier.split("-");
        expect(routed, tier).not.to.include(`${network}-routing-data`);
        const { egress, ingress } = graph.one("aws:ec2/networkAcl:NetworkAcl", `${tier}-acl`).inputs;
        const rules = [...listOf(egress), ...listOf(ingress)].map((rule) => objectAt(rule));
        expect(
          rules.map(({ action, cidrBlock, protocol }) => [action, cidrBlock, protocol]),
          tier,
        ).to.deep.equal([
          ["allow", block, "6"],
          ["allow", block, "6"],
        ]);
        expect(subnetsWithout(graph, `${tier}-acl`, `${tier}-`), tier).to.deep.equal([]);
      }
    },
  );

  inBothStacks(
    "are beside those to Google, which the application has and no store (F10, N8)",
    {
      dev: ["groups-app", "groups-fn-boot", "groups-worker"],
      prod: ["groups-app", "groups-fn-boot", "groups-worker"],
    },
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const out = graph
        .ofType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
        .filter(({ inputs }) => inputs.cidrIpv4 !== undefined || inputs.cidrIpv6 !== undefined)
        .map(({ inputs }) => [nameOf(inputs.securityGroupId), inputs.cidrIpv4, inputs.fromPort, inputs.toPort]);
      expect(out.sort()).to.deep.equal(expected.map((group) => [group, "0.0.0.0/0", 443, 443]));
    },
  );
});

/** Subnets of a tier that a network ACL was not put before. */
function subnetsWithout(graph: ResourceGraph, acl: string, prefix: string): string[] {
  const covered = listOf(graph.one("aws:ec2/networkAcl:NetworkAcl", acl).inputs.subnetIds);
  return graph
    .ofType("aws:ec2/subnet:Subnet")
    .filter(({ name, id }) => name.startsWith(prefix) && !covered.includes(id ?? null))
    .map(({ name }) => name);
}
