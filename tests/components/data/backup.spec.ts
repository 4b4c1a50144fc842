import { expect } from "chai";
import { BACKUP_METRICS } from "../../../components/data/backup";
import type { BackupRule } from "../../../components/data/backup-rules";
import { backupTag } from "../../../components/data/backup-tag";
import { identityPolicy } from "../../../components/shared/iam";
import { dailyBackups } from "../../../examples/backup";
import { namesOf, register, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";
import { BUCKET, backup, DATA_KEY, REPLICA, REPLICA_KEY, VAULT_KEY } from "./backup-fixture";

// Mocks cannot show that a job succeeds with these roles and keys: the first night must be looked at for that.

const VAULT = "aws:backup/vault:Vault";
const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const POLICY = "aws:backup/vaultPolicy:VaultPolicy";
const PLAN = "aws:backup/plan:Plan";
const SELECTION = "aws:backup/selection:Selection";
const NOTIFICATIONS = "aws:backup/vaultNotifications:VaultNotifications";
const RESTORE_PLAN = "aws:backup/restoreTestingPlan:RestoreTestingPlan";

const DAILY: BackupRule = { name: "daily", schedule: "cron(0 15 * * ? *)", retention: 35, copyToReplica: true };
const WEEKLY: BackupRule = {
  name: "weekly",
  schedule: "cron(0 22 ? * SAT *)",
  timezone: "Asia/Tokyo",
  retention: 400,
  coldAfter: 30,
};

describe("Backup", () => {
  it("makes snapshots by its rules, and leaves continuous backups to the database (3.2-1)", async () => {
    const graph = await register(backup({ rules: [WEEKLY] }));
    expect(graph.one(PLAN).inputs).to.deep.include({
      region: "ap-northeast-1",
      rules: [
        {
          ruleName: "weekly",
          targetVaultName: "kumiki-test-backup",
          schedule: "cron(0 22 ? * SAT *)",
          scheduleExpressionTimezone: "Asia/Tokyo",
          startWindow: 60,
          completionWindow: 10_080,
          enableContinuousBackup: false,
          lifecycle: { deleteAfter: 400, coldStorageAfter: 30 },
          copyActions: [],
        },
      ],
    });
    expectWellFormed(graph);
  });

  it("reads schedules as UTC where nothing else is said", async () => {
    const graph = await register(backup());
    expect(graph.one(PLAN).inputs.rules).to.have.nested.property("[0].scheduleExpressionTimezone", "Etc/UTC");
  });

  it("keeps backups in a vault of their own, under a key of their own (3.2-1)", async () => {
    const graph = await register(backup({ tags: { Owner: "platform" } }));
    expect(graph.one(VAULT).inputs).to.deep.equal({
      region: "ap-northeast-1",
      name: "kumiki-test-backup",
      kmsKeyArn: VAULT_KEY,
      forceDestroy: false,
      tags: { Owner: "platform", Component: "BackupVault", Name: "backup-vault" },
    });
    expect(namesOf(graph, LOCK)).to.deep.equal([]);
    expect(namesOf(graph, RESTORE_PLAN)).to.deep.equal([]);
    expectWellFormed(graph, ["Owner", "Component", "Name"]);
  });

  it("has Pulumi refuse to take away a vault, what its policy refuses and its lock, unless told to (2.3-3)", async () => {
    const build = async (changes: Parameters<typeof backup>[0]) => {
      const graph = await register(
        backup({ replica: REPLICA, rules: [WEEKLY, DAILY], lock: { mode: "governance" }, ...changes }),
      );
      return [VAULT, POLICY, LOCK].flatMap((type) => graph.ofType(type).map(({ options }) => options.protect ?? false));
    };
    expect(await build({})).to.deep.equal(Array(6).fill(true));
    expect(await build({ protect: false })).to.deep.equal(Array(6).fill(false));
    expect(await build({ forceDestroy: true })).to.deep.equal(Array(6).fill(false));
    expect(await build({ forceDestroy: true, protect: true })).to.deep.equal(Array(6).fill(true));
  });

  it("copies what its rules say to a vault of another region, as locked and as closed as the first (3.2-2)", async () => {
    const graph = await register(
      backup({ rules: [DAILY, WEEKLY], replica: REPLICA, lock: { mode: "governance" }, forceDestroy: true }),
    );
    const copy = graph.one(VAULT, "backup-replica");
    expect(copy.inputs).to.deep.include({
      region: "ap-northeast-3",
      name: "kumiki-test-backup",
      kmsKeyArn: REPLICA_KEY,
      forceDestroy: true,
    });
    const rules = graph.one(PLAN).inputs.rules;
    expect(rules).to.have.deep.nested.property("[0].copyActions", [
      { destinationVaultArn: copy.outputs.arn, lifecycle: { deleteAfter: 35 } },
    ]);
    expect(rules).to.have.deep.nested.property("[1].copyActions", []);
    for (const type of [LOCK, POLICY]) {
      const [here, there] = [graph.ofType(type)[1]?.inputs, graph.ofType(type)[0]?.inputs];
      expect(there).to.deep.equal({ ...here, region: "ap-northeast-3" });
    }
    expectWellFormed(graph);
  });

  it("finds clusters and buckets by the tag that stateful components put on them (3.2-1)", async () => {
    const graph = await register(backup());
    const { outputs } = graph.one("aws:iam/role:Role", "backup-role");
    expect(graph.one(SELECTION).inputs).to.deep.equal({
      region: "ap-northeast-1",
      planId: graph.one(PLAN).id,
      iamRoleArn: outputs.arn,
      resources: ["arn:aws:rds:ap-northeast-1:123456789012:cluster:*", "arn:aws:s3:::*"],
      conditions: [{ stringEquals: [{ key: "aws:ResourceTag/Backup", value: "daily" }] }],
    });
    expect(backupTag()).to.deep.equal({ Backup: "daily" });
    expect(backupTag("weekly")).to.deep.equal({ Backup: "weekly" });
  });

  it("selects when its role may do its work, which the service tries at once", async () => {
    const graph = await register(backup());
    expect(graph.one(SELECTION).dependencies).to.include(
      graph.one("aws:iam/rolePolicy:RolePolicy", "backup-role-policy").urn,
    );
  });

  it("finds what carries the tag of another frequency instead", async () => {
    const graph = await register(backup({ frequency: "weekly" }));
    expect(graph.one(SELECTION).inputs.conditions).to.deep.equal([
      { stringEquals: [{ key: "aws:ResourceTag/Backup", value: "weekly" }] },
    ]);
  });

  it("tells a topic how jobs end", async () => {
    const topic = "arn:aws:sns:ap-northeast-1:123456789012:operations";
    const graph = await register(backup({ notificationTopicArn: topic }));
    expect(graph.one(NOTIFICATIONS).inputs).to.deep.equal({
      region: "ap-northeast-1",
      backupVaultName: "kumiki-test-backup",
      snsTopicArn: topic,
      backupVaultEvents: [
        "BACKUP_JOB_COMPLETED",
        "COPY_JOB_FAILED",
        "RESTORE_JOB_COMPLETED",
        "S3_BACKUP_OBJECT_FAILED",
        "S3_RESTORE_OBJECT_FAILED",
      ],
    });
    expect(namesOf(await register(backup()), NOTIFICATIONS)).to.deep.equal([]);
  });

  it("tells others the vault and what its metrics are called (3.2-1)", async () => {
    const outputs = await registerOutputs(() => {
      const { vaultName, vaultArn, replicaVaultArn } = backup({ rules: [DAILY], replica: REPLICA })();
      return { vaultName, vaultArn, replicaVaultArn };
    });
    expect(outputs).to.deep.equal({
      vaultName: "kumiki-test-backup",
      vaultArn: "arn:aws:backup:ap-northeast-1:123456789012:backup-vault:kumiki-test-backup",
      replicaVaultArn: "arn:aws:backup:ap-northeast-3:123456789012:backup-vault:kumiki-test-backup",
    });
    expect(BACKUP_METRICS).to.deep.equal({
      namespace: "AWS/Backup",
      dimension: "BackupVaultName",
      completed: "NumberOfBackupJobsCompleted",
      failed: "NumberOfBackupJobsFailed",
      expired: "NumberOfBackupJobsExpired",
    });
  });

  it("lets people hand its role over to AWS Backup, and to nothing else", async () => {
    const { policy } = await registerOutputs(() => ({ policy: identityPolicy([backup()().passRoleGrant()]) }));
    expect(JSON.parse(String(policy)).Statement).to.have.length(1);
    expect(JSON.parse(String(policy)).Statement[0]).to.deep.include({
      Action: ["iam:PassRole"],
      Condition: { StringEquals: { "iam:PassedToService": "backup.amazonaws.com" } },
    });
    expect(JSON.parse(String(policy)).Statement[0].Resource[0]).to.match(
      /^arn:aws:iam::123456789012:role\/backup-role-[0-9a-f]{7}$/,
    );
  });

  it("bounds its roles as it is told to", async () => {
    const boundary = "arn:aws:iam::123456789012:policy/boundary";
    const restoreTest = { s3: { kmsKeyArn: DATA_KEY } };
    const sources = { kmsKeyArns: [DATA_KEY], bucketArns: [BUCKET] };
    const graph = await register(backup({ permissionsBoundaryArn: boundary, restoreTest, sources }));
    expect(graph.ofType("aws:iam/role:Role").map(({ inputs }) => inputs.permissionsBoundary)).to.deep.equal([
      boundary,
      boundary,
    ]);
  });

  it("lets a caller change what no argument offers", async () => {
    const graph = await register(backup({ transform: { plan: (args) => ({ ...args, name: "changed" }) } }));
    expect(graph.one(PLAN).inputs.name).to.equal("changed");
  });

  it("runs as its example shows", async () => {
    const graph = await register(dailyBackups);
    expect(namesOf(graph, VAULT)).to.deep.equal(["backup-replica", "backup-vault"]);
    expect(namesOf(graph, RESTORE_PLAN)).to.deep.equal(["backup-restore-test-plan"]);
    expectWellFormed(graph);
  });
});
