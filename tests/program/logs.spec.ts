import { expect } from "chai";
import type { ResourceGraph } from "../../plan/graph";
import { byName, listOf, nameResolver, objectAt, platformTests, same } from "./both-stacks";
import { containersOf, whoMay } from "./data-graph";

// Mocks cannot show a service that makes a log group of its own; they show that each finds its group in place.

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

describe("the logs of the platform", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "are encrypted and end, in every group and region (5.1-4)",
    { dev: "7 days by keys-logs", prod: "90 days by keys-logs" },
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const kept = byName(
        graph,
        LOG_GROUP,
        ({ inputs, region }) => `${region}: ${inputs.retentionInDays} days by ${nameOf(inputs.kmsKeyId)}`,
      );
      const allowed = [
        `ap-northeast-1: ${expected}`,
        `ap-northeast-3: ${expected}-replica`,
        `us-east-1: ${expected.replace("keys-logs", "keys-edge-logs")}`,
      ];
      expect(Object.keys(kept).length).to.be.greaterThan(15);
      expect(Object.entries(kept).filter(([, kind]) => !allowed.includes(kind))).to.deep.equal([]);
    },
  );

  inBothStacks(
    "of functions go into groups that were there before the first call (5.1-4)",
    { dev: ["bootstrap", "extract", "load"], prod: ["bootstrap", "extract", "load", "rotate-db"] },
    (graph, expected, stack) => {
      const functions = graph.ofType("aws:lambda/function:Function");
      const short = ({ inputs }: (typeof functions)[number]) => String(inputs.name).replace(`kumiki-${stack}-`, "");
      expect(functions.map(short).sort()).to.deep.equal(expected);
      for (const { inputs, urn, dependencies } of functions) {
        const { logGroup } = objectAt(inputs.loggingConfig);
        expect(logGroup, urn).to.equal(`/aws/lambda/${inputs.name}`);
        expect(dependencies, urn).to.include(groupNamed(graph, logGroup));
      }
    },
  );

  inBothStacks(
    "of databases go into groups that were there before the cluster, one for each kind (5.1-4, 4.3-2)",
    {
      dev: { "db-cluster": ["postgresql", "iam-db-auth-error", "instance"] },
      prod: {
        "db-cluster": ["postgresql", "iam-db-auth-error"],
        "db-replica-cluster": ["postgresql", "iam-db-auth-error"],
      },
    },
    (graph, expected) => {
      const clusters = graph.ofType("aws:rds/cluster:Cluster");
      expect(
        byName(graph, "aws:rds/cluster:Cluster", ({ inputs }) => inputs.enabledCloudwatchLogsExports),
      ).to.deep.equal(expected);
      for (const { inputs, dependencies, urn, region } of clusters) {
        for (const kind of listOf(inputs.enabledCloudwatchLogsExports)) {
          const group = groupNamed(graph, `/aws/rds/cluster/${inputs.clusterIdentifier}/${kind}`);
          expect(dependencies, `${urn} ${kind}`).to.include(group);
          expect(graph.get(group)?.region, urn).to.equal(region);
        }
      }
      for (const { inputs, dependencies, urn } of graph.ofType("aws:rds/proxy:Proxy")) {
        expect(dependencies, urn).to.include(groupNamed(graph, `/aws/rds/proxy/${inputs.name}`));
      }
    },
  );

  inBothStacks(
    "of cache and search domain go into groups that they wait for (5.1-4)",
    same({ "cache-group": 2, "search-domain": 4 }),
    (graph, expected) => {
      const cache = graph.one("aws:elasticache/replicationGroup:ReplicationGroup");
      const domain = graph.one("aws:opensearch/domain:Domain");
      const nameOf = nameResolver(graph);
      const groups = {
        [cache.name]: listOf(cache.inputs.logDeliveryConfigurations).map((delivery) =>
          groupNamed(graph, objectAt(delivery).destination),
        ),
        [domain.name]: listOf(domain.inputs.logPublishingOptions).map(
          (option) => graph.one(LOG_GROUP, nameOf(objectAt(option).cloudwatchLogGroupArn)).urn,
        ),
      };
      expect(cache.dependencies).to.include.members(groups[cache.name] ?? []);
      expect(domain.dependencies).to.include.members(groups[domain.name] ?? []);
      const counts = Object.entries(groups).map(([name, urns]) => [name, new Set(urns).size]);
      expect(Object.fromEntries(counts)).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "of tasks go into groups of the program's making (5.1-4)",
    same(["app", "migrate", "worker"]),
    (graph, tasks) => {
      for (const task of tasks) {
        for (const container of containersOf(graph, `${task}-task`)) {
          const options = objectAt(container.logConfiguration, "options");
          expect(options["awslogs-create-group"], `${task} ${container.name}`).to.equal(undefined);
          const group = graph.get(groupNamed(graph, options["awslogs-group"]));
          expect(group?.name, `${task} ${container.name}`).to.equal(`${task}-log`);
        }
      }
    },
  );

  inBothStacks(
    "have one group that nobody here can make first: what RDS measures, for the whole account (5.1-4)",
    { dev: ["db-region-monitoring"], prod: ["db-region-monitoring", "db-replica-region-monitoring"] },
    (graph, expected) => {
      const makers = whoMay(graph, "logs:CreateLogGroup");
      expect(Object.keys(makers).sort()).to.deep.equal(expected);
      for (const [role, groups] of Object.entries(makers)) {
        for (const group of groups) expect(group, role).to.match(/:log-group:RDSOSMetrics(:\*)?$/);
      }
      expect(whoMay(graph, "logs:PutRetentionPolicy")).to.deep.equal(makers);
    },
  );
});

/** The URN of the group of that name. @throws if the program makes none */
function groupNamed(graph: ResourceGraph, name: unknown): string {
  const group = graph.ofType(LOG_GROUP).find(({ inputs }) => inputs.name === name);
  if (group === undefined) throw new Error(`no log group is named ${name}`);
  return group.urn;
}
