import { expect } from "chai";
import * as fc from "fast-check";
import type { GroupName } from "../../../components/network/flow-endpoints";
import { flowsIn, rulesOf } from "../../../components/network/flow-rules";
import { SecurityGroups, type SecurityGroupsArgs } from "../../../components/network/security-groups";
import { applicationGroups } from "../../../examples/security-groups";
import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { namesOf, register, registerError, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that packets pass; they show every rule that is asked for, and thereby that no other one is.

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const DEV: SecurityGroupsArgs["groups"] = ["alb", "app", "worker", "db", "cache", "search"];
const PROD: SecurityGroupsArgs["groups"] = [...DEV, "proxy", "jaeger"];

function build(overrides: Partial<SecurityGroupsArgs> = {}): () => SecurityGroups {
  return () =>
    new SecurityGroups("net", {
      region: "ap-northeast-1",
      vpcId: "vpc-0a1b2c3d4e5f60718",
      s3PrefixListId: "pl-61a54008",
      groups: DEV,
      ...overrides,
    });
}

/** Every rule as one line, the ends by the names of their groups. */
function rulesIn(graph: ResourceGraph): string[] {
  const groupNames = new Map(graph.ofType(GROUP).map(({ id, name }) => [id, name.slice("net-".length)]));
  const line = (arrow: string, { inputs }: ResourceNode): string => {
    const { referencedSecurityGroupId: peer, prefixListId, cidrIpv4 } = inputs;
    const other = peer === undefined ? (prefixListId ?? cidrIpv4) : groupNames.get(String(peer));
    const flow = String(inputs.description).split(" ")[0];
    expect(inputs.toPort).to.equal(inputs.fromPort);
    return `${flow} ${groupNames.get(String(inputs.securityGroupId))} ${arrow} ${other} ${inputs.ipProtocol}/${inputs.fromPort}`;
  };
  return [
    ...graph.ofType(EGRESS).map((rule) => line("->", rule)),
    ...graph.ofType(INGRESS).map((rule) => line("<-", rule)),
  ].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

describe("SecurityGroups", () => {
  it("creates exactly these rules for a stack without pool and endpoints", async () => {
    expect(rulesIn(await register(build()))).to.deep.equal([
      "F3 alb <- pl-58a04531 tcp/443",
      "F4 alb -> app tcp/8443",
      "F4 app <- alb tcp/8443",
      "F5 app -> db tcp/5432",
      "F5 db <- app tcp/5432",
      "F7 app -> cache tcp/6379",
      "F7 cache <- app tcp/6379",
      "F8 app -> search tcp/443",
      "F8 search <- app tcp/443",
      "F9 app -> pl-61a54008 tcp/443",
      "F10 app -> 0.0.0.0/0 tcp/443",
      "F11 worker -> 0.0.0.0/0 tcp/443",
      "F12 cache <- worker tcp/6379",
      "F12 db <- worker tcp/5432",
      "F12 search <- worker tcp/443",
      "F12 worker -> cache tcp/6379",
      "F12 worker -> db tcp/5432",
      "F12 worker -> pl-61a54008 tcp/443",
      "F12 worker -> search tcp/443",
    ]);
  });

  it("opens the port the application listens on, and no other one to it", async () => {
    const graph = await register(build({ groups: ["alb", "app"], applicationPort: 9443 }));
    expect(rulesIn(graph).filter((rule) => rule.startsWith("F4"))).to.deep.equal([
      "F4 alb -> app tcp/9443",
      "F4 app <- alb tcp/9443",
    ]);
    expect((await registerError(build({ applicationPort: 443 }))).message).to.equal(
      'SecurityGroups "net" cannot be created:\n' +
        "  - applicationPort must be a whole number in 1024-65535, got 443.",
    );
  });

  it("creates exactly these rules for a stack with pool, endpoints, traces and a login for operators", async () => {
    const graph = await register(
      build({ groups: PROD, interfaceEndpoints: ["ecr.api", "ecr.dkr", "logs"], operatorSignIn: true }),
    );
    expect(rulesIn(graph)).to.deep.equal([
      "F3 alb <- pl-58a04531 tcp/443",
      "F4 alb -> app tcp/8443",
      "F4 app <- alb tcp/8443",
      "F5 app -> proxy tcp/5432",
      "F5 proxy <- app tcp/5432",
      "F6 db <- proxy tcp/5432",
      "F6 proxy -> db tcp/5432",
      "F7 app -> cache tcp/6379",
      "F7 cache <- app tcp/6379",
      "F8 app -> search tcp/443",
      "F8 search <- app tcp/443",
      "F9 app -> pl-61a54008 tcp/443",
      "F10 app -> 0.0.0.0/0 tcp/443",
      "F11 app -> vpce tcp/443",
      "F11 jaeger -> pl-61a54008 tcp/443",
      "F11 jaeger -> vpce tcp/443",
      "F11 vpce <- app tcp/443",
      "F11 vpce <- jaeger tcp/443",
      "F11 vpce <- worker tcp/443",
      "F11 worker -> 0.0.0.0/0 tcp/443",
      "F11 worker -> vpce tcp/443",
      "F12 cache <- worker tcp/6379",
      "F12 proxy <- worker tcp/5432",
      "F12 search <- worker tcp/443",
      "F12 worker -> cache tcp/6379",
      "F12 worker -> pl-61a54008 tcp/443",
      "F12 worker -> proxy tcp/5432",
      "F12 worker -> search tcp/443",
      "F13 app -> jaeger tcp/4317",
      "F13 jaeger <- app tcp/4317",
      "F13 jaeger <- worker tcp/4317",
      "F13 worker -> jaeger tcp/4317",
      "F14 jaeger -> search tcp/443",
      "F14 search <- jaeger tcp/443",
      "F25 alb -> 0.0.0.0/0 tcp/443",
      "F25 alb -> jaeger tcp/16686",
      "F25 jaeger <- alb tcp/16686",
    ]);
  });

  it("creates a pair for each flow between two groups, whatever the stack consists of", async () => {
    const stacks = fc.record({
      groups: fc.subarray<SecurityGroupsArgs["groups"][number]>([
        ...PROD,
        "grafana",
        "fn-index",
        "fn-extract",
        "fn-boot",
      ]),
      interfaceEndpoints: fc.subarray(["ecr.api", "ecr.dkr", "logs", "rds-data", "secretsmanager"]),
      operatorSignIn: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(stacks, async (stack) => {
        fc.pre(!stack.groups.includes("proxy") || stack.groups.includes("db"));
        const graph = await register(build(stack));
        const groups: GroupName[] = [
          ...stack.groups,
          ...(stack.interfaceEndpoints.length > 0 ? ["vpce" as const] : []),
        ];
        const rules = flowsIn({ ...stack, groups }).flatMap(rulesOf);
        const expected = (direction: string): string[] =>
          rules
            .filter((rule) => rule.direction === direction)
            .map(({ name }) => `net-${name}`)
            .sort();
        expect(namesOf(graph, GROUP)).to.deep.equal(groups.map((group) => `net-${group}`).sort());
        expect(namesOf(graph, EGRESS)).to.deep.equal(expected("egress"));
        expect(namesOf(graph, INGRESS)).to.deep.equal(expected("ingress"));
        const open = graph.ofType(INGRESS).filter(({ inputs }) => "cidrIpv4" in inputs || "cidrIpv6" in inputs);
        expect(open).to.deep.equal([]);
      }),
      { numRuns: 8 },
    );
  });

  it("writes no rule into a group itself, so that rules and groups cannot fight over them", async () => {
    const graph = await register(build({ tags: { Owner: "platform" } }));
    expect(graph.one(GROUP, "net-db").inputs).to.deep.equal({
      region: "ap-northeast-1",
      vpcId: "vpc-0a1b2c3d4e5f60718",
      description: "Relational database",
      tags: { Owner: "platform", Component: "SecurityGroups", Name: "net-db" },
    });
    const keys = new Set(graph.ofType(GROUP).flatMap(({ inputs }) => Object.keys(inputs)));
    expect([...keys].sort()).to.deep.equal(["description", "region", "tags", "vpcId"]);
    expectWellFormed(graph, ["Owner", "Component", "Name"]);
  });

  it("says in a rule which flow it belongs to and why", async () => {
    const graph = await register(build());
    expect(graph.one(EGRESS, "net-app-to-db-5432-egress").inputs).to.deep.equal({
      region: "ap-northeast-1",
      securityGroupId: graph.one(GROUP, "net-app").id,
      referencedSecurityGroupId: graph.one(GROUP, "net-db").id,
      ipProtocol: "tcp",
      fromPort: 5432,
      toPort: 5432,
      description: "F5 app to db: queries",
      tags: { Component: "SecurityGroups", Name: "net-app-to-db-5432-egress" },
    });
  });

  it("takes the prefix list of CloudFront from the region, or as given", async () => {
    const listIn = async (overrides: Partial<SecurityGroupsArgs>) =>
      (await register(build(overrides))).one(INGRESS, "net-cloudfront-to-alb-443-ingress").inputs.prefixListId;
    expect(await listIn({ region: "ap-northeast-1" })).to.equal("pl-58a04531");
    expect(await listIn({ region: "ap-northeast-3" })).to.equal("pl-31a14458");
    expect(await listIn({ region: "eu-west-1", cloudFrontPrefixListId: "pl-4fa04526" })).to.equal("pl-4fa04526");
  });

  it("gives the id of each group that exists", async () => {
    const outputs = await registerOutputs(() => ({ ids: build({ groups: ["alb", "app"] })().ids }));
    const graph = await register(build({ groups: ["alb", "app"] }));
    expect(outputs.ids).to.deep.equal({ alb: graph.one(GROUP, "net-alb").id, app: graph.one(GROUP, "net-app").id });
  });

  it("refuses the id of a group that does not exist", async () => {
    const message = async (group: GroupName) => (await registerError(() => build()().id(group))).message;
    expect(await message("proxy")).to.equal(
      'SecurityGroups "net" has no group "proxy", only alb, app, worker, db, cache, search; add it to groups.',
    );
    expect(await message("vpce")).to.equal(
      'SecurityGroups "net" has no group "vpce", only alb, app, worker, db, cache, search; ' +
        "name the services in interfaceEndpoints.",
    );
  });

  it("reports everything that is wrong with its arguments at once", async () => {
    const error = await registerError(
      () =>
        new SecurityGroups("sg-net", {
          vpcId: "vpc-0a1b2c3d4e5f60718",
          s3PrefixListId: "pl-61a54008",
          groups: ["alb", "alb", "proxy", "bastion" as "app"],
        }),
    );
    expect(error.message).to.equal(
      'SecurityGroups "sg-net" cannot be created:\n' +
        "  - groups must be one of alb, app, worker, proxy, db, cache, search, jaeger, grafana, fn-index, fn-extract, " +
        'fn-boot, got "bastion".\n' +
        "  - groups must name each group once, got alb again.\n" +
        '  - groups has "proxy" without "db", so the pool would have no database; add "db" or remove "proxy".\n' +
        "  - cloudFrontPrefixListId must be given, because it is known only for ap-northeast-1, ap-northeast-3, " +
        "and region is left to the provider.\n" +
        '  - the name must not begin with "sg-", which EC2 keeps for ids; got "sg-net".',
    );
  });

  it("refuses a prefix list in another form", async () => {
    expect((await registerError(build({ cloudFrontPrefixListId: "58a04531" }))).message).to.equal(
      'SecurityGroups "net" cannot be created:\n' +
        '  - cloudFrontPrefixListId must be pl- and hexadecimal digits, got "58a04531".',
    );
  });

  it("needs the prefix list of CloudFront for a load balancer only", async () => {
    expect((await registerError(build({ region: "eu-west-1" }))).message).to.equal(
      'SecurityGroups "net" cannot be created:\n' +
        "  - cloudFrontPrefixListId must be given, because it is known only for ap-northeast-1, ap-northeast-3, " +
        'and region is "eu-west-1".',
    );
    const graph = await register(build({ region: "eu-west-1", groups: ["app"] }));
    expect(namesOf(graph, GROUP)).to.deep.equal(["net-app"]);
  });

  it("is built by the example", async () => {
    expect(namesOf(await register(applicationGroups), GROUP)).to.deep.equal(["kumiki-alb", "kumiki-app", "kumiki-db"]);
  });
});
