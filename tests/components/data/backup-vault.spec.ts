import { expect } from "chai";
import { BackupVault, type BackupVaultArgs } from "../../../components/data/backup-vault";
import { policyOf, register } from "../../support/platform";
import { backup, REPLICA, VAULT_KEY } from "./backup-fixture";

const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const POLICY = "aws:backup/vaultPolicy:VaultPolicy";
const DEPLOYER = "arn:aws:iam::123456789012:role/deployer";

const REMOVAL = [
  "backup:DeleteRecoveryPoint",
  "backup:DisassociateRecoveryPoint",
  "backup:UpdateRecoveryPointLifecycle",
];
const REFUSE_PLAIN_TEXT = {
  Sid: "RefusePlainText",
  Effect: "Deny",
  Principal: "*",
  Action: ["backup:*"],
  Resource: ["*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

function vault(overrides: Partial<BackupVaultArgs> = {}): () => BackupVault {
  return () =>
    new BackupVault("vault", {
      region: "ap-northeast-1",
      vaultName: "kumiki-test-backup",
      kmsKeyArn: VAULT_KEY,
      ...overrides,
    });
}

describe("BackupVault", () => {
  it("lets nobody end a backup before its time, and shuts nobody out for good (3.2-1)", async () => {
    const graph = await register(vault());
    expect(policyOf(graph.one(POLICY)).Statement).to.deep.equal([
      { Sid: "RefuseRemoval", Effect: "Deny", Principal: "*", Action: REMOVAL, Resource: ["*"] },
      REFUSE_PLAIN_TEXT,
    ]);
  });

  it("excepts its administrators, and then lets nobody else change the vault (3.2-1)", async () => {
    const graph = await register(vault({ administratorArns: [DEPLOYER] }));
    const others = { ArnNotLike: { "aws:PrincipalArn": [DEPLOYER] } };
    expect(policyOf(graph.one(POLICY)).Statement).to.deep.equal([
      { Sid: "RefuseRemoval", Effect: "Deny", Principal: "*", Action: REMOVAL, Resource: ["*"], Condition: others },
      {
        Sid: "RefuseChange",
        Effect: "Deny",
        Principal: "*",
        Action: [
          "backup:DeleteBackupVault",
          "backup:DeleteBackupVaultAccessPolicy",
          "backup:DeleteBackupVaultLockConfiguration",
          "backup:PutBackupVaultAccessPolicy",
          "backup:PutBackupVaultLockConfiguration",
        ],
        Resource: ["*"],
        Condition: others,
      },
      REFUSE_PLAIN_TEXT,
    ]);
  });

  it("starts no clock with a lock of governance (3.2-1)", async () => {
    const graph = await register(backup({ lock: { mode: "governance" } }));
    expect(graph.one(LOCK).inputs).to.deep.equal({
      region: "ap-northeast-1",
      backupVaultName: "kumiki-test-backup",
      minRetentionDays: 35,
      maxRetentionDays: 35,
    });
  });

  it("takes the bounds of a lock from its caller, or from the rules", async () => {
    const rules = [
      { name: "daily", schedule: "cron(0 15 * * ? *)", retention: 35 },
      { name: "yearly", schedule: "cron(0 15 1 1 ? *)", retention: 365 },
    ];
    const derived = await register(backup({ rules, lock: { mode: "governance" } }));
    expect(derived.one(LOCK).inputs).to.include({ minRetentionDays: 35, maxRetentionDays: 365 });
    const given = await register(backup({ rules, lock: { mode: "governance", minRetention: 7, maxRetention: 400 } }));
    expect(given.one(LOCK).inputs).to.include({ minRetentionDays: 7, maxRetentionDays: 400 });
  });

  it("starts the clock of a lock of compliance, of both vaults, once that is acknowledged (3.2-1)", async () => {
    const graph = await register(
      backup({
        rules: [{ name: "daily", schedule: "cron(0 15 * * ? *)", retention: 35, copyToReplica: true }],
        replica: REPLICA,
        lock: { mode: "compliance", changeableForDays: 30, acknowledgeIrreversible: "kumiki-test-backup" },
      }),
    );
    expect(graph.ofType(LOCK).map(({ inputs }) => inputs.changeableForDays)).to.deep.equal([30, 30]);
  });

  it("is given out when policy and lock are in place, so that no backup comes before them", async () => {
    const graph = await register(backup({ lock: { mode: "governance" } }));
    const plan = graph.one("aws:backup/plan:Plan");
    const before = [graph.one(POLICY).urn, graph.one(LOCK).urn];
    expect(plan.dependencies).to.include.members(before);
    expect(graph.one("aws:iam/rolePolicy:RolePolicy").dependencies).to.include.members(before);
  });
});
