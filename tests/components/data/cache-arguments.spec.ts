import { expect } from "chai";
import type { CacheUser } from "../../../components/data/cache-access";
import type { CacheArgs } from "../../../components/data/cache-args";
import { resolveCache } from "../../../components/data/cache-spec";
import { windowProblems } from "../../../components/data/utc-windows";
import { ArgumentError } from "../../../components/shared/validate";

const SUBNETS = ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"];
const SESSION: CacheUser = { name: "session", keyPatterns: ["session:*"], commands: "readWrite" };

function problemsOf(overrides: Partial<CacheArgs>, name = "cache"): readonly string[] {
  try {
    resolveCache(name, {
      namePrefix: "kumiki-test",
      subnetIds: SUBNETS,
      securityGroupId: "sg-0c3d4e5f607182930",
      kmsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/1",
      logsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/2",
      users: [SESSION],
      ...overrides,
    });
    return [];
  } catch (error) {
    if (error instanceof ArgumentError && error.component === `Cache "${name}"`) return error.problems;
    throw error;
  }
}

describe("arguments of Cache", () => {
  const rejected: readonly [string, Partial<CacheArgs>, string][] = [
    [
      "a node type that is not on ARM",
      { nodeType: "cache.r6i.large" },
      'nodeType must be a type on ARM, such as "cache.t4g.micro" or "cache.r7g.large", got "cache.r6i.large".',
    ],
    [
      "a size t4g does not have",
      { nodeType: "cache.t4g.large" },
      'nodeType "cache.t4g.large" does not exist; t4g comes as micro, small and medium.',
    ],
    [
      "a node type with a disk",
      { nodeType: "cache.r6gd.xlarge" },
      'nodeType "cache.r6gd.xlarge" keeps part of the data on a disk, which this component does not turn on; choose r7g.',
    ],
    ["no shard", { shards: 0 }, "shards must be a whole number in 1-500, got 0."],
    ["too many replicas", { replicasPerShard: 6 }, "replicasPerShard must be a whole number in 0-5, got 6."],
    [
      "more nodes than a cache may have",
      { shards: 251, replicasPerShard: 1 },
      "a cache has at most 500 nodes, got 251 shards x 2 nodes = 502.",
    ],
    [
      "replicas in one subnet",
      { replicasPerShard: 1, subnetIds: SUBNETS.slice(0, 1) },
      "subnetIds must have 2 to 20 entries, got 1.",
    ],
    ["no subnet", { subnetIds: [] }, "subnetIds must have 1 to 20 entries, got 0."],
    [
      "an old engine",
      { engineVersion: "7.1" },
      'engineVersion must be a major and minor version from "7.2" to "9.9", got "7.1".',
    ],
    [
      "a patch version",
      { engineVersion: "8.2.1" },
      'engineVersion must be a major and minor version from "7.2" to "9.9", got "8.2.1".',
    ],
    [
      "a threshold of nothing",
      { slowCommandMicroseconds: 0 },
      "slowCommandMicroseconds must be a whole number in 1-60000000, got 0.",
    ],
    [
      "snapshots for too long",
      { snapshotRetention: 36 },
      "snapshotRetention must be a whole number in 0-35 days, got 36.",
    ],
    [
      "a retention CloudWatch does not offer",
      { logRetention: 31 },
      "logRetention must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, " +
        '2557, 2922, 3288, 3653, got "31".',
    ],
    ["nobody", { users: [] }, "users must have 1 to 100 entries, got 0."],
    [
      "a user without keys",
      { users: [{ ...SESSION, keyPatterns: [] }] },
      'keyPatterns of user "session" must have 1 to 20 entries, got 0.',
    ],
    [
      "a user of all keys",
      { users: [{ ...SESSION, keyPatterns: ["*"] }] },
      'each of keyPatterns of user "session" must be a prefix with a colon and a closing star, such as "session:*"; ' +
        'got "*".',
    ],
    [
      "a name ElastiCache would store otherwise",
      { users: [{ ...SESSION, name: "Session" }] },
      '"kumiki-test-Session" must be lower-case letters, digits and single dashes and begin with a letter; ' +
        "change namePrefix or the name.",
    ],
    [
      "a user's name that is too long",
      { users: [{ ...SESSION, name: "s".repeat(29) }] },
      `"kumiki-test-${"s".repeat(29)}" has 41 characters, but the name of a cacheUser may have 40; ` +
        `shorten one of: kumiki-test, ${"s".repeat(29)}.`,
    ],
  ];

  for (const [what, overrides, message] of rejected) {
    it(`refuse ${what}`, () => {
      expect(problemsOf(overrides)).to.deep.equal([message]);
    });
  }

  it("refuse a name that is too long or has two dashes in a row", () => {
    expect(problemsOf({}, "c".repeat(29))).to.deep.equal([
      `"kumiki-test-${"c".repeat(29)}" has 41 characters, but the name of a replicationGroup may have 40; ` +
        `shorten one of: kumiki-test, ${"c".repeat(29)}.`,
    ]);
    expect(problemsOf({}, "a--b")).to.deep.equal([
      '"kumiki-test-a--b" must be lower-case letters, digits and single dashes and begin with a letter; ' +
        "change namePrefix or the name.",
    ]);
  });

  it("refuse two users of one name, and say so of both", () => {
    const message = 'user "session" is listed more than once; merge its keyPatterns.';
    expect(problemsOf({ users: [SESSION, SESSION] })).to.deep.equal([message, message]);
  });

  it("name everything that is wrong at once", () => {
    expect(problemsOf({ shards: 501, snapshotWindow: "3am" })).to.deep.equal([
      "shards must be a whole number in 1-500, got 501.",
      "a cache has at most 500 nodes, got 501 shards x 1 nodes = 501.",
      'snapshotWindow must be at least an hour of the day in UTC, such as "18:00-19:00", got "3am".',
    ]);
  });

  it("accept the largest of everything", () => {
    expect(problemsOf({ shards: 500, nodeType: "cache.r7g.16xlarge" })).to.deep.equal([]);
    expect(problemsOf({ shards: 83, replicasPerShard: 5, nodeType: "cache.t4g.medium" })).to.deep.equal([]);
    expect(problemsOf({ users: [{ ...SESSION, name: "s".repeat(28) }] }, "c".repeat(28))).to.deep.equal([]);
  });
});

