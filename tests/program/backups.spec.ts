import { expect } from "chai";
import type { PlainObject, ResourceGraph } from "../../plan/graph";
import { policyOf } from "../support/platform";
import { ACCOUNTS, byName, listOf, nameResolver, objectAt, type PerStack, platformTests } from "./both-stacks";
import { allowedStatements } from "./data-graph";

// Mocks cannot show that a backup is made or can be restored; they show when, by which key and under which lock it would.

const VAULT = "aws:backup/vault:Vault";
const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

describe("the backups of the platform", () => {
  const inBothStacks = platformTests();

  const schedule: PerStack<Record<string, string>> = {
    dev: {},
    prod: {
      daily: "cron(0 15 * * ? *) Etc/UTC, kept 35 days here and 35 in backup-replica",
      weekly: "cron(0 13 ? * SUN *) Etc/UTC, kept 90 days here and 90 in backup-replica",
    },
  };

  inBothStacks(
    "are made every day and every week in prod, and copied to Osaka (3.2-1, F27)",
    schedule,
    (graph, plan) => {
      const nameOf = nameResolver(graph);
      const made = rulesOf(graph).map((rule) => {
        const [copy, ...others] = listOf(rule.copyActions).map((action) => objectAt(action));
        expect(others).to.deep.equal([]);
        const { schedule: time, scheduleExpressionTimezone: zone } = rule;
        const kept = `kept ${objectAt(rule.lifecycle).deleteAfter} days here`;
        const copied = `${objectAt(copy?.lifecycle).deleteAfter} in ${nameOf(copy?.destinationVaultArn)}`;
        return [rule.ruleName, `${time} ${zone}, ${kept} and ${copied}`];
      });
      expect(Object.fromEntries(made)).to.deep.equal(plan);
    },
  );

  inBothStacks(
    "lie in a vault by a key of their own, which whoever works with the data was not given (3.2-1, 2.3-3)",
    {
      dev: {},
      prod: { "backup-vault": "keys-backup ap-northeast-1", "backup-replica": "keys-backup-replica ap-northeast-3" },
    },
    (graph, vaults) => {
      const nameOf = nameResolver(graph);
      expect(byName(graph, VAULT, ({ inputs, region }) => `${nameOf(inputs.kmsKeyArn)} ${region}`)).to.deep.equal(
        vaults,
      );
    },
  );

  inBothStacks(
    "cannot be made shorter or longer than their rules, by a lock that people can still take off (3.2-1)",
    { dev: [], prod: ["backup-replica-lock", "backup-vault-lock"] },
    (graph, expected) => {
      const locks = graph.ofType(LOCK);
      expect(locks.map(({ name }) => name)).to.deep.equal(expected);
      const kept = rulesOf(graph).map((rule) => Number(objectAt(rule.lifecycle).deleteAfter));
      for (const { inputs, urn } of locks) {
        expect(inputs, urn).to.deep.include({
          minRetentionDays: Math.min(...kept),
          maxRetentionDays: Math.max(...kept),
        });
        expect(inputs, "with it, nobody could ever take the lock off").not.to.have.any.keys("changeableForDays");
      }
    },
  );

  inBothStacks("are deleted by nobody before they expire (3.2-1)", { dev: 0, prod: 2 }, (graph, vaults) => {
    const policies = graph.ofType("aws:backup/vaultPolicy:VaultPolicy");
    expect(policies).to.have.lengthOf(vaults);
    for (const policy of policies) {
      const [removal] = policyOf(policy).Statement;
      expect([removal?.Effect, removal?.Principal, removal?.Condition], policy.urn).to.deep.equal([
        "Deny",
        "*",
        undefined,
      ]);
      expect(removal?.Action, policy.urn).to.include("backup:DeleteRecoveryPoint");
    }
    for (const { inputs, urn } of graph.ofType(VAULT)) expect(inputs.forceDestroy, urn).to.equal(false);
  });

  inBothStacks(
    "find the database by a tag that it carries, and nothing they could not read (3.2-1)",
    { dev: [], prod: ["db-cluster"] },
    (graph, expected) => {
      const selections = graph.ofType("aws:backup/selection:Selection");
      const found = selections.flatMap(({ inputs }) => {
        const { stringEquals } = objectAt(listOf(inputs.conditions)[0]);
        const { key, value } = objectAt(listOf(stringEquals)[0]);
        const tag = String(key).replace("aws:ResourceTag/", "");
        const kinds = listOf(inputs.resources).map((pattern) => String(pattern).replace(/\*$/, ""));
        return graph.resources.filter(
          ({ region, inputs: { tags }, outputs: { arn } }) =>
            region === "ap-northeast-1" &&
            kinds.some((kind) => String(arn).startsWith(kind)) &&
            objectAt(tags ?? {})[tag] === value,
        );
      });
      expect(found.map(({ name }) => name)).to.deep.equal(expected);
    },
  );

  inBothStacks("leave going back to any second to the database itself (3.2-2)", { dev: 0, prod: 2 }, (graph, rules) => {
    const continuous = rulesOf(graph).map(({ enableContinuousBackup }) => enableContinuousBackup);
    expect(continuous).to.deep.equal(Array(rules).fill(false));
    const retentions = byName(
      graph,
      "aws:rds/cluster:Cluster",
      ({ inputs }) => Number(inputs.backupRetentionPeriod) >= 7,
    );
    expect(Object.values(retentions)).not.to.include(false);
  });

  inBothStacks(
    "have begun an hour before the database backs itself up, which would fail them (3.2-1, 1.3-3)",
    { dev: [], prod: [15, 13] },
    (graph, hours) => {
      const starts = rulesOf(graph).map((rule) => Number(/^cron\(0 (\d+) /.exec(String(rule.schedule))?.[1]));
      expect(starts).to.deep.equal(hours);
      const { preferredBackupWindow } = graph.one("aws:rds/cluster:Cluster", "db-cluster").inputs;
      const first = Number(String(preferredBackupWindow).slice(0, 2));
      for (const rule of rulesOf(graph)) {
        const begun = Number(/^cron\(0 (\d+) /.exec(String(rule.schedule))?.[1]) + Number(rule.startWindow) / 60;
        expect(begun, String(rule.ruleName)).to.be.at.most(first - 1);
      }
    },
  );

  inBothStacks(
    "are restored every month to see whether they can be, beside the database and by its key (3.2-1, 3.2-2)",
    { dev: undefined, prod: { schedule: "cron(0 20 1 * ? *)", hours: 2 } },
    (graph, expected) => {
      const plans = graph.ofType("aws:backup/restoreTestingPlan:RestoreTestingPlan");
      expect(plans.map(({ inputs }) => inputs.scheduleExpression)).to.deep.equal(
        expected === undefined ? [] : [expected.schedule],
      );
      if (expected === undefined) return;
      const nameOf = nameResolver(graph);
      const [plan] = plans;
      const vaults = listOf(objectAt(plan?.inputs.recoveryPointSelection).includeVaults);
      expect(vaults.map(nameOf)).to.deep.equal(["backup-vault"]);
      const test = graph.one("aws:backup/restoreTestingSelection:RestoreTestingSelection").inputs;
      expect([test.protectedResourceType, test.validationWindowHours, test.restoreTestingPlanName]).to.deep.equal([
        "Aurora",
        expected.hours,
        plan?.id,
      ]);
      const { dbSubnetGroupName, kmsKeyId, vpcSecurityGroupIds } = objectAt(test.restoreMetadataOverrides);
      expect(dbSubnetGroupName).to.equal(graph.one("aws:rds/subnetGroup:SubnetGroup", "db-region-subnets").id);
      expect(nameOf(kmsKeyId)).to.equal("keys-data");
      expect(JSON.parse(String(vpcSecurityGroupIds)).map(nameOf)).to.deep.equal(["groups-db"]);
    },
  );

  inBothStacks(
    "can delete and restore what they made themselves, and touch no other cluster (3.2-1, N16)",
    ACCOUNTS,
    (graph, account, stack) => {
      const changing = allowedStatements(graph)
        .filter(({ role }) => role.startsWith("backup"))
        .filter(({ Action }) => Action.some((action) => /^rds:(Create|Delete|Restore|Modify)/.test(action)));
      const own = /:(cluster-snapshot:awsbackup:|(cluster|db):awsbackup-restore-test-|(cluster-pg|og|pg|subgrp):)\*$/;
      const others = changing.flatMap(({ Sid, Action, Resource = [], Condition }) =>
        Resource.filter((arn) => !own.test(arn)).map((arn) => ({ Sid, Action, arn, Condition })),
      );
      expect(others).to.deep.equal(
        stack === "dev"
          ? []
          : [
              {
                Sid: "SnapshotTaggedClusters",
                Action: ["rds:CreateDBClusterSnapshot"],
                arn: `arn:aws:rds:ap-northeast-1:${account}:cluster:*`,
                Condition: { StringEquals: { "aws:ResourceTag/Backup": "daily" } },
              },
            ],
      );
    },
  );
});

function rulesOf(graph: ResourceGraph): PlainObject[] {
  return graph
    .ofType("aws:backup/plan:Plan")
    .flatMap(({ inputs }) => listOf(inputs.rules).map((rule) => objectAt(rule)));
}
