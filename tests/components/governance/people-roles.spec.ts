import { expect } from "chai";
import { PEOPLE_BOUNDARY } from "../../../components/governance/people-boundary";
import { DUTIES } from "../../../components/governance/people-duties";
import { PeopleRoles, type PeopleRolesArgs } from "../../../components/governance/people-roles";
import { peopleRoles } from "../../../examples/people-roles";
import { namesOf, type PolicyStatement, policyOf, register, registerError } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that IAM lets somebody in; they show who is named and what each duty is granted.

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const EXCLUSIVE = "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive";
const ALICE = "arn:aws:iam::123456789012:role/Alice";
const everybody = Object.fromEntries(DUTIES.map((duty) => [duty, [ALICE]]));

function build(overrides: Partial<PeopleRolesArgs> = {}): () => PeopleRoles {
  return () =>
    new PeopleRoles("people", {
      region: "ap-northeast-1",
      accountId: "123456789012",
      namePrefix: "shop-dev",
      tags: { Project: "shop", Environment: "dev" },
      members: everybody,
      ...overrides,
    });
}

async function actionsOf(duty: string, overrides: Partial<PeopleRolesArgs> = {}): Promise<string[]> {
  const graph = await register(build(overrides));
  const policies = graph.ofType(POLICY).filter(({ name }) => name === `people-${duty}-policy`);
  return policies.flatMap((policy) => policyOf(policy).Statement.flatMap(({ Action }) => Action));
}

