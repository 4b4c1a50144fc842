import { expect } from "chai";
import { UNKNOWN } from "../../../plan/cloud/unknown";
import { ProviderProcess, TemporaryCloud, urnOf } from "./provider-process";

const VPC = urnOf("aws:ec2/vpc:Vpc", "main");

describe("the life of a resource in a stand-in provider", () => {
  let cloud: TemporaryCloud;
  let aws: ProviderProcess;
  before(async () => {
    cloud = new TemporaryCloud();
    aws = await ProviderProcess.start("aws", cloud);
    await aws.configure({ region: "ap-northeast-3", allowedAccountIds: '["210987654321"]' });
  });
  after(async () => {
    await aws.stop();
    cloud.remove();
  });

  it("creates, updates, reads and deletes", async () => {
    const made = await aws.make(VPC, { cidrBlock: "10.0.0.0/16" });
    expect(made.id).to.match(/^vpc-0[0-9a-f]{16}$/);
    expect(made.properties.arn).to.equal(`arn:aws:ec2:ap-northeast-3:210987654321:vpc/${made.id}`);
    const news = { ...made.inputs, tags: { a: "b" } };
    const updated = await aws.update(VPC, made.id, made.properties, news);
    expect(updated).to.deep.equal({ ...made.properties, tags: { a: "b" }, tagsAll: { a: "b" } });
    expect(await aws.read(VPC, made.id, news, updated)).to.deep.equal({
      id: made.id,
      inputs: news,
      properties: updated,
    });
    await aws.delete(VPC, made.id, updated);
    expect(await aws.read(VPC, made.id, news, updated)).to.deep.equal({ id: "", inputs: {}, properties: {} });
    expect(cloud.store.resources()).to.deep.equal([]);
  });

  it("says in a preview what it knows, and marks the rest unknown", async () => {
    const preview = await aws.create(VPC, { cidrBlock: "10.0.0.0/16" }, true);
    expect(preview.id).to.equal("");
    expect(preview.properties).to.include({ cidrBlock: "10.0.0.0/16", arn: UNKNOWN, defaultSecurityGroupId: UNKNOWN });
    expect(cloud.store.resources()).to.deep.equal([]);
  });
});
