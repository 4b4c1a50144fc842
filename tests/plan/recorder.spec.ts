import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { expect } from "chai";
import { toJson } from "../../plan/json";
import { register, registerError, registerOutputs, SEEDED_SECRET } from "../support/platform";

// The recorder stands in for the engine: what it cannot show is what the engine does with a registration afterwards.

const GROUP = "aws:cloudwatch/logGroup:LogGroup";

class Wrapper extends pulumi.ComponentResource {
  constructor(name: string, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:test:Wrapper", name, {}, options);
    const group = new cloudwatch.LogGroup(`${name}-group`, { name: "/a" }, { parent: this, protect: true });
    this.registerOutputs({ arn: group.arn });
  }
}

describe("the recorded graph", () => {
  it("names resources as the engine does: by the types of all parents", async () => {
    const graph = await register(() => new Wrapper("w"));
    expect(graph.one(GROUP).urn).to.equal(`urn:pulumi:test::kumiki::kumiki:test:Wrapper$${GROUP}::w-group`);
    expect(graph.get(graph.one(GROUP).parent ?? "")?.type).to.equal("kumiki:test:Wrapper");
  });

  it("keeps a component's registered outputs", async () => {
    const graph = await register(() => new Wrapper("w"));
    expect(graph.one("kumiki:test:Wrapper").outputs).to.deep.equal({
      arn: "arn:aws:logs:ap-northeast-1:123456789012:log-group:/a",
    });
  });

  it("keeps options, dependencies and the properties they come through", async () => {
    const graph = await register(() => {
      const role = new iam.Role("role", { assumeRolePolicy: "{}" });
      new iam.RolePolicy(
        "policy",
        { role: role.name, policy: "{}" },
        { ignoreChanges: ["policy"], retainOnDelete: true, deletedWith: role, customTimeouts: { delete: "1h" } },
      );
    });
    const role = graph.one("aws:iam/role:Role").urn;
    const policy = graph.one("aws:iam/rolePolicy:RolePolicy");
    expect(policy.dependencies).to.deep.equal([role]);
    expect(policy.propertyDependencies).to.deep.equal({ role: [role] });
    expect(policy.options).to.deep.equal({
      retainOnDelete: true,
      deletedWith: role,
      ignoreChanges: ["policy"],
      customTimeouts: { delete: "1h" },
    });
  });

  it("tells what a resource was before: by URN, or by the parts that were different", async () => {
    const other = "urn:pulumi:test::kumiki::kumiki:test:Wrapper::other";
    const urn = "urn:pulumi:test::kumiki::x:y:Z::n";
    const graph = await register(
      () =>
        new cloudwatch.LogGroup(
          "group",
          { name: "/a" },
          {
            aliases: [
              { name: "old" },
              { type: "x:y:Z", parent: pulumi.rootStackResource },
              { name: "old", parent: other, project: "p", stack: "s" },
              urn,
            ],
          },
        ),
    );
    expect(graph.one(GROUP).options.aliases).to.deep.equal([
      { name: "old" },
      { type: "x:y:Z", noParent: true },
      { name: "old", parent: other, project: "p", stack: "s" },
      urn,
    ]);
  });

  it("takes account, region and default tags from the explicit provider", async () => {
    const graph = await register(() => {
      const provider = new Provider("osaka", {
        region: "ap-northeast-3",
        allowedAccountIds: ["210987654321"],
        defaultTags: { tags: { Owner: "team" } },
      });
      new cloudwatch.LogGroup("group", { name: "/a", tags: { Name: "group" } }, { provider });
    });
    const group = graph.one(GROUP);
    expect(group.region).to.equal("ap-northeast-3");
    expect(group.outputs.arn).to.equal("arn:aws:logs:ap-northeast-3:210987654321:log-group:/a");
    expect(group.outputs.tagsAll).to.deep.equal({ Owner: "team", Name: "group" });
  });

  it("lets a resource's own region win over its provider's", async () => {
    const graph = await register(() => new cloudwatch.LogGroup("group", { name: "/a", region: "us-east-1" }));
    expect(graph.one(GROUP).region).to.equal("us-east-1");
  });

  it("gives the same ids on every run and different ones to different resources", async () => {
    const build = () => ["a", "b"].map((name) => new iam.Role(name, { assumeRolePolicy: "{}" }));
    const [first, second] = [await register(build), await register(build)];
    expect(first.resources).to.deep.equal(second.resources);
    expect(first.one("aws:iam/role:Role", "a").id).not.to.equal(
      first.one("aws:iam/role:Role", "b").id?.replace("b", "a"),
    );
  });
});

