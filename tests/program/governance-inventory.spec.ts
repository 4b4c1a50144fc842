import { expect } from "chai";
import type { ResourceNode } from "../../plan/graph";
import { policyOf } from "../support/platform";
import type { Stack } from "../support/stacks";
import { ACCOUNTS, byName, cloudResources, objectAt, platformTests, same } from "./both-stacks";
import { serviceOf } from "./roles";

// Mocks cannot show what IAM and KMS make of a document; they show every document the platform writes.

const KEY = "aws:kms/key:Key";
const REPLICA = "aws:kms/replicaKey:ReplicaKey";

/** Types whose replacement needs the new one beside the old one, which a fixed name would prevent. */
const REPLACEABLE = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:lb/targetGroup:TargetGroup",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ecs/service:Service",
  "aws:wafv2/webAcl:WebAcl",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:elasticache/parameterGroup:ParameterGroup",
  "aws:elasticache/subnetGroup:SubnetGroup",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  "aws:rds/subnetGroup:SubnetGroup",
  "aws:scheduler/schedule:Schedule",
  "aws:sqs/queue:Queue",
];

const TAGS: Record<Stack, Record<string, string>> = {
  dev: tags("dev", "CC-0000", "internal"),
  prod: tags("prod", "CC-0001", "confidential"),
};

