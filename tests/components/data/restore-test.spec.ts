import { expect } from "chai";
import type { RestoreTestArgs } from "../../../components/data/backup-args";
import type { ResourceGraph } from "../../../plan/graph";
import { namesOf, register } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";
import { AURORA, BUCKET, backup, DATA_KEY } from "./backup-fixture";

// Mocks cannot show that a restore succeeds; that is what the plan itself is for, once a month.

const PLAN = "aws:backup/restoreTestingPlan:RestoreTestingPlan";
const SELECTION = "aws:backup/restoreTestingSelection:RestoreTestingSelection";

function tested(restoreTest: RestoreTestArgs): Promise<ResourceGraph> {
  return register(backup({ sources: { kmsKeyArns: [DATA_KEY], bucketArns: [BUCKET] }, restoreTest }));
}

describe("RestoreTest", () => {
  it("restores the latest backup of the vault once a month (3.2-1)", async () => {
    const graph = await tested({ aurora: AURORA });
    expect(graph.one(PLAN).inputs).to.deep.equal({
      region: "ap-northeast-1",
      name: "kumiki_test_backup",
      scheduleExpression: "cron(0 20 1 * ? *)",
      scheduleExpressionTimezone: "Etc/UTC",
      startWindowHours: 8,
      recoveryPointSelection: {
        algorithm: "LATEST_WITHIN_WINDOW",
        includeVaults: ["arn:aws:backup:ap-northeast-1:123456789012:backup-vault:kumiki-test-backup"],
        recoveryPointTypes: ["SNAPSHOT"],
        selectionWindowDays: 14,
      },
      tags: { Component: "RestoreTest", Name: "backup-restore-test-plan" },
    });
    expectWellFormed(graph);
  });

  it("stands a restored cluster in the isolated tier, under its key, and deletes it soon (3.2-1)", async () => {
    const graph = await tested({ aurora: { ...AURORA, clusterParameterGroupName: "kumiki-test-postgres17" } });
    expect(namesOf(graph, SELECTION)).to.deep.equal(["backup-restore-test-aurora"]);
    expect(graph.one(SELECTION).inputs).to.deep.equal({
      region: "ap-northeast-1",
      name: "aurora",
      restoreTestingPlanName: "kumiki_test_backup",
      protectedResourceType: "Aurora",
      protectedResourceConditions: { stringEquals: [{ key: "aws:ResourceTag/Backup", value: "daily" }] },
      iamRoleArn: graph.one("aws:iam/role:Role", "backup-restore-test-role").outputs.arn,
      restoreMetadataOverrides: {
        dbSubnetGroupName: "kumiki-test-data",
        vpcSecurityGroupIds: '["sg-0c3d4e5f607182930"]',
        kmsKeyId: DATA_KEY,
        dbClusterParameterGroupName: "kumiki-test-postgres17",
      },
      validationWindowHours: 2,
    });
  });

  it("leaves the parameters of a restored cluster to AWS Backup where none are given", async () => {
    const graph = await tested({ aurora: AURORA });
    expect(graph.one(SELECTION).inputs.restoreMetadataOverrides).to.have.all.keys(
      "dbSubnetGroupName",
      "vpcSecurityGroupIds",
      "kmsKeyId",
    );
  });

  it("encrypts restored buckets by the platform's key", async () => {
    const graph = await tested({ s3: { kmsKeyArn: DATA_KEY } });
    expect(graph.one(SELECTION).inputs).to.deep.include({
      name: "s3",
      protectedResourceType: "S3",
      restoreMetadataOverrides: { encryptionType: "SSE-KMS", kmsKey: DATA_KEY },
    });
  });

  it("runs when it is told to, and keeps the result as long as asked", async () => {
    const graph = await tested({
      schedule: "cron(0 3 ? * SUN#1 *)",
      timezone: "Asia/Tokyo",
      validationWindowHours: 24,
      aurora: AURORA,
      s3: { kmsKeyArn: DATA_KEY },
    });
    expect(graph.one(PLAN).inputs).to.include({
      scheduleExpression: "cron(0 3 ? * SUN#1 *)",
      scheduleExpressionTimezone: "Asia/Tokyo",
    });
    expect(graph.ofType(SELECTION).map(({ inputs }) => inputs.validationWindowHours)).to.deep.equal([24, 24]);
  });

  it("waits for its role's policy, which the service tries at once", async () => {
    const graph = await tested({ aurora: AURORA });
    expect(graph.one(SELECTION).dependencies).to.include(
      graph.one("aws:iam/rolePolicy:RolePolicy", "backup-restore-test-role-policy").urn,
    );
  });
});
