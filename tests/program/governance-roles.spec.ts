import { expect } from "chai";
import { physicalName } from "../../components/shared/naming";
import { identitiesOf } from "../../platform/identities";
import { policyOf } from "../support/platform";
import { ACCOUNTS, byName, type PerStack, platformTests, same } from "./both-stacks";
import { serviceOf, workloadGrants, workloadRoles } from "./roles";

// Mocks cannot show what IAM makes of a document; they show every document the platform writes.

const IN_BOTH = {
  "app-execution-role": "ecs-tasks",
  "app-task-role": "ecs-tasks",
  "bootstrap-function-role": "lambda",
  "db-region-monitoring-role": "monitoring.rds",
  "export-extract-role": "lambda",
  "export-extract-timer-role": "scheduler",
  "export-load-role": "lambda",
  "migrate-execution-role": "ecs-tasks",
  "migrate-task-role": "ecs-tasks",
  "vpc-flow-role": "vpc-flow-logs",
  "worker-execution-role": "ecs-tasks",
  "worker-task-role": "ecs-tasks",
};

const ROLES: PerStack<Record<string, string>> = {
  dev: IN_BOTH,
  prod: {
    ...IN_BOTH,
    "app-lb-shift-role": "ecs",
    "backup-restore-test-role": "backup",
    "backup-role": "backup",
    "db-proxy-role": "rds",
    "db-replica-region-monitoring-role": "monitoring.rds",
    "db-rotation-function-role": "lambda",
    "recovery-flow-role": "vpc-flow-logs",
    "store-backup-replication-role": "s3",
    "store-lake-replication-role": "s3",
    "store-static-replication-role": "s3",
  },
};

/** Statements on every resource, by what they are for; each only because its actions know no other. */
const ANY_RESOURCE = {
  registry: ["app", "migrate", "worker"].map((task) => `${task}-execution LogInToRegistry`),
  traces: ["app-task", "bootstrap-function", "export-extract", "export-load", "worker-task"].map(
    (workload) => `${workload} SendTraces`,
  ),
  interfaces: ["bootstrap-function", "export-extract"].map((name) => `${name} AttachToNetwork`),
};

describe("the inventory of roles", () => {
  const inBothStacks = platformTests();

  inBothStacks("is this, each role for one service (2.2-1, 2.2-3)", ROLES, (graph, expected) => {
    const services = workloadRoles(graph).map((role) => {
      expect(role.inputs).not.to.have.any.keys("inlinePolicies", "managedPolicyArns"); // they fight attachments
      const { Statement } = policyOf(role, "assumeRolePolicy");
      expect(Statement).to.have.length(1);
      return [role.name, Statement.map(serviceOf)[0]];
    });
    expect(Object.fromEntries(services)).to.deep.equal(expected);
  });

  inBothStacks(
    "names the roles that others refer to before they exist, and leaves the other names to Pulumi (2.2-1)",
    {
      dev: ["app-task", "bootstrap", "extract", "load", "migrate-task", "worker-task"],
      prod: ["app-task", "bootstrap", "extract", "load", "migrate-task", "rotate-db", "worker-task"],
    },
    (graph, expected, stack) => {
      const named = workloadRoles(graph).filter(({ inputs }) => inputs.name !== undefined);
      expect(named.map(({ inputs }) => inputs.name)).to.have.members(
        expected.map((name) => physicalName("iamRole", `kumiki-${stack}`, name)),
      );
    },
  );

  inBothStacks(
    "has the roles under the names that the search domain and Google are told (1.1-6, 1.1-7, 1.1-8)",
    ACCOUNTS,
    (graph, accountId, stack) => {
      const told = identitiesOf({ accountId, namePrefix: `kumiki-${stack}` });
      const arns = byName(graph, "aws:iam/role:Role", ({ outputs }) => outputs.arn);
      expect(Object.values(told).map(({ roleArn }) => roleArn)).to.deep.equal([
        arns["app-task-role"],
        arns["worker-task-role"],
        arns["export-extract-role"],
        arns["export-load-role"],
      ]);
    },
  );

  inBothStacks(
    'grants these statements on "*", whose actions know no resource, and no other (2.2-1)',
    {
      dev: Object.values(ANY_RESOURCE).flat(),
      prod: [
        ...Object.values(ANY_RESOURCE).flat(),
        "app-lb-shift LookAround",
        "backup CopyToReplicaOnly",
        "backup FindByTag",
        "db-rotation-function MakePassword",
        "db-rotation-function SendTraces",
      ],
    },
    (graph, expected) => {
      const wide = workloadGrants(graph).filter(({ Resource = [] }) => Resource.includes("*"));
      expect(wide.map(({ role, Sid }) => `${role} ${Sid}`)).to.have.members(expected);
    },
  );

  inBothStacks(
    "opens no door to another cloud: no role is taken by an identity from outside (N9)",
    same([]),
    (graph, none) => {
      const doors = graph.resources.filter(({ type }) =>
        /iam\/(?:openIdConnect|saml)Provider:|rolesanywhere/.test(type),
      );
      expect(doors).to.deep.equal(none);
      const outsiders = workloadRoles(graph).flatMap((role) =>
        policyOf(role, "assumeRolePolicy").Statement.filter((statement) => serviceOf(statement) === undefined),
      );
      expect(outsiders).to.deep.equal(none);
    },
  );

  inBothStacks("lets no role touch identities, or pass one on (N16)", same([]), (graph, none) => {
    const actions = workloadGrants(graph).flatMap(({ Action }) => Action);
    expect(actions.filter((action) => /^(?:iam|sts|organizations):/.test(action))).to.deep.equal(none);
  });
});