describe("the inventory of keys, tags and places", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "has a key per class of data, of many regions only where data is copied (2.3-1)",
    {
      dev: {
        "keys-data": "ap-northeast-1 dev/data single",
        "keys-edge-logs": "us-east-1 dev/edge-logs single",
        "keys-logs": "ap-northeast-1 dev/logs single",
        "keys-messaging": "ap-northeast-1 dev/messaging single",
        "keys-pipeline": "ap-northeast-1 dev/pipeline single",
        "keys-tasks": "ap-northeast-1 dev/tasks single",
      },
      prod: {
        "keys-backup": "ap-northeast-1 prod/backup multi",
        "keys-backup-replica": "ap-northeast-3 prod/backup replica",
        "keys-data": "ap-northeast-1 prod/data multi",
        "keys-data-replica": "ap-northeast-3 prod/data replica",
        "keys-edge-logs": "us-east-1 prod/edge-logs single",
        "keys-logs": "ap-northeast-1 prod/logs multi",
        "keys-logs-replica": "ap-northeast-3 prod/logs replica",
        "keys-messaging": "ap-northeast-1 prod/messaging single",
        "keys-pipeline": "ap-northeast-1 prod/pipeline single",
        "keys-tasks": "ap-northeast-1 prod/tasks single",
      },
    },
    (graph, expected) => {
      const aliases = byName(graph, "aws:kms/alias:Alias", ({ inputs }) =>
        String(inputs.name).replace("alias/kumiki-", ""),
      );
      const describeKey = ({ name, region, type, inputs }: ResourceNode): string => {
        const kind = type === REPLICA ? "replica" : inputs.multiRegion === true ? "multi" : "single";
        return `${region} ${aliases[`${name}-alias`]} ${kind}`;
      };
      expect({ ...byName(graph, KEY, describeKey), ...byName(graph, REPLICA, describeKey) }).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "opens each key to these services only, each for this account (1.3-6, 2.3-1)",
    same({
      backup: [],
      data: ["cloudfront", "lambda"],
      "edge-logs": ["cloudwatch", "delivery.logs", "logs.REGION"],
      logs: ["delivery.logs", "logs.REGION"],
      messaging: ["budgets", "cloudwatch", "costalerts", "events", "s3", "sns"],
      pipeline: [],
      tasks: ["fargate", "fargate"],
    } as Record<string, string[]>),
    (graph, expected, stack) => {
      for (const key of [...graph.ofType(KEY), ...graph.ofType(REPLICA)]) {
        const served = policyOf(key).Statement.filter((statement) => serviceOf(statement) !== undefined);
        const purpose = key.name.replace("keys-", "").replace("-replica", "");
        const services = served.map((statement) => serviceOf(statement)?.replace(`.${key.region}`, ".REGION"));
        expect(services, key.name).to.deep.equal(expected[purpose]);
        for (const { Sid, Condition } of served) {
          expect(JSON.stringify(Condition), `${key.name} ${Sid}`).to.include(ACCOUNTS[stack]);
        }
      }
    },
  );

  inBothStacks(
    "lets CloudFront read with the data's key by account, not by distribution (1.3-6)",
    ACCOUNTS,
    (graph, account) => {
      const statement = policyOf(graph.one(KEY, "keys-data")).Statement.find(({ Sid }) => Sid === "ReadByCloudfront");
      // The distribution's own ARN would make key and distribution wait for each other.
      expect(statement?.Condition).to.deep.equal({
        ArnLike: { "aws:SourceArn": `arn:aws:cloudfront::${account}:distribution/*` },
      });
    },
  );

  inBothStacks(
    "tags every taggable resource with these values, its name and its component (6.2-1)",
    TAGS,
    (graph, mandatory) => {
      const taggable = cloudResources(graph).filter(({ outputs }) => "tagsAll" in outputs);
      expect(taggable.length).to.be.greaterThan(70);
      for (const { urn, inputs } of taggable) {
        expect(inputs.tags, urn).to.deep.include(mandatory);
        expect(inputs.tags, urn).to.have.property("Name");
        expect(componentsAround(urn), urn).to.include(objectAt(inputs, "tags").Component);
      }
    },
  );

  inBothStacks(
    "manages every resource by one of two named providers, tied to the stack's account (6.2-1)",
    TAGS,
    (graph, mandatory, stack) => {
      const aws = graph.one("pulumi:providers:aws", "aws");
      expect(JSON.parse(String(aws.inputs.allowedAccountIds))).to.deep.equal([ACCOUNTS[stack]]);
      expect(JSON.parse(String(aws.inputs.defaultTags))).to.deep.equal({ tags: mandatory });
      const named = new Set([aws.urn, graph.one("pulumi:providers:gcp", "gcp").urn]);
      const clouds = cloudResources(graph).filter(({ type }) => /^(?:aws|gcp):/.test(type));
      expect(clouds.filter(({ provider }) => !named.has(provider ?? "")).map(({ urn }) => urn)).to.deep.equal([]);
    },
  );

  inBothStacks(
    "puts into us-east-1 exactly what CloudFront is administered with, and who watches its key (1.1-1, 2.2-4, 4.2-4)",
    same([
      "analyzer-us-east-1-external-access",
      "edge-certificate-certificate",
      "edge-certificate-issued",
      "edge-firewall-acl",
      "edge-firewall-log-group",
      "edge-firewall-logging",
      "edge-logging-delivery",
      "edge-logging-destination",
      "edge-logging-group",
      "edge-logging-source",
      "keys-edge-logs",
      "keys-edge-logs-alias",
    ]),
    (graph, expected) => {
      const there = graph.resources.filter(({ region }) => region === "us-east-1");
      expect(there.map(({ name }) => name).sort()).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "puts into Osaka copies of keys, data, images and backups with a network for them, and nothing that runs (3.1-4, 3.1-5)",
    {
      dev: [],
      prod: [
        "aws:accessanalyzer",
        "aws:backup",
        "aws:cloudwatch",
        "aws:ec2",
        "aws:ecr",
        "aws:kms",
        "aws:rds",
        "aws:route53",
        "aws:s3",
      ],
    },
    (graph, expected) => {
      const there = graph.resources.filter(({ region, custom }) => custom && region === "ap-northeast-3");
      expect([...new Set(there.map(({ type }) => type.split("/")[0]))].sort()).to.deep.equal(expected);
      expect(there.filter(({ name }) => !/-replica|^recovery-|^analyzer-/.test(name))).to.deep.equal([]);
    },
  );

  inBothStacks("gives no two resources of a type one logical name", same([]), (graph, none) => {
    const names = graph.resources.map(({ type, name }) => `${type} ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).to.deep.equal(none);
  });

  inBothStacks("leaves the names of replaceable resources to Pulumi", same(REPLACEABLE), (graph, types) => {
    for (const type of types) {
      expect(graph.ofType(type), type).not.to.deep.equal([]);
      for (const { inputs, urn } of graph.ofType(type)) expect(inputs, urn).not.to.have.any.keys("name", "namePrefix");
    }
  });
});

function tags(Environment: Stack, CostCenter: string, DataClassification: string): Record<string, string> {
  return { Project: "kumiki", Environment, Owner: "platform", CostCenter, DataClassification, ManagedBy: "pulumi" };
}

/** Classes of the components a resource stands in, as its URN lists them. */
function componentsAround(urn: string): string[] {
  return [...urn.matchAll(/kumiki:\w+:(\w+)/g)].map(([, component = ""]) => component);
}
