import { expect } from "chai";
import { UNKNOWN } from "../../../plan/cloud/unknown";
import { secret } from "../../../tools/engine/provider/wire";
import { type ProviderProcess, suiteProvider, urnOf } from "./provider-process";

const BUCKET = urnOf("aws:s3/bucket:Bucket", "logs");
const VPC = urnOf("aws:ec2/vpc:Vpc", "main");

describe("the check of a stand-in provider", () => {
  const aws = suiteProvider("aws");

  const problemsOf = async (urn: string, inputs: Parameters<ProviderProcess["check"]>[1]) =>
    (await aws().check(urn, inputs)).problems;

  it("refuses a property the SDK does not have, at any depth, and says which one may be meant", async () => {
    expect(await problemsOf(VPC, { cidrBlok: "10.0.0.0/16" })).to.deep.equal([
      'aws:ec2/vpc:Vpc has no property "cidrBlok"; did you mean "cidrBlock"?',
    ]);
  });

  it("refuses a value of the wrong type, and a required one that is absent", async () => {
    expect(await problemsOf(urnOf("aws:ec2/subnet:Subnet", "a"), { cidrBlock: 10 })).to.deep.equal([
      'aws:ec2/subnet:Subnet property "cidrBlock" expects a string, got a number',
      'aws:ec2/subnet:Subnet requires property "vpcId"',
    ]);
  });

  it("refuses a value outside those the service takes", async () => {
    const urn = urnOf("aws:athena/workgroup:Workgroup", "a");
    expect(await problemsOf(urn, { state: "PAUSED" })).to.deep.equal([
      'aws:athena/workgroup:Workgroup property "state" takes one of ENABLED, DISABLED, got "PAUSED"',
    ]);
  });

  it("refuses a name the service would not take: too long, or with other characters", async () => {
    expect(await problemsOf(BUCKET, { bucket: "Logs_of_us" })).to.have.length(1);
    expect(await problemsOf(urnOf("aws:lb/targetGroup:TargetGroup", "a"), { name: "x".repeat(33) })).to.deep.equal([
      `aws:lb/targetGroup:TargetGroup property "name" takes 1 to 32 characters, not 33, got "${"x".repeat(33)}"`,
    ]);
  });

  it("never says what a secret is that it refuses, at any depth", async () => {
    const name = "s3cret".repeat(6);
    const group = urnOf("aws:lb/targetGroup:TargetGroup", "a");
    const refusal = 'aws:lb/targetGroup:TargetGroup property "name" takes 1 to 32 characters, not 36, got a secret';
    expect(await problemsOf(group, { name: secret(name) })).to.deep.equal([refusal]);
    const workgroup = urnOf("aws:athena/workgroup:Workgroup", "a");
    expect(await problemsOf(workgroup, { state: secret("PAUSED") })).to.deep.equal([
      'aws:athena/workgroup:Workgroup property "state" takes one of ENABLED, DISABLED, got a secret',
    ]);
  });

  it("takes what is not known yet as right, whatever it is to become", async () => {
    const inputs = { cidrBlock: UNKNOWN, enableDnsSupport: UNKNOWN, tags: UNKNOWN };
    expect(await aws().check(VPC, inputs)).to.deep.equal({ inputs, problems: [] });
  });

  it("refuses a type no service has", async () => {
    expect(await problemsOf(urnOf("aws:ec2/instance:Instance", "a"), {})).to.deep.equal([
      "there is no resource type aws:ec2/instance:Instance",
    ]);
  });

  describe("of a name nobody gave", () => {
    it("makes one of the logical name and seven digits", async () => {
      const { inputs } = await aws().check(BUCKET, {});
      expect(inputs.bucket).to.match(/^logs-[0-9a-f]{7}$/);
    });

    it("gives the same one in the preview, in the update, and to the same resource for ever", async () => {
      const { inputs } = await aws().check(BUCKET, {});
      expect((await aws().check(BUCKET, {})).inputs).to.deep.equal(inputs);
      await aws().create(BUCKET, inputs);
      expect((await aws().check(BUCKET, { forceDestroy: true }, inputs)).inputs).to.deep.equal({
        ...inputs,
        forceDestroy: true,
      });
    });

    it("makes another for what replaces it, which exists at the same time", async () => {
      const urn = urnOf("aws:iam/role:Role", "worker");
      const first = await aws().make(urn, { assumeRolePolicy: "{}" });
      await aws().read(urn, first.id, first.inputs, first.properties);
      const second = await aws().make(urn, { assumeRolePolicy: "{}" });
      expect(second.id).to.match(/^worker-[0-9a-f]{7}$/);
      expect(second.id).not.to.equal(first.id);
      expect(second.properties.arn).to.equal(`arn:aws:iam::123456789012:role/${second.id}`);
    });

    it("leaves a given name and a given prefix alone, and does not keep a name that was given once", async () => {
      expect((await aws().check(BUCKET, { bucket: "ours" })).inputs).to.deep.equal({ bucket: "ours" });
      expect((await aws().check(BUCKET, { bucketPrefix: "ours-" })).inputs).to.deep.equal({ bucketPrefix: "ours-" });
      expect((await aws().check(BUCKET, {}, { bucket: "ours" })).inputs.bucket).to.match(/^logs-[0-9a-f]{7}$/);
    });
  });
});
