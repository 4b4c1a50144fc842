import { expect } from "chai";
import { disagreements } from "../crash/agreement";
import { again, withFaults } from "../crash/kill";
import { beginSmallPlatform, setRound } from "../crash/small-platform";
import { CLI_BUILD_MS, RUN_MS, type StackLife, succeeded } from "./support/stack-life";

describe("a stack whose cloud is in trouble", function () {
  this.timeout(2 * RUN_MS);
  let stack: StackLife;
  before(async function () {
    this.timeout(CLI_BUILD_MS);
    stack = await beginSmallPlatform();
  });
  after(() => stack?.end());

  it("says that it was throttled, and comes up with the next run", async () => {
    const fault = { type: "aws:ec2/securityGroup:SecurityGroup", operation: "create", kind: "throttle", times: 2 };
    const run = await withFaults(stack, "up", [fault]);
    expect(run.exitCode).to.equal(1);
    expect(run.text).to.include(
      "ThrottlingException: create aws:ec2/securityGroup:SecurityGroup: Rate exceeded; try again later",
    );
    succeeded(await stack.pulumi.up());
    expect(await disagreements(stack)).to.deep.equal([]);
  });

  it("keeps what came out half made, says so, and mends it with the next run", async () => {
    setRound(stack, 2);
    const run = await withFaults(stack, "up", [{ type: "aws:sqs/*", operation: "create", kind: "partial" }]);
    expect(run.exitCode).to.equal(1);
    const [, id] = /create aws:sqs\/queue:Queue: it was done, but (\S+) did not become ready/.exec(run.text) ?? [];
    expect(stack.cloud.resources().map((resource) => resource.id)).to.include(id);
    succeeded(await stack.pulumi.up());
    expect(stack.cloud.resources().map((resource) => resource.id)).to.include(id);
    expect(await disagreements(stack)).to.deep.equal([]);
  });

  it("waits for what is slow", async () => {
    setRound(stack, 1);
    const fault = { type: "aws:ecs/cluster:Cluster", operation: "update", kind: "slow", milliseconds: 3000 };
    const run = succeeded(await withFaults(stack, "up", [fault]));
    // Of this step alone, by the engine's clock: the whole run takes longer than that anyway.
    const [from = 0, to = 0] = run.events
      .filter(({ resourcePreEvent, resOutputsEvent }) => {
        const { type, op } = (resourcePreEvent ?? resOutputsEvent)?.metadata ?? {};
        return type === fault.type && op === fault.operation;
      })
      .map(({ timestamp }) => timestamp);
    expect(to - from).to.be.at.least(3);
    expect(await disagreements(stack)).to.deep.equal([]);
  });

  it("does not make a second time what was made without an answer, in the middle of a replacement", async () => {
    setRound(stack, 2);
    const run = await withFaults(stack, "up", [
      { type: "aws:ec2/securityGroup:SecurityGroup", operation: "create", kind: "kill" },
    ]);
    expect(run.exitCode).to.equal(1);
    const groups = () => stack.cloud.resources().filter(({ type }) => type === "aws:ec2/securityGroup:SecurityGroup");
    // The other one may be of the last run, and the engine killed before it asked about it again.
    const [lost, ...others] = groups().filter(
      ({ acknowledged, inputs }) => !acknowledged && /, round 2$/.test(String(inputs.description)),
    );
    expect(others).to.deep.equal([]);
    succeeded(await again(stack, "up"));
    expect(groups().map(({ id }) => id))
      .to.include(lost?.id)
      .and.to.have.length(2);
    expect(await disagreements(stack)).to.deep.equal([]);
  });

  it("goes on where the deletion stopped", async () => {
    const run = await withFaults(stack, "destroy", [{ type: "aws:ec2/vpc:Vpc", operation: "delete", kind: "fail" }]);
    expect(run.exitCode).to.equal(1);
    expect(run.text).to.include("InternalFailure: delete aws:ec2/vpc:Vpc failed; try again later");
    expect(await disagreements(stack)).to.deep.equal([]);
    succeeded(await stack.pulumi.destroy());
    expect(stack.cloud.resources()).to.deep.equal([]);
  });
});