describe("windows in UTC", () => {
  const DAILY = "at least an hour of the day in UTC";
  const WEEKLY = "at least an hour of the week in UTC";
  const cases: readonly [string, string, string, string | undefined][] = [
    ["apart", "18:00-19:00", "sun:19:30-sun:20:30", undefined],
    ["one after the other", "18:00-19:00", "sun:19:00-sun:20:00", undefined],
    ["past midnight, apart", "23:30-00:30", "mon:00:30-mon:01:30", undefined],
    ["shorter than an hour", "18:00-18:59", "sun:19:30-sun:20:30", DAILY],
    ["not times", "24:00-25:00", "sun:19:30-sun:20:30", DAILY],
    ["minutes that do not exist", "18:60-20:00", "sun:19:30-sun:20:30", DAILY],
    ["a short maintenance", "18:00-19:00", "sun:19:30-sun:20:29", WEEKLY],
    ["a day that does not exist", "18:00-19:00", "son:19:30-sun:20:30", WEEKLY],
    ["no second day", "18:00-19:00", "sun:19:30-20:30", WEEKLY],
    ["overlapping", "18:00-19:00", "sun:18:30-sun:19:30", "overlaps"],
    ["overlapping past midnight", "23:30-00:30", "mon:00:00-mon:01:00", "overlaps"],
    ["overlapping across the end of the week", "00:00-01:00", "sun:23:30-mon:00:30", "overlaps"],
  ];

  for (const [what, daily, weekly, expected] of cases) {
    it(`are ${expected === undefined ? "fine" : "refused"}: ${what}`, () => {
      const problems = windowProblems(daily, weekly);
      expect(problems.map((text) => expected !== undefined && text.includes(expected))).to.deep.equal(
        expected === undefined ? [] : [true],
      );
    });
  }

  it("are named with their values", () => {
    expect(windowProblems("18:00-19:00", "sun:18:30-sun:19:30")).to.deep.equal([
      'snapshotWindow "18:00-19:00" overlaps maintenanceWindow "sun:18:30-sun:19:30"; move one of them.',
    ]);
    expect(windowProblems("18:00-19:00", "sunday")).to.deep.equal([
      'maintenanceWindow must be at least an hour of the week in UTC, such as "sun:19:30-sun:20:30", got "sunday".',
    ]);
  });
});
