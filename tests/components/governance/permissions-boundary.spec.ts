import { expect } from "chai";
import { PermissionsBoundary } from "../../../components/governance/permissions-boundary";
import { permissionsBoundary } from "../../../examples/permissions-boundary";
import { policyOf, register, registerError, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that IAM intersects a role's policy with its boundary; they show what the boundary leaves possible.

const POLICY = "aws:iam/policy:Policy";

describe("PermissionsBoundary", () => {
  it("names what is possible action by action, in one order, and leaves the resources to the roles (2.2-1)", async () => {
    const graph = await register(permissionsBoundary);
    const policy = graph.one(POLICY);
    expect(policy.inputs.name).to.equal("shop-dev-workloads");
    expect(policyOf(policy).Statement).to.deep.equal([
      {
        Sid: "AtTheMost",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "s3:GetObject", "s3:PutObject"],
        Resource: "*",
      },
    ]);
    expectWellFormed(graph);
  });

  it("reads the same in whatever order the actions are listed", async () => {
    const documentOf = async (...actions: string[]) =>
      (await register(() => new PermissionsBoundary("boundary", { policyName: "p", actions }))).one(POLICY).inputs
        .policy;
    expect(await documentOf("s3:PutObject", "ecr:BatchGetImage")).to.equal(
      await documentOf("ecr:BatchGetImage", "s3:PutObject"),
    );
  });

  it("is known by its ARN, whose name is given", async () => {
    expect(await registerOutputs(() => ({ arn: permissionsBoundary().arn }))).to.deep.equal({
      arn: "arn:aws:iam::123456789012:policy/shop-dev-workloads",
    });
  });

  it("refuses patterns, actions that change identities, and what IAM would refuse, all at once", async () => {
    const many = Array.from({ length: 400 }, (_, index) => `s3:GetObjectNumber${index}`);
    const actions = ["s3:*", "iam:PutRolePolicy", "iam:PassRole", ...many, "s3:GetObjectNumber0"];
    const error = await registerError(() => new PermissionsBoundary("boundary", { policyName: "a b", actions }));
    expect(error.message).to.equal(
      [
        'PermissionsBoundary "boundary" cannot be created:',
        '  - policyName must be 1 to 128 letters, digits and +=,.@_-, got "a b".',
        '  - actions must be full names such as "s3:GetObject", got "s3:*".',
        '  - actions must not let a role change identities, got "iam:PutRolePolicy"; of IAM only "iam:PassRole" can be bounded by the role it names.',
        '  - actions contains "s3:GetObjectNumber0" twice.',
        `  - actions make a policy of ${documentLength(actions)} characters, but IAM takes 6144; bound the roles by two policies.`,
      ].join("\n"),
    );
  });

  it("refuses a boundary that leaves nothing", async () => {
    const error = await registerError(() => new PermissionsBoundary("boundary", { policyName: "p", actions: [] }));
    expect(error.message).to.equal(
      'PermissionsBoundary "boundary" cannot be created:\n  - actions must name at least one action, got none.',
    );
  });
});

function documentLength(actions: readonly string[]): number {
  const statement = { Sid: "AtTheMost", Effect: "Allow", Action: actions, Resource: "*" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] }).length;
}
