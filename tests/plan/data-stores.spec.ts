import { expect } from "chai";
import { type PlainObject, ResourceGraph, type ResourceNode } from "../../plan/graph";
import { type DataStore, dataStores } from "../../plan/report/data-stores";
import { bothStacks } from "../support/stacks";

// What the report says of every store. How long a failure really takes, a failure shows; the times are the services' own.

type Row = readonly [store: string, copies: string, readers: string, objectives: string, regionObjectives: string];

const rowOf = ({ store, copies, readers, objectives, regionObjectives }: DataStore): Row => [
  store,
  copies.join(", "),
  readers.join(", "),
  objectives,
  regionObjectives,
];

const SEARCH_READERS = "app, bootstrap-function, export-extract, worker";
const LAKE_READERS = "app, export-extract, export-load, worker";
const ANALYSTS = "group:analysts@example.com";

const EXPECTED: Readonly<Record<"dev" | "prod", readonly Row[]>> = {
  dev: [
    ["db, Aurora 17.7", "1 instance, PITR 7 d", "app, migrate, worker", "nothing, 10 min", "everything"],
    ["cache, Valkey 8.2", "1 shard of 1 node", "app, worker", "everything, minutes", "everything"],
    ["search, OpenSearch 3.5", "1 node, snapshots 14 d", SEARCH_READERS, "1 h, hours", "indexed anew"],
    ["lake, S3", "versions 30 d", LAKE_READERS, "nothing, at once", "everything"],
    ["static, S3", "versions 30 d", "CloudFront", "nothing, at once", "everything"],
    ["analytics, BigQuery", "asia-northeast1, PITR 7 d", ANALYSTS, "merged every 1 hours", "exported anew"],
  ],
  prod: [
    [
      "db, Aurora 17.7",
      "2 instances, 1 reader in ap-northeast-3, PITR 35 d, 2 vaults",
      "app, db-proxy, migrate, worker",
      "nothing, 1 min",
      "about 1 s, by hand",
    ],
    ["cache, Valkey 8.2", "2 shards of 2 nodes, snapshots 7 d", "app, worker", "seconds, 1 min", "everything"],
    ["search, OpenSearch 3.5", "3 nodes, snapshots 14 d", SEARCH_READERS, "nothing, 1 min", "indexed anew"],
    ["backup, S3", "versions 90 d, copy in ap-northeast-3", "", "nothing, at once", "15 min, at once"],
    ["lake, S3", "versions 90 d, copy in ap-northeast-3", LAKE_READERS, "nothing, at once", "about 15 min, at once"],
    ["static, S3", "versions 90 d, copy in ap-northeast-3", "CloudFront", "nothing, at once", "about 15 min, at once"],
    ["analytics, BigQuery", "asia-northeast1, PITR 7 d", ANALYSTS, "merged every 15 minutes", "exported anew"],
  ],
};

