import { expect } from "chai";
import type { PlainObject, ResourceNode } from "../../../plan/graph";
import { evaluateRules } from "../../../policies/core/evaluate";
import { BACKUP_RETENTION } from "../../../policies/rules/resilience/backup-retention";
import { BACKUP_SELECTION } from "../../../policies/rules/resilience/backup-selection";
import { DELETION_PROTECTION } from "../../../policies/rules/resilience/deletion-protection";
import { ENGINE_PROTECTION } from "../../../policies/rules/resilience/engine-protection";
import { FINAL_COPY } from "../../../policies/rules/resilience/final-copy";
import { LOG_GROUPS } from "../../../policies/rules/resilience/log-groups";
import { outcomes } from "../support/judge";
import { graphOf, resource, unknownInput } from "../support/mutate";

const CLUSTER = "aws:rds/cluster:Cluster";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const DOMAIN = "aws:opensearch/domain:Domain";
const BUCKET = "aws:s3/bucket:Bucket";
const TABLE = "gcp:bigquery/table:Table";
const NOT_PRODUCTION = "notApplicable | it is not production";

/** A resource of production, of the name `x`. */
function prod(type: string, inputs: PlainObject = {}, more: Partial<ResourceNode> = {}): ResourceNode {
  const own: PlainObject = type.startsWith("gcp:")
    ? { labels: { environment: "prod" } }
    : { tags: { Environment: "prod" } };
  return resource(type, "x", { ...own, ...inputs }, {}, more);
}

describe("resilience-deletion-protection", () => {
  it("wants the switch of each type, in every stack", () => {
    expect(outcomes(DELETION_PROTECTION, resource(CLUSTER, "x", { deletionProtection: true }))).to.deep.equal(["pass"]);
    for (const deletionProtection of [false, null, "true"]) {
      expect(outcomes(DELETION_PROTECTION, resource(CLUSTER, "x", { deletionProtection }))).to.deep.equal([
        "violation | deletionProtection: deletionProtection is not on; switch it on, or anybody who may delete it can do so at once",
      ]);
    }
    expect(
      outcomes(DELETION_PROTECTION, resource("aws:lb/loadBalancer:LoadBalancer", "x", { deletionProtection: true }))[0],
    ).to.match(/^violation \| enableDeletionProtection:/);
    expect(outcomes(DELETION_PROTECTION, resource(TABLE, "x"))[0]).to.match(/^violation \| deletionProtection:/);
  });

  it("lets tables go that expire by themselves", () => {
    const table = resource(TABLE, "x", { datasetId: "staging" });
    const dataset = (inputs: PlainObject) => resource("gcp:bigquery/dataset:Dataset", "set", inputs);
    expect(
      outcomes(DELETION_PROTECTION, table, dataset({ datasetId: "staging", defaultTableExpirationMs: 1 })),
    ).to.deep.equal(["notApplicable | what it holds expires by itself, and is loaded again"]);
    const others: PlainObject[] = [{ datasetId: "staging" }, { datasetId: "final", defaultTableExpirationMs: 1 }];
    for (const inputs of others) {
      expect(outcomes(DELETION_PROTECTION, table, dataset(inputs))[0]).to.match(/^violation/);
    }
  });

  it("does not judge what is not known yet", () => {
    const inputs = unknownInput({}, "deletionProtection");
    expect(outcomes(DELETION_PROTECTION, resource(CLUSTER, "x", {}, {}, { inputs }))).to.deep.equal([
      "unproven | unknown:deletionProtection: deletionProtection is not known yet",
    ]);
  });
});

describe("resilience-engine-protection", () => {
  it("wants Pulumi to refuse, in production", () => {
    expect(outcomes(ENGINE_PROTECTION, prod(DOMAIN, {}, { options: { protect: true } }))).to.deep.equal(["pass"]);
    expect(outcomes(ENGINE_PROTECTION, prod(DOMAIN))).to.deep.equal([
      "violation | protect: the option protect is not set, so that an update may replace it; set it",
    ]);
    expect(outcomes(ENGINE_PROTECTION, prod("gcp:bigquery/dataset:Dataset"))[0]).to.match(/^violation/);
    expect(outcomes(ENGINE_PROTECTION, resource(DOMAIN, "x"))).to.deep.equal([NOT_PRODUCTION]);
  });

  it("wants it of a vault's policy and lock as well, which have no tags to tell", () => {
    const at = { region: "ap-northeast-3" };
    const lock = resource(
      "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
      "lock",
      { backupVaultName: "v" },
      {},
      at,
    );
    const vault = (environment: string, more = at) =>
      resource("aws:backup/vault:Vault", environment, { name: "v", tags: { Environment: environment } }, {}, more);
    const judged = (...vaults: readonly ResourceNode[]) =>
      evaluateRules(graphOf(lock, ...vaults), [ENGINE_PROTECTION])
        .filter(({ resource: { name } }) => name === "lock")
        .map(({ outcome }) => outcome);
    expect(judged(vault("prod"))).to.deep.equal(["violation"]);
    expect(judged(vault("dev"))).to.deep.equal(["notApplicable"]);
    expect(judged(vault("prod"), vault("dev", { region: "ap-northeast-1" }))).to.deep.equal(["violation"]);
  });
});

