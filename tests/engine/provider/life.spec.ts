import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CheckRequest,
  type CheckResponse,
  InvokeRequest,
  ProviderHandshakeRequest,
  type ProviderHandshakeResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { UNKNOWN } from "../../../plan/cloud/unknown";
import type { PlainObject } from "../../../plan/graph";
import { projectRoot } from "../../../plan/project";
import { providerVersion } from "../../../tools/engine/provider/versions";
import { toStruct } from "../../../tools/engine/provider/wire";
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

  it("reports what was changed, or lost, behind the engine's back", async () => {
    const { id, inputs, properties } = await aws.make(VPC, { cidrBlock: "10.0.0.0/16", tags: { a: "b" } });
    cloud.store.plantDrift(id, { tags: { a: "c" } });
    expect(await aws.read(VPC, id, inputs, properties)).to.deep.equal({
      id,
      inputs: { ...inputs, tags: { a: "c" } },
      properties: { ...properties, tags: { a: "c" } },
    });
    cloud.store.plantLoss(id);
    expect((await aws.read(VPC, id, inputs, properties)).id).to.equal("");
  });

  it("leaves a resource what it is when the program calls it something else", async () => {
    const { id, inputs, properties } = await aws.make(VPC, { cidrBlock: "10.0.0.0/16" });
    const renamed = urnOf("aws:ec2/vpc:Vpc", "renamed");
    const news = { ...inputs, tags: { a: "b" } };
    const expected = { ...properties, tags: { a: "b" }, tagsAll: { a: "b" } };
    expect(await aws.update(renamed, id, properties, news, true)).to.deep.equal(expected);
    expect(await aws.update(renamed, id, properties, news)).to.deep.equal(expected);
    expect(await aws.read(renamed, id, news, expected)).to.deep.equal({ id, inputs: news, properties: expected });
  });

  it("says in the preview of an update what stays and what is not known yet", async () => {
    const { id, inputs, properties } = await aws.make(VPC, { cidrBlock: "10.0.0.0/16" });
    const known = await aws.update(VPC, id, properties, { ...inputs, tags: { a: "b" } }, true);
    expect(known).to.deep.equal({ ...properties, tags: { a: "b" }, tagsAll: { a: "b" } });
    const unknown = await aws.update(VPC, id, properties, { ...inputs, tags: UNKNOWN }, true);
    expect(unknown).to.deep.equal({ ...properties, tags: UNKNOWN });
    expect(cloud.store.find("aws:ec2/vpc:Vpc", `ap-northeast-3 ${id}`)?.outputs.tags).to.equal(undefined);
  });

  it("fails loudly when the program looks something up", async () => {
    const request = new InvokeRequest().setTok("aws:ec2/getAmi:getAmi");
    const error = await new Promise<{ details: string } | null>((resolve) => {
      aws.client.invoke(request, (problem: { details: string } | null) => resolve(problem));
    });
    expect(error?.details).to.equal(
      "the program called aws:ec2/getAmi:getAmi; a lookup needs credentials, so the value belongs in the stack file",
    );
  });

  it("refuses wrong inputs of the provider itself", async () => {
    const check = async (inputs: PlainObject) => {
      const urn = "urn:pulumi:test::kumiki::pulumi:providers:aws::main";
      const request = new CheckRequest().setUrn(urn).setNews(toStruct(inputs));
      const response = await new Promise<CheckResponse>((resolve, reject) => {
        aws.client.checkConfig(request, (problem: Error | null, answer: CheckResponse) =>
          problem === null ? resolve(answer) : reject(problem),
        );
      });
      return response.getFailuresList().map((failure) => failure.getReason());
    };
    expect(await check({ region: "ap-northeast-1", allowedAccountIds: '["1"]', version: "7.48.0" })).to.deep.equal([]);
    expect(await check({ regoin: "ap-northeast-1" })).to.deep.equal([
      'pulumi:providers:aws has no property "regoin"; did you mean "region"?',
    ]);
  });

  it("speaks the engine's protocol, at the version of each SDK", async () => {
    const handshake = await new Promise<ProviderHandshakeResponse>((resolve, reject) => {
      aws.client.handshake(
        new ProviderHandshakeRequest(),
        (problem: Error | null, answer: ProviderHandshakeResponse) =>
          problem === null ? resolve(answer) : reject(problem),
      );
    });
    expect(handshake.toObject()).to.include({ acceptSecrets: true, acceptResources: true, acceptOutputs: false });
    const configured = await aws.configure({ region: "ap-northeast-3", allowedAccountIds: '["210987654321"]' });
    expect(configured.toObject()).to.include({ acceptsecrets: true, supportspreview: true });
    const { dependencies } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
    for (const name of ["aws", "awsx", "gcp", "random"]) {
      expect(providerVersion(name)).to.equal(dependencies[`@pulumi/${name}`]);
    }
  });
});
