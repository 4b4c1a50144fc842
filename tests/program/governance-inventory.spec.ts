import { expect } from "chai";
import type { ResourceGraph, ResourceNode } from "../../plan/graph";
import { type PolicyStatement, policyOf } from "../support/platform";
import type { Stack } from "../support/stacks";
import { ACCOUNTS, byName, cloudResources, objectAt, platformTests, same } from "./both-stacks";

// Mocks cannot show what IAM and KMS make of a document; they show every document the platform writes.

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
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
];

const TAGS: Record<Stack, Record<string, string>> = {
  dev: tags("dev", "CC-0000", "internal"),
  prod: tags("prod", "CC-0001", "confidential"),
};

describe("the inventory of keys, roles, tags and places", () => {
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
        "keys-logs": "ap-northeast-1 prod/logs single",
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
      data: ["cloudfront"],
      "edge-logs": ["cloudwatch", "delivery.logs", "logs.us-east-1"],
      logs: ["delivery.logs", "logs.ap-northeast-1"],
      messaging: ["budgets", "cloudwatch", "costalerts", "events", "s3", "sns"],
      pipeline: [],
      tasks: ["fargate", "fargate"],
    } as Record<string, string[]>),
    (graph, expected, stack) => {
      for (const key of [...graph.ofType(KEY), ...graph.ofType(REPLICA)]) {
        const served = policyOf(key).Statement.filter((statement) => serviceOf(statement) !== undefined);
        const purpose = key.name.replace("keys-", "").replace("-replica", "");
        expect(served.map(serviceOf), key.name).to.deep.equal(expected[purpose]);
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
    "has these roles, each for one service (2.2-1, 2.2-3)",
    {
      dev: {
        "app-execution-role": "ecs-tasks",
        "app-task-role": "ecs-tasks",
        "vpc-flow-role": "vpc-flow-logs",
        "worker-execution-role": "ecs-tasks",
        "worker-task-role": "ecs-tasks",
      },
      prod: {
        "app-execution-role": "ecs-tasks",
        "app-lb-shift-role": "ecs",
        "app-task-role": "ecs-tasks",
        "store-backup-replication-role": "s3",
        "store-lake-replication-role": "s3",
        "store-static-replication-role": "s3",
        "vpc-flow-role": "vpc-flow-logs",
        "worker-execution-role": "ecs-tasks",
        "worker-task-role": "ecs-tasks",
      },
    },
    (graph, expected) => {
      const services = workloadRoles(graph).map((role) => {
        expect(role.inputs).not.to.have.any.keys("inlinePolicies", "managedPolicyArns"); // they fight attachments
        const { Statement } = policyOf(role, "assumeRolePolicy");
        expect(Statement).to.have.length(1);
        return [role.name, Statement.map(serviceOf)[0]];
      });
      expect(Object.fromEntries(services)).to.deep.equal(expected);
    },
  );

  inBothStacks(
    'grants these statements on "*", whose actions know no resource, and no other (2.2-1)',
    {
      dev: [
        "app-execution-role-policy LogInToRegistry",
        "app-task-role-policy SendTraces",
        "worker-execution-role-policy LogInToRegistry",
        "worker-task-role-policy SendTraces",
      ],
      prod: [
        "app-execution-role-policy LogInToRegistry",
        "app-lb-shift-role-policy LookAround",
        "app-task-role-policy SendTraces",
        "worker-execution-role-policy LogInToRegistry",
        "worker-task-role-policy SendTraces",
      ],
    },
    (graph, expected) => {
      const wide = grantsOf(graph).filter(({ statement }) => (statement.Resource ?? []).includes("*"));
      expect(wide.map(({ policy, statement }) => `${policy} ${statement.Sid}`).sort()).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "gives the application its own objects, the workers' queue, their keys through these services, and traces (1.1-5, N16)",
    ACCOUNTS,
    (graph, account, stack) => {
      const bucket = `arn:aws:s3:::kumiki-${stack}-lake-${account}-ap-northeast-1`;
      const jobs = graph.one("aws:sqs/queue:Queue", "worker-messages-queue").outputs.arn;
      const own = grantsOf(graph).filter(({ policy }) => policy === "app-task-role-policy");
      expect(own.map(({ statement: { Action, Resource, Condition } }) => [Action, Resource, Condition])).to.deep.equal([
        [["s3:GetObject", "s3:PutObject"], [`${bucket}/raw/uploads/*`], undefined],
        [
          ["kms:Decrypt", "kms:GenerateDataKey"],
          [graph.one(KEY, "keys-data").outputs.arn],
          {
            StringEquals: {
              "kms:ViaService": "s3.ap-northeast-1.amazonaws.com",
              "kms:EncryptionContext:aws:s3:arn": bucket,
            },
          },
        ],
        [["sqs:SendMessage"], [jobs], undefined],
        [
          ["kms:Decrypt", "kms:GenerateDataKey"],
          [graph.one(KEY, "keys-messaging").outputs.arn],
          { StringEquals: { "kms:ViaService": "sqs.ap-northeast-1.amazonaws.com" } },
        ],
        [["xray:PutTelemetryRecords", "xray:PutTraceSegments"], ["*"], undefined],
      ]);
    },
  );

  inBothStacks("lets no role touch identities, or pass one on (N16)", same([]), (graph, none) => {
    const actions = grantsOf(graph).flatMap(({ statement }) => statement.Action);
    expect(actions.filter((action) => /^(?:iam|sts|organizations):/.test(action))).to.deep.equal(none);
  });

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
    "puts into us-east-1 exactly what CloudFront is administered with (1.1-1, 2.2-4, 4.2-4)",
    same([
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
    "puts into Osaka copies of keys, buckets and images, and nothing that runs (3.1-4)",
    { dev: [], prod: ["aws:ecr", "aws:kms", "aws:s3"] },
    (graph, expected) => {
      const there = graph.resources.filter(({ region, custom }) => custom && region === "ap-northeast-3");
      expect([...new Set(there.map(({ type }) => type.split("/")[0]))].sort()).to.deep.equal(expected);
      expect(there.filter(({ name }) => !name.includes("-replica"))).to.deep.equal([]);
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

/** The service a statement speaks of, without its domain; undefined for other principals. */
function serviceOf({ Principal }: PolicyStatement): string | undefined {
  const service = (Principal as { Service?: string } | undefined)?.Service;
  return service?.replace(".amazonaws.com", "");
}

/** Roles that services take; those of people have a spec of their own. */
function workloadRoles(graph: ResourceGraph): ResourceNode[] {
  return graph.ofType(ROLE).filter(({ name }) => !name.startsWith("people-"));
}

/** Every statement of every workload's role. */
function grantsOf(graph: ResourceGraph): { policy: string; statement: PolicyStatement }[] {
  return graph
    .ofType(ROLE_POLICY)
    .filter(({ name }) => !name.startsWith("people-"))
    .flatMap((policy) => policyOf(policy).Statement.map((statement) => ({ policy: policy.name, statement })));
}
