import { expect } from "chai";
import type { ResourceGraph, ResourceNode } from "../../plan/graph";
import { nameResolver, platformTests } from "./both-stacks";

// Mocks cannot show that packets pass or stop; they show every rule of every security group, by the flow it stands for.

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";

describe("the flows of the platform", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "are these, each rule of every group belonging to one (2.1-5, 2.1-6, 2.1-7, 2.1-8, 2.1-9, N1)",
    {
      dev: [
        "F3 alb <- pl-58a04531 443",
        "F4 alb -> app 8443",
        "F4 app <- alb 8443",
        "F5 app -> db 5432",
        "F5 db <- app 5432",
        "F7 app -> cache 6379",
        "F7 cache <- app 6379",
        "F8 app -> search 443",
        "F8 search <- app 443",
        "F9 app -> S3 443",
        "F10 app -> 0.0.0.0/0 443",
        "F11 worker -> 0.0.0.0/0 443",
        "F12 cache <- worker 6379",
        "F12 db <- worker 5432",
        "F12 search <- worker 443",
        "F12 worker -> cache 6379",
        "F12 worker -> db 5432",
        "F12 worker -> S3 443",
        "F12 worker -> search 443",
        "F18 fn-extract -> search 443",
        "F18 search <- fn-extract 443",
        "F19 fn-extract -> S3 443",
        "F23 fn-boot -> 0.0.0.0/0 443",
        "F23 fn-boot -> search 443",
        "F23 search <- fn-boot 443",
      ],
      prod: [
        "F3 alb <- pl-58a04531 443",
        "F4 alb -> app 8443",
        "F4 app <- alb 8443",
        "F5 app -> proxy 5432",
        "F5 proxy <- app 5432",
        "F6 db <- proxy 5432",
        "F6 proxy -> db 5432",
        "F7 app -> cache 6379",
        "F7 cache <- app 6379",
        "F8 app -> search 443",
        "F8 search <- app 443",
        "F9 app -> S3 443",
        "F10 app -> 0.0.0.0/0 443",
        "F11 app -> vpce 443",
        "F11 vpce <- app 443",
        "F11 vpce <- worker 443",
        "F11 worker -> 0.0.0.0/0 443",
        "F11 worker -> vpce 443",
        "F12 cache <- worker 6379",
        "F12 proxy <- worker 5432",
        "F12 search <- worker 443",
        "F12 worker -> cache 6379",
        "F12 worker -> proxy 5432",
        "F12 worker -> S3 443",
        "F12 worker -> search 443",
        "F18 fn-extract -> search 443",
        "F18 search <- fn-extract 443",
        "F19 fn-extract -> S3 443",
        "F23 fn-boot -> 0.0.0.0/0 443",
        "F23 fn-boot -> search 443",
        "F23 fn-boot -> vpce 443",
        "F23 search <- fn-boot 443",
        "F23 vpce <- fn-boot 443",
      ],
    },
    (graph, expected) => expect(ruleLines(graph)).to.deep.equal(expected),
  );

  inBothStacks(
    "do not reach the recovery network, whose one group has no rule (N14)",
    { dev: [], prod: ["recovery-groups-db"] },
    (graph, expected) => {
      const groups = graph.ofType(GROUP).filter(({ region }) => region !== "ap-northeast-1");
      expect(groups.map(({ name }) => name)).to.deep.equal(expected);
      const rules = [...graph.ofType(INGRESS), ...graph.ofType(EGRESS)];
      expect(rules.filter(({ region }) => region !== "ap-northeast-1")).to.deep.equal([]);
      const ids = groups.map(({ id }) => id);
      expect(rules.filter(({ inputs }) => ids.includes(String(inputs.referencedSecurityGroupId)))).to.deep.equal([]);
    },
  );

  inBothStacks(
    "belong to these groups, and each group to what bears its name",
    {
      dev: {
        alb: ["kumiki-alb"],
        app: ["app"],
        cache: ["cache-group"],
        db: ["db-cluster"],
        "fn-boot": ["bootstrap-function-function"],
        "fn-extract": ["export-extract-function"],
        search: ["search-domain"],
        worker: ["worker"],
      },
      prod: {
        alb: ["kumiki-alb"],
        app: ["app"],
        cache: ["cache-group"],
        db: ["backup-restore-test-aurora", "db-cluster"],
        "fn-boot": ["bootstrap-function-function"],
        "fn-extract": ["export-extract-function"],
        proxy: ["db-proxy-proxy", "db-proxy-reader"],
        "recovery-groups-db": ["db-replica-cluster"],
        search: ["search-domain"],
        vpce: "ecr-api ecr-dkr logs secretsmanager sqs sts".split(" ").map((service) => `endpoints-${service}`),
        worker: ["worker"],
      },
    },
    (graph, expected) => {
      const rules = new Set([INGRESS, EGRESS]);
      const wearers = ({ id }: ResourceNode) =>
        graph.resources.filter(({ custom, type, inputs }) => {
          return custom && !rules.has(type) && JSON.stringify(inputs).includes(String(id));
        });
      const worn = graph.ofType(GROUP).map(
        (group) =>
          [
            short(group.name),
            wearers(group)
              .map(({ name }) => name)
              .sort(),
          ] as const,
      );
      expect(Object.fromEntries(worn)).to.deep.equal(expected);
    },
  );
});

function short(group: string): string {
  return group.replace(/^groups-/, "");
}

/** The other end of a rule: a group by its short name, `S3`, a prefix list or addresses. */
function peerOf(graph: ResourceGraph, { inputs }: ResourceNode): string {
  const { referencedSecurityGroupId: group, prefixListId, cidrIpv4 } = inputs;
  if (group !== undefined) return short(nameResolver(graph)(group));
  const s3 = graph.one("aws:ec2/vpcEndpoint:VpcEndpoint", "vpc-s3").outputs.prefixListId;
  return prefixListId === s3 ? "S3" : String(prefixListId ?? cidrIpv4);
}

/** Every rule as one line, the ends by the names of their groups. */
function ruleLines(graph: ResourceGraph): string[] {
  const nameOf = nameResolver(graph);
  const line = (arrow: string, rule: ResourceNode): string => {
    const { securityGroupId, ipProtocol, fromPort, toPort, description } = rule.inputs;
    expect([ipProtocol, fromPort]).to.deep.equal(["tcp", toPort]);
    const [flow] = String(description).split(" ");
    return `${flow} ${short(nameOf(securityGroupId))} ${arrow} ${peerOf(graph, rule)} ${fromPort}`;
  };
  const lines = [
    ...graph.ofType(EGRESS).map((rule) => line("->", rule)),
    ...graph.ofType(INGRESS).map((rule) => line("<-", rule)),
  ];
  return lines.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}