describe("secrets", () => {
  it("are noted with their path, stay secret on the way back and are redacted in the plan", async () => {
    const graph = await register(() => {
      const group = new cloudwatch.LogGroup("group", { name: "/a", tags: { Token: SEEDED_SECRET } });
      new cloudwatch.LogGroup("copy", { name: group.tags.apply((tags) => tags?.Token ?? "") });
    });
    expect(graph.one(GROUP, "group").secretInputs).to.deep.equal(["tags.Token"]);
    expect(graph.one(GROUP, "copy").secretInputs).to.deep.equal(["name"]);
    expect(toJson(graph)).not.to.include("seeded-secret-value");
  });

  it("do not take innocent words of the same property with them", async () => {
    const graph = await register(() => {
      new cloudwatch.LogGroup("group", { name: "/a", tags: { Kind: "application", Token: SEEDED_SECRET } });
      new cloudwatch.LogGroup("other", { name: "application" });
    });
    const [group, other] = JSON.parse(toJson(graph)).resources.filter(({ type }: { type: string }) => type === GROUP);
    expect(group.inputs.tags).to.deep.equal({ Kind: "application", Token: "[secret]" });
    expect(group.outputs.tags).to.equal("[secret]");
    expect(other.inputs.name).to.equal("application");
  });

  it("generated by the random provider are secret outputs", async () => {
    const graph = await register(() => new random.RandomPassword("password", { length: 40 }));
    const password = graph.one("random:index/randomPassword:RandomPassword");
    expect(password.secretOutputs).to.include("result");
    expect(String(password.outputs.result)).to.have.lengthOf(40);
    expect(toJson(graph)).not.to.include(String(password.outputs.result));
  });
});

describe("an evaluation", () => {
  it("reports all problems of a run together", async () => {
    const error = await registerError(() => {
      new cloudwatch.LogGroup("group", { name: "/a" });
      new cloudwatch.LogGroup("group", { name: "/b" });
      new cloudwatch.LogGroup("other", { retentionInDays: "7" as unknown as number });
    });
    expect(error.message.split("\n")).to.have.lengthOf(3);
    expect(error.message).to.include(`${GROUP}::group: registered twice; logical names must differ`);
    expect(error.message).to.include(`${GROUP} property "retentionInDays" expects a number, got a string`);
  });

  it("fails with an error thrown inside an apply", async () => {
    const error = await registerError(() =>
      pulumi.output("x").apply(() => {
        throw new Error("inside");
      }),
    );
    expect(error.message).to.equal("inside");
  });

  it("fails, and does not wait for ever, when another resource needs what an apply failed to give", async () => {
    const error = await registerError(() => {
      const name = pulumi.output("x").apply((): string => {
        throw new Error("inside");
      });
      const group = new cloudwatch.LogGroup("group", { name });
      new cloudwatch.LogGroup("next", { name: group.name });
    });
    expect(error.message).to.include("inside");
  });

  it("refuses an output that the simulated cloud does not model", async () => {
    const error = await registerError(() => {
      const role = new iam.Role("role", { assumeRolePolicy: "{}" });
      new cloudwatch.LogGroup("group", { name: pulumi.interpolate`/x/${role.createDate}` });
    });
    expect(error.message).to.include(
      'input "name" uses output "createDate" of urn:pulumi:test::kumiki::aws:iam/role:Role::role, which the simulated cloud does not model',
    );
  });

  it("does not leak one evaluation into the next", async () => {
    await registerError(() => {
      throw new Error("first");
    });
    expect(await registerOutputs(() => ({ answer: 42 }))).to.deep.equal({ answer: 42 });
  });

  it("says what there is when a resource is not found", async () => {
    const graph = await register(() => new cloudwatch.LogGroup("group", { name: "/a" }));
    expect(() => graph.one(GROUP, "gruop")).to.throw(
      `expected one ${GROUP} named "gruop", found 0; of that type there are: group`,
    );
  });
});
