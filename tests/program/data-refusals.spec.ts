import { expect } from "chai";
import type { Stack } from "../support/stacks";
import { platformWith } from "./changed-stack";

// A stranger changes the data tier of a shipped stack file in a way that a service would refuse, or that would cost a
// promise of the design, and is told so before anything runs. What a service refuses besides, it alone knows.

const REFUSALS: readonly (readonly [what: string, stack: Stack, changes: Record<string, unknown>, problem: string])[] =
  [
    [
      "a cache without a copy (3.1-3)",
      "prod",
      { "cache.replicas": 0 },
      "E21  cache.replicas must be >= 1 in prod (automatic failover needs a replica).",
    ],
    [
      "a pause that a proxy would never allow (1.3-1)",
      "dev",
      { "aurora.proxy": true },
      "E16  aurora.minAcu 0 (auto-pause) never pauses together with aurora.proxy. Set minAcu to 0.5 or turn that off.",
    ],
    [
      "a pause that a copy would never allow (1.3-1, 3.1-5)",
      "dev",
      {
        "dr.mode": "data",
        "dr.availabilityZones": ["ap-northeast-3a", "ap-northeast-3c"],
        "dr.cidrBlock": "10.11.0.0/16",
      },
      "E16  aurora.minAcu 0 (auto-pause) never pauses together with dr.mode. Set minAcu to 0.5 or turn that off.",
    ],
    [
      "a burstable class in a global database (3.1-5)",
      "prod",
      { "aurora.instanceClass": "db.t4g.medium" },
      'E17  dr.mode "data" uses Aurora Global Database, which needs a memory-optimised class (db.r*), got "db.t4g.medium".',
    ],
    [
      "a database that can be deleted (1.3-1)",
      "prod",
      { "aurora.deletionProtection": false },
      "E19  aurora.deletionProtection must be true in prod.",
    ],
    [
      "insights that would eat the database (4.3-2)",
      "dev",
      { "aurora.insights": "advanced" },
      'E20  aurora.insights "advanced" needs provisioned mode or minAcu >= 2, got minAcu 0.',
    ],
    [
      "a standby with two nodes for three zones (3.1-2)",
      "prod",
      { "search.dataCount": 2 },
      "E22  search.standby needs 3 zones, a data-node count divisible by 3 and 3 dedicated masters; got 2 nodes, 3 masters.",
    ],
    [
      "a node that can neither stand by nor tune itself (1.3-4)",
      "prod",
      { "search.dataType": "t3.small.search", "search.standby": false },
      'E23  search.dataType "t3.small.search" cannot be used with standby or in prod (no standby, no Auto-Tune).',
    ],
    [
      "a line of the search engine whose support costs twice as much (1.3-4)",
      "dev",
      { "search.engineVersion": "OpenSearch_2.19" },
      'E24  search engine "OpenSearch_2.19" is in or near paid extended support; use OpenSearch_3.1 or later.',
    ],
    [
      "a key in another place than the data (1.1-10)",
      "dev",
      { "gcp.cmekLocation": "asia-northeast2" },
      'E26  gcp.location "asia-northeast1" and the CMEK key location "asia-northeast2" must be identical.',
    ],
    [
      "a restore into the cluster that exists (3.2-2)",
      "prod",
      { "aurora.restoreFrom": { snapshotIdentifier: "kumiki-prod-db-g1-final" } },
      "E45  aurora.restoreFrom makes a new cluster, which needs a new identifier: set aurora.generation to 2 or more, got 1.",
    ],
    [
      "fewer readers than there always are (4.1-2)",
      "prod",
      { "aurora.readerScaling": { min: 0, max: 4 } },
      "E46  aurora.readerScaling needs 1 (the readers of aurora.instances) <= min <= max, got 0/4.",
    ],
  ];

describe("a stack file with one thing of the data tier changed is refused for", () => {
  for (const [what, stack, changes, problem] of REFUSALS) {
    it(`${what} (${stack})`, async () => {
      const message = await platformWith(stack, changes).then(
        () => "nothing was refused",
        (error: Error) => error.message,
      );
      const [, english, , ...others] = message.split("\n").map((line) => line.trim());
      expect(english).to.equal(problem);
      expect(others.join("")).to.equal(""); // one change, one problem
    });
  }
});