describe("resilience-backup-retention", () => {
  const kept = (backupRetentionPeriod: number) =>
    outcomes(BACKUP_RETENTION, resource(CLUSTER, "x", { backupRetentionPeriod }));

  it("wants a week, in every stack", () => {
    const short = "violation | backupRetentionPeriod: backupRetentionPeriod is below 7 days, or not set; raise it";
    expect([0, 6, 7].map(kept)).to.deep.equal([[short], [short], ["pass"]]);
    expect(outcomes(BACKUP_RETENTION, resource(CLUSTER, "x"))).to.deep.equal([short]);
  });

  it("wants it of caches as well", () => {
    expect(outcomes(BACKUP_RETENTION, resource(CACHE, "x", { snapshotRetentionLimit: 7 }))).to.deep.equal(["pass"]);
    expect(outcomes(BACKUP_RETENTION, resource(CACHE, "x", { snapshotRetentionLimit: 0 }))).to.deep.equal([
      "violation | snapshotRetentionLimit: snapshotRetentionLimit is below 7 days, or not set; raise it",
    ]);
  });

  it("wants as many days as it is told", () => {
    const database = resource(CLUSTER, "x", { backupRetentionPeriod: 14 });
    expect(
      [14, 15].map((days) => outcomes(BACKUP_RETENTION.adjust({ days }), database)[0]?.split(" ")[0]),
    ).to.deep.equal(["pass", "violation"]);
    expect(() => BACKUP_RETENTION.adjust({ weeks: 2 })).to.throw("weeks");
  });
});

describe("resilience-backup-selection", () => {
  const byCondition = { conditions: [{ stringEquals: [{ key: "aws:ResourceTag/Backup", value: "daily" }] }] };
  const byTag = { selectionTags: [{ type: "STRINGEQUALS", key: "Backup", value: "daily" }] };
  const selection = (inputs: PlainObject) => resource("aws:backup/selection:Selection", "x", inputs);
  const tagged = (Backup: string) => resource(CLUSTER, "db", { tags: { Backup } });
  const nothing =
    "violation | nothing: no database or bucket of the stack carries the tag the selection asks for; tag one";

  it("wants something to carry the tag it selects by", () => {
    for (const inputs of [byCondition, byTag]) {
      expect(outcomes(BACKUP_SELECTION, selection(inputs), tagged("daily"))).to.deep.equal(["pass"]);
      expect(outcomes(BACKUP_SELECTION, selection(inputs), tagged("weekly"))).to.deep.equal([nothing]);
      expect(outcomes(BACKUP_SELECTION, selection(inputs))).to.deep.equal([nothing]);
    }
  });

  it("has nothing against a selection by name", () => {
    expect(outcomes(BACKUP_SELECTION, selection({ resources: ["arn"] }))).to.deep.equal(["pass"]);
  });
});

describe("resilience-final-copy", () => {
  it("wants a last snapshot of databases and caches of production", () => {
    expect(outcomes(FINAL_COPY, prod(CLUSTER, { skipFinalSnapshot: false }))).to.deep.equal(["pass"]);
    const without: PlainObject[] = [{}, { skipFinalSnapshot: true }];
    for (const inputs of without) {
      expect(outcomes(FINAL_COPY, prod(CLUSTER, inputs))).to.deep.equal([
        "violation | skipFinalSnapshot: skipFinalSnapshot is not false; no snapshot is taken at the end",
      ]);
    }
    expect(outcomes(FINAL_COPY, prod(CACHE, { finalSnapshotIdentifier: "last" }))).to.deep.equal(["pass"]);
    expect(outcomes(FINAL_COPY, prod(CACHE))[0]).to.match(/^violation \| finalSnapshotIdentifier:/);
    expect(outcomes(FINAL_COPY, resource(CLUSTER, "x"))).to.deep.equal([NOT_PRODUCTION]);
  });

  it("wants nothing to be emptied", () => {
    expect(outcomes(FINAL_COPY, prod(BUCKET, { forceDestroy: false }))).to.deep.equal(["pass"]);
    for (const [type, property] of [
      [BUCKET, "forceDestroy"],
      ["aws:ecr/repository:Repository", "forceDelete"],
      ["gcp:bigquery/dataset:Dataset", "deleteContentsOnDestroy"],
    ] as const) {
      expect(outcomes(FINAL_COPY, prod(type, { [property]: true }))).to.deep.equal([
        `violation | ${property}: ${property} is on, so that it is emptied when it is removed`,
      ]);
    }
  });
});

describe("resilience-log-groups", () => {
  const group = (inputs: PlainObject) =>
    outcomes(LOG_GROUPS, resource("aws:cloudwatch/logGroup:LogGroup", "x", inputs));

  it("wants an end", () => {
    const never = "violation | retentionInDays: retentionInDays is not set, or says never; set it";
    expect([group({ retentionInDays: 1 }), group({ retentionInDays: 0 }), group({})]).to.deep.equal([
      ["pass"],
      [never],
      [never],
    ]);
  });
});
