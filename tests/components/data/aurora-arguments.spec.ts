import { expect } from "chai";
import type { AuroraClusterArgs } from "../../../components/data/aurora-args";
import { registerError } from "../../support/platform";
import { build, osaka, ROTATION, withProxy, withReplica } from "./aurora-fixture";

async function problemsOf(overrides: Partial<AuroraClusterArgs>, name = "db"): Promise<string[]> {
  const { message } = await registerError(build(overrides, name));
  const [first, ...problems] = message.split("\n");
  expect(first).to.equal(`AuroraCluster "${name}" cannot be created:`);
  return problems.map((problem) => problem.replace(/^ {2}- /, ""));
}

/** A value of a kind the compiler refuses, as a caller without types would give it. */
const foreign = <T>(value: unknown): T => value as T;

describe("arguments of AuroraCluster", () => {
  it("are refused all at once", async () => {
    const found = await problemsOf({
      accountId: "1234",
      subnetIds: ["subnet-0a1b2c3d4e5f60718"],
      logRetention: 31,
      monitoringInterval: 20,
      certificateAuthority: foreign("rds-ca-2019"),
      databaseName: "Orders",
      masterUsername: "postgres",
      engineVersion: "17",
      users: [],
      slowQuery: 0,
      statementTimeout: 999,
      idleInTransactionTimeout: 86_400_001,
      mode: foreign("cluster"),
      instances: 17,
      autoPause: 299,
      acu: { min: 2.25, max: 2 },
      instanceClass: "r7g.large",
      insights: foreign("basic"),
      backupRetention: 36,
      backupWindow: "18:00",
      generation: 0,
      proxyPool: { maxConnections: 101, maxIdleConnections: -1, borrowTimeout: 301, idleClientTimeout: 0 },
      rotationDays: 366,
    });
    expect(found).to.deep.equal([
      'accountId must be exactly 12 digits, got "1234".',
      "subnetIds must have 2 to 20 entries, got 1.",
      "logRetention must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, " +
        '2557, 2922, 3288, 3653, got "31".',
      'monitoringInterval must be one of 0, 1, 5, 10, 15, 30, 60, got "20".',
      'certificateAuthority must be one of rds-ca-rsa2048-g1, rds-ca-ecc384-g1, got "rds-ca-2019".',
      'databaseName must be 1-63 lower-case letters, digits and underscores, got "Orders".',
      "masterUsername must be 1-16 lower-case letters and digits and none of admin, administrator, master, postgres, " +
        'rdsadmin, root, user, got "postgres".',
      'engineVersion must be a version such as "17.7", got "17".',
      "users must have 1 to 100 entries, got 0.",
      "slowQuery must be a whole number in 1-3600000 ms, got 0.",
      "statementTimeout must be a whole number in 1000-86400000 ms, got 999.",
      "idleInTransactionTimeout must be a whole number in 1000-86400000 ms, got 86400001.",
      'mode must be one of serverless, provisioned, got "cluster".',
      "instances must be a whole number in 1-16, got 17.",
      "autoPause must be a whole number in 300-86400 s, got 299.",
      "acu.min must be 0-256 in steps of 0.5 and <= acu.max, which must be 1-256, got 2.25/2.",
      'instanceClass must be a class such as "db.r7g.large", got "r7g.large".',
      'insights must be one of standard, advanced, got "basic".',
      "backupRetention must be a whole number in 7-35 days, got 36.",
      'backupWindow must be at least 30 minutes of UTC such as "18:00-19:00", got "18:00".',
      "generation must be a whole number in 1-9999, got 0.",
      "proxyPool.maxConnections must be a whole number in 1-100 percent, got 101.",
      "proxyPool.maxIdleConnections must be a whole number in 0-101 percent, got -1.",
      "proxyPool.borrowTimeout must be a whole number in 0-300 s, got 301.",
      "proxyPool.idleClientTimeout must be a whole number in 1-28800 s, got 0.",
      "rotationDays must be a whole number in 1-365 days, got 366.",
    ]);
  });

  const single: [why: string, overrides: Partial<AuroraClusterArgs>, problem: string][] = [
    [
      "less capacity than there can be",
      { acu: { min: 0, max: 0.5 } },
      "acu.min must be 0-256 in steps of 0.5 and <= acu.max, which must be 1-256, got 0/0.5.",
    ],
    [
      "more capacity than there is",
      { acu: { min: 2, max: 256.5 } },
      "acu.min must be 0-256 in steps of 0.5 and <= acu.max, which must be 1-256, got 2/256.5.",
    ],
    [
      "advanced insights without memory for them (E20)",
      { acu: { min: 1.5, max: 4 }, insights: "advanced" },
      'insights "advanced" needs provisioned mode or acu.min >= 2, got acu.min 1.5.',
    ],
    [
      "a pause that a proxy prevents (E16)",
      { ...withProxy, mode: "serverless" },
      "acu.min 0 (auto-pause) never pauses together with proxy; set acu.min to 0.5 or turn that off.",
    ],
    [
      "a pause that a global database prevents (E16)",
      { ...withReplica(), mode: "serverless" },
      "acu.min 0 (auto-pause) never pauses together with replica; set acu.min to 0.5 or turn that off.",
    ],
    [
      "a primary with too little room to replicate (4.1-4)",
      { ...withReplica(), mode: "serverless", acu: { min: 7.5, max: 16 } },
      "acu.min must be at least 8 with replica, which makes the cluster the primary of a Global Database, got 7.5.",
    ],
    [
      "a global database of burstable instances (E17)",
      { ...withReplica(), instanceClass: "db.t4g.medium" },
      'replica makes an Aurora Global Database, which needs a memory-optimised class (db.r*), got "db.t4g.medium".',
    ],
    [
      "burstable instances in its copy (E17)",
      withReplica({ instanceClass: "db.t4g.medium" }),
      'replica makes an Aurora Global Database, which needs a memory-optimised class (db.r*), got "db.t4g.medium".',
    ],
    [
      "another number of classes than of instances",
      { mode: "provisioned", instances: 2, instanceClass: ["db.r7g.large"] },
      "instanceClass must be one class, or one for each of the 2 instances, got 1.",
    ],
    [
      "the master among the users, whose password would stop working",
      { users: ["app", "clusteradmin"] },
      "users[1] must be a user of its own in lower-case letters, digits and underscores, and not the master user, " +
        'got "clusteradmin".',
    ],
    [
      "a user twice",
      { users: ["app", "app"] },
      "users[1] must be a user of its own in lower-case letters, digits and underscores, and not the master user, " +
        'got "app".',
    ],
    [
      "every user at once",
      { users: ["*"] },
      "users[0] must be a user of its own in lower-case letters, digits and underscores, and not the master user, " +
        'got "*".',
    ],
    [
      "a restore into the first generation",
      { restoreFrom: { snapshotIdentifier: "before-migration" } },
      "restoreFrom makes a new cluster, which needs a new identifier: set generation to 2 or more, got 1.",
    ],
    [
      "a restore into the cluster itself",
      { generation: 2, restoreFrom: { sourceClusterIdentifier: "kumiki-prod-db-g2", time: "latest" } },
      'restoreFrom.sourceClusterIdentifier is the cluster itself, "kumiki-prod-db-g2"; raise generation, so that the ' +
        "restored one gets a new identifier.",
    ],
    [
      "a restore to local time",
      { generation: 2, restoreFrom: { sourceClusterIdentifier: "kumiki-prod-db-g1", time: "2026-11-26 12:00" } },
      'restoreFrom.time must be "latest" or UTC such as "2026-11-26T03:04:05Z", got "2026-11-26 12:00".',
    ],
    [
      "a restore to a day that never was",
      { generation: 2, restoreFrom: { sourceClusterIdentifier: "kumiki-prod-db-g1", time: "2026-13-01T00:00:00Z" } },
      'restoreFrom.time must be "latest" or UTC such as "2026-11-26T03:04:05Z", got "2026-13-01T00:00:00Z".',
    ],
    [
      "a proxy without a group of its own",
      { ...withProxy, proxySecurityGroupId: undefined },
      "proxySecurityGroupId is required with proxy.",
    ],
    [
      "a group without a proxy",
      { proxySecurityGroupId: "sg-0d4e5f60718293041" },
      "proxySecurityGroupId is for proxy only; remove it, or turn proxy on.",
    ],
    [
      "more idle connections than connections",
      { proxyPool: { maxConnections: 20 } },
      "proxyPool.maxIdleConnections must be a whole number in 0-20 percent, got 50.",
    ],
    [
      "fewer readers than there always are",
      { mode: "provisioned", instances: 3, readerScaling: { min: 1, max: 4 } },
      "readerScaling.min must be a whole number in 2-15 readers, those of instances included, got 1.",
    ],
    [
      "bounds of readers the wrong way round",
      { readerScaling: { min: 3, max: 2 } },
      "readerScaling.max must be a whole number in 3-15 readers, got 2.",
    ],
    [
      "no reader at the most",
      { readerScaling: { min: 0, max: 0 } },
      "readerScaling.max must be a whole number in 1-15 readers, got 0.",
    ],
    [
      "a load nobody can reach",
      { readerScaling: { min: 0, max: 1, cpu: 101 } },
      "readerScaling.cpu must be a whole number in 1-100 percent, got 101.",
    ],
    [
      "a copy whose password nobody rotates",
      { mode: "provisioned", replica: osaka },
      "rotationFunctionArn is required with replica: a global database has no master password that RDS rotates.",
    ],
    [
      "a rotation where RDS rotates itself",
      { rotationFunctionArn: ROTATION },
      "rotationFunctionArn is for replica only: without one RDS rotates the master password itself; remove it.",
    ],
    [
      "a copy in the same region",
      withReplica({ region: "ap-northeast-1" }),
      'replica.region must differ from region, got "ap-northeast-1" for both.',
    ],
    ["a copy in one zone", withReplica({ subnetIds: [] }), "replica.subnetIds must have 2 to 20 entries, got 0."],
    ["too many readers there", withReplica({ readers: 16 }), "replica.readers must be a whole number in 0-15, got 16."],
  ];
  for (const [why, overrides, problem] of single) {
    it(`are refused for ${why}`, async () => {
      expect(await problemsOf(overrides)).to.deep.equal([problem]);
    });
  }

  it("are refused for a name that leaves no room for what is derived from it", async () => {
    const namePrefix = "kumiki-production-of-the-second-region-of-asia";
    expect(await problemsOf({ namePrefix })).to.deep.equal([
      `"${namePrefix}-db-g1-proxy-reader" has 65 characters, but the name of a rdsCluster may have 63; shorten one of: ` +
        `${namePrefix}, db, g1, proxy, reader.`,
    ]);
  });

  it("are refused for a name RDS does not take", async () => {
    expect(await problemsOf({ namePrefix: "Kumiki" }, "db-")).to.deep.equal([
      'the identifier "Kumiki-db--g1" must be lower-case letters, digits and single dashes; change namePrefix or name.',
    ]);
  });

  it("may be left open by name", async () => {
    const error = await registerError(build({ acu: undefined, instances: undefined, users: [] }));
    expect(error.message.split("\n")).to.have.lengthOf(2);
  });
});
