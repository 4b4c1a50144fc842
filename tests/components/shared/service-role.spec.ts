import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ServiceRole } from "../../../components/shared/service-role";
import { namesOf, policyOf, register, registerError } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show whether IAM accepts a document; they show exactly which document is sent.

const ROLE = "aws:iam/role:Role";

function build(grants: ConstructorParameters<typeof ServiceRole>[1]["grants"]): () => ServiceRole {
  return () =>
    new ServiceRole("reader", {
      accountId: "123456789012",
      service: "ecs-tasks.amazonaws.com",
      description: "Reads one bucket.",
      grants,
    });
}

const READ = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::data/*"] };

describe("ServiceRole", () => {
  it("trusts its service for its own account only", async () => {
    const graph = await register(build([READ]));
    expect(policyOf(graph.one(ROLE), "assumeRolePolicy").Statement).to.deep.equal([
      {
        Sid: "AssumedByService",
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ]);
    expectWellFormed(graph);
  });

  for (const service of ["s3.amazonaws.com", "ecs.amazonaws.com"]) {
    it(`does not refuse ${service}, which may not say on whose behalf it asks`, async () => {
      const graph = await register(
        () =>
          new ServiceRole("mover", {
            accountId: "123456789012",
            service,
            description: "Moves things.",
            grants: [READ],
          }),
      );
      const [statement] = policyOf(graph.one(ROLE), "assumeRolePolicy").Statement;
      expect(statement?.Condition).to.deep.equal({
        StringEqualsIfExists: { "aws:SourceAccount": "123456789012" },
      });
    });
  }

  it("keeps managed policies off and limits a session to an hour", async () => {
    const graph = await register(build([READ]));
    expect(graph.one("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive").inputs).to.deep.equal({
      policyArns: [],
      roleName: graph.one(ROLE).id,
    });
    expect(graph.one(ROLE).inputs.maxSessionDuration).to.equal(3600);
  });

  it("may do nothing when nothing is granted", async () => {
    expect(namesOf(await register(build([])), "aws:iam/rolePolicy:RolePolicy")).to.deep.equal([]);
  });

  for (const [what, grant, message] of [
    [
      "a pattern of actions",
      { ...READ, actions: ["s3:Get*"] },
      'statement "Read": action "s3:Get*" is a pattern; name each action that is needed.',
    ],
    [
      "every resource without a reason",
      { ...READ, resources: ["*"] },
      'statement "Read": resource "*" needs anyResource, the reason why it cannot be narrowed.',
    ],
    [
      "a reason without need",
      { ...READ, anyResource: "because" },
      'statement "Read": anyResource is given, but no resource is "*"; remove it.',
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      expect((await registerError(build([grant]))).message).to.equal(message);
    });
  }
});

/** A resource the SDK's generated classes would not let through. */
class Any extends pulumi.CustomResource {
  constructor(type: string, name: string, inputs: pulumi.Inputs) {
    super(type, name, inputs);
  }
}

describe("the harness", () => {
  it("refuses a property the SDK does not know, wherever it is nested", async () => {
    const error = await registerError(
      () =>
        new Any("aws:iam/role:Role", "odd", {
          assumeRolePolicy: "{}",
          inlinePolicies: [{ polcy: "x" }],
        }),
    );
    expect(error.message).to.equal(
      "stack test cannot be evaluated:\n" +
        "  - urn:pulumi:test::kumiki::aws:iam/role:Role::odd: aws:iam/role:Role has no property " +
        '"inlinePolicies[0].polcy"; did you mean "inlinePolicies[0].policy"?',
    );
  });

  it("refuses a resource type nobody modelled", async () => {
    const error = await registerError(() => new Any("aws:ec2/host:Host", "h", {}));
    expect(error.message).to.equal(
      "stack test cannot be evaluated:\n" +
        "  - urn:pulumi:test::kumiki::aws:ec2/host:Host::h: the simulated cloud has no resource type aws:ec2/host:Host",
    );
  });

  it("refuses a lookup", async () => {
    const error = await registerError(() => pulumi.runtime.invoke("aws:index/getRegion:getRegion", {}));
    expect(error.message).to.contain("the program called aws:index/getRegion:getRegion; a lookup needs credentials");
  });
});