describe("the report of data stores", () => {
  const platform = bothStacks();

  for (const stack of ["dev", "prod"] as const) {
    it(`lists every store of ${stack}, with what it costs to lose a zone and a region`, () => {
      expect(dataStores(platform(stack)).map(rowOf)).to.deep.equal(EXPECTED[stack]);
    });
  }

  const cluster = node("aws:rds/cluster:Cluster", "db", {
    inputs: { engineVersion: "17.7", databaseName: "app", backupRetentionPeriod: 7, globalClusterIdentifier: "all" },
    outputs: { clusterIdentifier: "db" },
  });
  const copy = node("aws:rds/cluster:Cluster", "db-copy", {
    region: "ap-northeast-3",
    inputs: { engineVersion: "17.7", globalClusterIdentifier: "all" },
    outputs: { clusterIdentifier: "db-copy" },
  });

  it("counts a copy without readers as a copy, and not as a database of its own", () => {
    expect(rowsOf(cluster, copy)).to.deep.equal([
      [
        "db, Aurora 17.7",
        "0 instances, 0 readers in ap-northeast-3, PITR 7 d",
        "",
        "nothing, 10 min",
        "about 1 s, by hand",
      ],
    ]);
  });

  it("knows that a vault elsewhere outlives the region, and one in the same region does not", () => {
    const here = node("aws:backup/vault:Vault", "here", { region: "ap-northeast-1" });
    const there = node("aws:backup/vault:Vault", "there", { region: "ap-northeast-3" });
    expect(rowsOf(cluster, here)[0]?.slice(1)).to.deep.equal([
      "0 instances, PITR 7 d, 1 vault",
      "",
      "nothing, 10 min",
      "everything",
    ]);
    expect(rowsOf(cluster, here, there)[0]?.slice(1)).to.deep.equal([
      "0 instances, PITR 7 d, 2 vaults",
      "",
      "nothing, 10 min",
      "since the last copy, hours",
    ]);
  });

  it("takes nodes without a standby for slower to replace", () => {
    const domain = node("aws:opensearch/domain:Domain", "search", {
      inputs: { engineVersion: "OpenSearch_3.5", clusterConfig: { instanceCount: 2 } },
      outputs: { arn: "arn:aws:es:ap-northeast-1:123456789012:domain/search" },
    });
    expect(rowsOf(domain)).to.deep.equal([
      ["search, OpenSearch 3.5", "2 nodes, snapshots 14 d", "", "nothing, minutes", "indexed anew"],
    ]);
  });

  const LAKE = "arn:aws:s3:::lake";
  const lake = node("aws:s3/bucket:Bucket", "store-lake-bucket", { id: "lake", outputs: { arn: LAKE } });

  it("passes over buckets that nobody reads and nothing copies, and over datasets that nothing is merged into", () => {
    const dataset = node("gcp:bigquery/dataset:Dataset", "staging", { inputs: { datasetId: "staging" } });
    expect(rowsOf(lake, dataset)).to.deep.equal([]);
  });

  for (const [what, resource, effect, readers] of [
    ["below a prefix of it", `${LAKE}/raw/*`, "Allow", ["store-lake"]],
    ["of everything", "*", "Allow", ["store-lake"]],
    ["of a bucket whose name begins alike", `${LAKE}2/*`, "Allow", []],
    ["that is denied", `${LAKE}/*`, "Deny", []],
  ] as const) {
    it(`takes a right to read ${what} for ${readers.length === 0 ? "none" : "one"}`, () => {
      const policy = rightTo("app-task-role-policy", ["s3:GetObject"], resource, effect);
      expect(rowsOf(lake, policy).map(([, , who]) => who)).to.deep.equal(readers.map(() => "app"));
    });
  }

  it("names a role once, however often it is granted something", () => {
    const policies = ["raw", "export"].map((prefix) =>
      rightTo("app-task-role-policy", ["s3:GetObject"], `${LAKE}/${prefix}/*`),
    );
    const twice = policies.map((policy, index) => ({ ...policy, urn: `${policy.urn}-${index}` }));
    expect(rowsOf(lake, ...twice).map(([, , who]) => who)).to.deep.equal(["app"]);
  });

  it("takes a right to write for no right to read", () => {
    expect(rowsOf(lake, rightTo("app-task-role-policy", ["s3:PutObject"], `${LAKE}/*`))).to.deep.equal([]);
  });
});

function rowsOf(...nodes: ResourceNode[]): Row[] {
  return dataStores(new ResourceGraph("test", nodes)).map(rowOf);
}

function rightTo(name: string, Action: readonly string[], Resource: string, Effect = "Allow"): ResourceNode {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect, Action, Resource: [Resource] }] });
  return node("aws:iam/rolePolicy:RolePolicy", name, { inputs: { policy } });
}

interface NodeParts {
  readonly id?: string;
  readonly region?: string;
  readonly inputs?: PlainObject;
  readonly outputs?: PlainObject;
}

function node(type: string, name: string, { inputs = {}, outputs = {}, ...parts }: NodeParts): ResourceNode {
  return {
    urn: `urn:pulumi:test::kumiki::${type}::${name}`,
    type,
    name,
    custom: true,
    region: "ap-northeast-1",
    ...parts,
    inputs,
    outputs,
    secretInputs: [],
    secretOutputs: [],
    dependencies: [],
    propertyDependencies: {},
    options: {},
  };
}
