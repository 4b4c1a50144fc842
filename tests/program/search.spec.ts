import { expect } from "chai";
import type { PlainObject, ResourceGraph } from "../../plan/graph";
import { policyOf } from "../support/platform";
import { ACCOUNTS, listOf, nameResolver, objectAt, type PerStack, platformTests, same } from "./both-stacks";
import { environmentOf, requestOf, waysOf, whoMay } from "./data-graph";

// Mocks cannot show that the domain turns somebody away; they show its settings and what it is told about roles.

const DOMAIN = "aws:opensearch/domain:Domain";
const VERBS = ["Delete", "Get", "Head", "Patch", "Post", "Put"].map((verb) => `es:ESHttp${verb}`);

describe("the search domain of the platform", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "is one small node in dev, and in prod three with three masters, of which two zones are enough (1.3-4, 3.1-2)",
    {
      dev: {
        nodes: {
          instanceType: "t3.small.search",
          instanceCount: 1,
          dedicatedMasterEnabled: false,
          zoneAwarenessEnabled: false,
          multiAzWithStandbyEnabled: false,
          warmEnabled: false,
        },
        disk: 10,
        subnets: ["vpc-data-a"],
      },
      prod: {
        nodes: {
          instanceType: "r7g.large.search",
          instanceCount: 3,
          dedicatedMasterEnabled: true,
          dedicatedMasterType: "m7g.large.search",
          dedicatedMasterCount: 3,
          zoneAwarenessEnabled: true,
          zoneAwarenessConfig: { availabilityZoneCount: 3 },
          multiAzWithStandbyEnabled: true,
          warmEnabled: false,
        },
        disk: 100,
        subnets: ["vpc-data-a", "vpc-data-c", "vpc-data-d"],
      },
    },
    (graph, { nodes, disk, subnets }) => {
      const { inputs } = graph.one(DOMAIN);
      expect(inputs.clusterConfig).to.deep.equal(nodes);
      expect(inputs.ebsOptions).to.deep.include({ ebsEnabled: true, volumeType: "gp3", volumeSize: disk });
      expect(listOf(objectAt(inputs.vpcOptions).subnetIds).map(nameResolver(graph))).to.deep.equal(subnets);
    },
  );

  inBothStacks(
    "tunes itself in prod only, as a small node refuses to (1.3-4)",
    { dev: undefined, prod: { desiredState: "ENABLED", rollbackOnDisable: "NO_ROLLBACK", useOffPeakWindow: true } },
    (graph, expected) => {
      expect(graph.one(DOMAIN).inputs.autoTuneOptions).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "is of the line whose end nobody has announced, and takes the updates that it would be cut off without (1.3-4)",
    same("OpenSearch_3.5"),
    (graph, engineVersion) => {
      const { inputs } = graph.one(DOMAIN);
      expect(inputs.engineVersion).to.equal(engineVersion);
      expect(inputs.softwareUpdateOptions).to.deep.equal({ autoSoftwareUpdateEnabled: true });
      expect(objectAt(inputs.offPeakWindowOptions).enabled).to.equal(true);
    },
  );

  inBothStacks(
    "encrypts disk and every hop, by the key of the data (1.3-4, 2.3-3)",
    same("keys-data"),
    (graph, key) => {
      const { inputs } = graph.one(DOMAIN);
      const { enabled, kmsKeyId } = objectAt(inputs.encryptAtRest);
      expect([enabled, nameResolver(graph)(kmsKeyId)]).to.deep.equal([true, key]);
      expect(inputs.nodeToNodeEncryption).to.deep.equal({ enabled: true });
      expect(inputs.domainEndpointOptions).to.deep.equal({
        enforceHttps: true,
        tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10",
      });
    },
  );

  inBothStacks("has no user of its own but the bootstrap's role (1.3-4, F23)", ACCOUNTS, (graph, account, stack) => {
    expect(graph.one(DOMAIN).inputs.advancedSecurityOptions).to.deep.equal({
      enabled: true,
      anonymousAuthEnabled: false,
      internalUserDatabaseEnabled: false,
      masterUserOptions: { masterUserArn: `arn:aws:iam::${account}:role/kumiki-${stack}-bootstrap` },
    });
  });

  inBothStacks(
    "writes its four logs, that of who did what among them, into groups that exist (1.3-4, 5.1-4)",
    same({
      AUDIT_LOGS: "search-logs-audit",
      ES_APPLICATION_LOGS: "search-logs-application",
      INDEX_SLOW_LOGS: "search-logs-index-slow",
      SEARCH_SLOW_LOGS: "search-logs-search-slow",
    }),
    (graph, expected) => {
      const nameOf = nameResolver(graph);
      const logs = listOf(graph.one(DOMAIN).inputs.logPublishingOptions).map((value) => objectAt(value));
      expect(logs.every(({ enabled }) => enabled === true)).to.equal(true);
      expect(
        Object.fromEntries(logs.map(({ logType, cloudwatchLogGroupArn }) => [logType, nameOf(cloudwatchLogGroupArn)])),
      ).to.deep.equal(expected);
      expect(graph.one(DOMAIN).dependencies).to.include(
        graph.one("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "search-logs-policy").urn,
      );
    },
  );

  inBothStacks(
    "has the service's role made once an account, and leaves it behind (1.3-4)",
    same(true),
    (graph, kept) => {
      const { inputs, options, urn } = graph.one("aws:iam/serviceLinkedRole:ServiceLinkedRole", "search-service-role");
      expect(inputs.awsServiceName).to.equal("opensearchservice.amazonaws.com");
      expect(options.retainOnDelete).to.equal(kept); // other domains of the account would stop working
      expect(graph.one(DOMAIN).dependencies).to.include(urn);
    },
  );

  const writers = ["app-task", "worker-task"];

  inBothStacks(
    "tells four roles by name what they may send, and refuses everybody else (1.1-6, F8, F18)",
    ACCOUNTS,
    (graph, account, stack) => {
      const roles = (...names: string[]) => names.map((name) => `arn:aws:iam::${account}:role/kumiki-${stack}-${name}`);
      const statements = policyOf(graph.one(DOMAIN), "accessPolicies").Statement;
      const allowed = statements.filter(({ Effect }) => Effect === "Allow");
      expect(
        allowed.map(({ Action, Condition }) => [Condition?.ArnEquals?.["aws:PrincipalArn"], Action]),
      ).to.deep.equal([
        [roles("bootstrap"), VERBS],
        [roles(...writers), VERBS.filter((verb) => verb !== "es:ESHttpPatch")],
        [roles("extract"), ["es:ESHttpDelete", "es:ESHttpPost"]],
      ]);
      for (const { Principal } of allowed) expect(Principal).to.deep.equal({ AWS: `arn:aws:iam::${account}:root` });
      const [denied, ...more] = statements.filter(({ Effect }) => Effect === "Deny");
      expect([denied?.Action, denied?.Condition?.ArnNotEquals?.["aws:PrincipalArn"], more]).to.deep.equal([
        VERBS,
        roles("app-task", "bootstrap", "extract", "worker-task"),
        [],
      ]);
    },
  );

  inBothStacks(
    "is asked by those four roles, each below its own paths (1.1-6, N16)",
    ACCOUNTS,
    (graph, account, stack) => {
      const domain = `arn:aws:es:ap-northeast-1:${account}:domain/kumiki-${stack}-search`;
      const below = (...paths: string[]) => paths.map((path) => `${domain}${path}`);
      const client = below(
        "/",
        "/_bulk",
        "/_mget",
        "/_msearch",
        "/_resolve/index/*",
        "/_search",
        "/_search/scroll",
        "/documents-*",
      );
      expect(whoMay(graph, ...VERBS)).to.deep.equal({
        "app-task": client,
        "worker-task": client,
        "export-extract": below("/_search", "/_search/point_in_time", "/documents-*/_search/point_in_time"),
        "bootstrap-function": below(
          "/_index_template/*",
          "/_ingest/pipeline/*",
          "/_plugins/_ism/policies/*",
          "/_plugins/_security/api/audit",
          "/_plugins/_security/api/audit/config",
          "/_plugins/_security/api/roles/*",
          "/_plugins/_security/api/rolesmapping/*",
        ),
      });
      expect(graph.one(DOMAIN).outputs.arn).to.equal(domain);
    },
  );

  inBothStacks(
    "maps the same roles to what they may do to documents, as IAM alone is not enough (1.1-6, 2.2-2, F8, F18)",
    same({ "documents-writer": writers, "documents-exporter": ["extract"] }),
    (graph, expected, stack) => {
      const roles = searchList(graph, "roles").map(({ name, backendRoles }) => [
        name,
        listOf(backendRoles).map((arn) => String(arn).split(`:role/kumiki-${stack}-`)[1]),
      ]);
      expect(Object.fromEntries(roles)).to.deep.equal(expected);
      for (const role of searchList(graph, "roles")) {
        const patterns = listOf(role.indexPermissions).map((permission) => objectAt(permission).patterns);
        expect(patterns, String(role.name)).to.deep.equal([["documents-*"]]);
      }
    },
  );

  inBothStacks(
    "lets the export read, and hold a view still, and nothing else (F18)",
    same("documents-*"),
    (graph, of) => {
      const exporter = searchList(graph, "roles").find(({ name }) => name === "documents-exporter");
      expect(exporter?.clusterPermissions).to.deep.equal([]);
      expect(exporter?.indexPermissions).to.deep.equal([
        {
          patterns: [of],
          actions: [
            "indices:data/read/point_in_time/create",
            "indices:data/read/point_in_time/delete",
            "indices:data/read/search",
          ],
        },
      ]);
    },
  );

  inBothStacks("is reached on port 443 and no other (2.1-9, F8, F12)", same("443"), (graph, port) => {
    const peers = ["app", "fn-boot", "fn-extract", "worker"];
    expect(waysOf(graph, "in", "groups-search")).to.deep.equal(peers.map((peer) => `${peer} ${port}`));
    const { securityGroupIds } = objectAt(graph.one(DOMAIN).inputs.vpcOptions);
    expect(listOf(securityGroupIds).map(nameResolver(graph))).to.deep.equal(["groups-search"]);
    for (const task of ["app-task", "worker-task"]) {
      expect(environmentOf(graph, task).SEARCH_ENDPOINT, task).to.equal(graph.one(DOMAIN).outputs.endpoint);
    }
  });

  const shards: PerStack<unknown> = {
    dev: { number_of_shards: 1, number_of_replicas: 0 },
    prod: { number_of_shards: 1, number_of_replicas: 2 },
  };

  inBothStacks(
    "makes indices of one shard, with a copy in every other zone, and logs what is slow (4.3-1, 4.3-2)",
    shards,
    (graph, expected) => {
      const templates = searchList(graph, "indexTemplates");
      expect(templates.map(({ name }) => name)).to.deep.equal(["documents", "logs"]);
      for (const { name, body } of templates) {
        const index = objectAt(body, "template", "settings", "index");
        expect(index, String(name)).to.deep.include(expected);
        expect(objectAt(index, "search", "slowlog", "threshold", "query").warn, String(name)).to.equal("1000ms");
        expect(objectAt(index, "indexing", "slowlog").source, "what was slow, not what was in it").to.equal("false");
      }
    },
  );

  inBothStacks(
    "deletes log entries when the youngest of their day is old enough (4.3-1)",
    { dev: "8d", prod: "31d" },
    (graph, age) => {
      const [logs] = searchList(graph, "retentionPolicies");
      expect(logs?.name).to.equal("logs");
      const [state] = listOf(objectAt(logs?.body, "policy").states);
      expect(objectAt(state).transitions).to.deep.equal([
        { state_name: "deleted", conditions: { min_index_age: age } },
      ]);
    },
  );
});

function searchList(graph: ResourceGraph, part: string): PlainObject[] {
  const { search } = requestOf(graph, "search-setup");
  return listOf(objectAt(search)[part]).map((item) => objectAt(item));
}