describe("PeopleRoles", () => {
  it("makes a role for each duty that somebody has (2.2-2)", async () => {
    const graph = await register(peopleRoles);
    expect(namesOf(graph, ROLE)).to.deep.equal(["people-auditor", "people-operator"]);
    expect(graph.one(ROLE, "people-operator").inputs.name).to.equal("shop-dev-operator");
    expectWellFormed(graph);
  });

  it("makes nothing where nobody is named", async () => {
    const graph = await register(build({ members: { auditor: [] } }));
    expect(graph.resources.filter(({ custom }) => custom)).to.deep.equal([]);
  });

  it("admits its members for an hour and nobody else (2.2-2, 2.2-3)", async () => {
    const other = "arn:aws:iam::210987654321:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_*";
    const role = (await register(build({ members: { operator: [other, ALICE] } }))).one(ROLE);
    expect(role.inputs.maxSessionDuration).to.equal(3600);
    expect(policyOf(role, "assumeRolePolicy").Statement).to.deep.equal([
      {
        Sid: "TakenByMembers",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::123456789012:root", "arn:aws:iam::210987654321:root"] },
        Action: ["sts:AssumeRole"],
        Condition: { ArnLike: { "aws:PrincipalArn": [ALICE, other] } },
      },
    ]);
  });

  it("shows without data: views for those who work here, policies and settings for auditors", async () => {
    const graph = await register(build());
    const attached = Object.fromEntries(graph.ofType(EXCLUSIVE).map(({ name, inputs }) => [name, inputs.policyArns]));
    const view = ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"];
    expect(attached).to.deep.equal({
      "people-auditor-managed-policies": ["arn:aws:iam::aws:policy/SecurityAudit"],
      "people-developer-readonly-managed-policies": view,
      "people-operator-managed-policies": view,
      "people-platform-admin-managed-policies": view,
    });
    const attachments = graph.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    expect(attachments.map(({ inputs }) => inputs.policyArn).sort()).to.deep.equal(
      [...view, ...view, ...view, "arn:aws:iam::aws:policy/SecurityAudit"].sort(),
    );
    for (const { name, dependencies } of graph.ofType(EXCLUSIVE)) {
      const duty = name.replace("-managed-policies", "");
      expect(dependencies.some((urn) => urn.includes(`::${duty}-`) && urn.includes("rolePolicyAttachment:"))).to.equal(
        true,
      );
    }
  });

  it("gives each duty what it is for", async () => {
    expect(await actionsOf("auditor")).to.deep.equal([]);
    expect(await actionsOf("developer-readonly")).to.deep.equal([
      "logs:FilterLogEvents",
      "logs:GetLogEvents",
      "logs:StartQuery",
      "logs:GetQueryResults",
      "logs:StopQuery",
      "cloudwatch:GetMetricData",
      "cloudwatch:GetMetricStatistics",
      "xray:BatchGetTraces",
      "xray:GetServiceGraph",
      "xray:GetTraceSummaries",
    ]);
    const [operator, admin, developer] = await Promise.all(
      ["operator", "platform-admin", "developer-readonly"].map((duty) => actionsOf(duty)),
    );
    expect(operator?.filter((action) => !developer?.includes(action))).to.deep.equal([
      "ecs:StopTask",
      "ecs:UpdateService",
      "rds:FailoverDBCluster",
      "rds:RebootDBInstance",
      "elasticache:TestFailover",
      "cloudwatch:DisableAlarmActions",
      "cloudwatch:EnableAlarmActions",
      "cloudwatch:SetAlarmState",
      "ssm:GetAutomationExecution",
      "ssm:StartAutomationExecution",
      "ssm:StopAutomationExecution",
    ]);
    expect(admin?.filter((action) => !operator?.includes(action))).to.deep.equal([
      "kms:CancelKeyDeletion",
      "kms:EnableKey",
      "kms:EnableKeyRotation",
      "secretsmanager:RotateSecret",
      "rds:CreateDBClusterSnapshot",
    ]);
  });

  it("lets developers start runbooks only where the stack says so (2.2-2)", async () => {
    const runs = (actions: string[]) => actions.includes("ssm:StartAutomationExecution");
    expect(runs(await actionsOf("developer-readonly"))).to.equal(false);
    expect(runs(await actionsOf("developer-readonly", { developersRunRunbooks: true }))).to.equal(true);
  });

  it("limits what changes something to the platform's own names and tags", async () => {
    const changing = /^(?:ecs|rds|elasticache|sqs|kms|secretsmanager|ssm:St|cloudwatch:(?:Dis|En|Set))/;
    const statements = policyOf((await register(build())).one(POLICY, "people-platform-admin-policy")).Statement;
    const limited = ({ Resource, Condition }: PolicyStatement) =>
      JSON.stringify(Condition ?? {}).includes('"aws:ResourceTag/Project":"shop"') ||
      (Resource ?? []).some((arn) => arn.includes("shop-dev-"));
    const open = statements.filter(({ Action }) => Action.some((action) => changing.test(action)) && true);
    expect(open.filter((statement) => !limited(statement)).map(({ Sid }) => Sid)).to.deep.equal([]);
    expect(open).to.have.length(8);
  });

  it("bounds every role: no identities, no contents, whatever AWS adds to its policies (2.2-1)", async () => {
    const graph = await register(build());
    const boundary = graph.one("aws:iam/policy:Policy");
    expect(boundary.inputs.policy).to.equal(PEOPLE_BOUNDARY);
    expect(graph.ofType(ROLE).map(({ inputs }) => inputs.permissionsBoundary)).to.deep.equal(
      DUTIES.map(() => boundary.outputs.arn),
    );
    const [never, look] = JSON.parse(PEOPLE_BOUNDARY).Statement;
    expect(never.NotAction).to.include.members([
      "iam:*",
      "sts:Assume*",
      "sts:Get*Token",
      "s3:GetObject*",
      "secretsmanager:GetSecretValue",
      "kms:Decrypt",
    ]);
    expect(look.Action).to.deep.equal(["iam:Generate*", "iam:Get*", "iam:List*"]);
  });

  it("grants nothing that its own boundary would take away again", async () => {
    const { NotAction } = JSON.parse(PEOPLE_BOUNDARY).Statement[0];
    const excluded = (action: string) =>
      NotAction.some((pattern: string) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(action));
    for (const duty of DUTIES) expect((await actionsOf(duty)).filter(excluded), duty).to.deep.equal([]);
  });

  it("refuses users, whole accounts and loose patterns as members, all at once", async () => {
    const operator = [
      "arn:aws:iam::123456789012:user/alice",
      "arn:aws:iam::123456789012:root",
      "arn:aws:iam::123456789012:role/*",
    ];
    const error = await registerError(build({ accountId: "1", members: { operator }, tags: {} }));
    expect(error.message).to.equal(
      [
        'PeopleRoles "people" cannot be created:',
        '  - accountId must be exactly 12 digits, got "1".',
        ...operator.map(
          (arn) =>
            `  - members of operator must be ARNs of IAM roles, a pattern only at the end of a role of IAM Identity Center, got "${arn}".`,
        ),
        '  - tags must have "Project", by which the platform\'s own resources are told from others, got none.',
        '  - tags must have "Environment", by which the platform\'s own resources are told from others, got none.',
      ].join("\n"),
    );
  });
});
