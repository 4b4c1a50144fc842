import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type * as grpc from "@grpc/grpc-js";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { expect } from "chai";
import { fromStruct, toStruct } from "../../../tools/engine/provider/wire";
import { ProviderProcess, TemporaryCloud, urnOf } from "./provider-process";

const VPC = urnOf("aws:ec2/vpc:Vpc", "main");
const INPUTS = { cidrBlock: "10.0.0.0/16" };

describe("a stand-in provider in trouble", () => {
  let cloud: TemporaryCloud;
  const started: ProviderProcess[] = [];
  beforeEach(() => {
    cloud = new TemporaryCloud();
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((provider) => provider.stop()));
    cloud.remove();
  });

  async function start(...faults: object[]): Promise<ProviderProcess> {
    const file = join(cloud.folder, "faults.json");
    writeFileSync(file, JSON.stringify(faults));
    const provider = await ProviderProcess.start("aws", cloud, { KUMIKI_FAULTS: file });
    started.push(provider);
    return provider;
  }

  const idsOf = () => cloud.store.resources().map(({ id }) => id);

  it("fails as often as it is told, then never again, in whatever process", async () => {
    const fault = { type: "aws:ec2/*", operation: "create", kind: "fail", times: 2 };
    const aws = await start(fault);
    expect(await failure(aws.create(VPC, INPUTS))).to.equal(
      "InternalFailure: create aws:ec2/vpc:Vpc failed; try again later",
    );
    const other = await start(fault);
    expect(await failure(other.create(VPC, INPUTS))).to.match(/^InternalFailure/);
    expect(idsOf()).to.deep.equal([]);
    const { id } = await other.create(VPC, INPUTS);
    expect(idsOf()).to.deep.equal([id]);
  });

  it("is throttled before it does anything", async () => {
    const aws = await start({ urn: VPC, operation: "create", kind: "throttle" });
    expect(await failure(aws.create(VPC, INPUTS))).to.equal(
      "ThrottlingException: create aws:ec2/vpc:Vpc: Rate exceeded; try again later",
    );
    expect(idsOf()).to.deep.equal([]);
  });

  it("answers an update as done that was undone, and has everything as it was", async () => {
    const aws = await start({ urn: VPC, operation: "update", kind: "undo" });
    const { id, properties } = await aws.create(VPC, { ...INPUTS, enableDnsSupport: true });
    const news = { ...INPUTS, enableDnsSupport: false };
    expect(await aws.update(VPC, id, properties, news)).to.deep.equal(properties);
    expect(cloud.store.resources().map(({ outputs }) => outputs.enableDnsSupport)).to.deep.equal([true]);
    expect(await aws.update(VPC, id, properties, news)).to.include({ enableDnsSupport: false });
  });

  it("is slow and gets there", async () => {
    const aws = await start({ urn: VPC, operation: "delete", kind: "slow", milliseconds: 150 });
    const { id, properties } = await aws.create(VPC, INPUTS);
    const from = performance.now();
    await aws.delete(VPC, id, properties);
    expect(performance.now() - from).to.be.at.least(150);
    expect(idsOf()).to.deep.equal([]);
  });

  it("says of what it made half what it made, so that it is not lost", async () => {
    const aws = await start({ type: "aws:ec2/vpc:Vpc", operation: "create", kind: "partial" });
    const request = new proto.CreateRequest().setUrn(VPC).setProperties(toStruct(INPUTS));
    const error = await new Promise<grpc.ServiceError>((resolve) => {
      aws.client.create(request, (problem: grpc.ServiceError | null) => resolve(problem as grpc.ServiceError));
    });
    const [id = ""] = idsOf();
    const message = `create aws:ec2/vpc:Vpc: it was done, but ${id} did not become ready`;
    expect(error.details).to.equal(message);
    const detail = initFailed(error);
    expect(detail.getId()).to.equal(id);
    expect(detail.getReasonsList()).to.deep.equal([message]);
    expect(fromStruct(detail.getProperties())).to.include({ id, cidrBlock: "10.0.0.0/16" });
    expect(fromStruct(detail.getInputs())).to.deep.equal(INPUTS);
  });

  it("killed before it made something has made nothing", async () => {
    const aws = await start({ urn: VPC, operation: "create", kind: "kill", when: "before" });
    const ended = once(aws.process, "exit");
    await failure(aws.create(VPC, INPUTS));
    expect((await ended)[1]).to.equal("SIGKILL");
    expect(idsOf()).to.deep.equal([]);
  });

  it("killed before it could answer makes the same thing again, not a second one", async () => {
    const aws = await start({ urn: VPC, operation: "create", kind: "kill" });
    await failure(aws.create(VPC, INPUTS));
    const [lost = ""] = idsOf();
    expect(lost).to.match(/^vpc-0/);
    const next = await start();
    const { id, properties } = await next.make(VPC, { ...INPUTS, tags: { a: "b" } });
    expect(id).to.equal(lost);
    expect(properties.tags).to.deep.equal({ a: "b" });
    expect(idsOf()).to.deep.equal([id]);
  });

  it("makes under another name what was made without an answer, and leaves nothing of the old name", async () => {
    const bucket = urnOf("aws:s3/bucket:Bucket", "store");
    const aws = await start();
    await aws.create(bucket, { bucket: "first" });
    await aws.create(bucket, { bucket: "second" });
    expect(idsOf()).to.deep.equal(["second"]);
  });

  it("makes a second one as soon as the engine was seen to know the first", async () => {
    const aws = await start();
    const first = await aws.create(VPC, INPUTS);
    await aws.diff(VPC, first.id, INPUTS, { cidrBlock: "10.1.0.0/16" });
    const second = await aws.create(VPC, { cidrBlock: "10.1.0.0/16" });
    expect(second.id).not.to.equal(first.id);
    expect(idsOf()).to.have.members([first.id, second.id]);
  });

  it("deletes what is gone already without a word, and does not update it", async () => {
    const aws = await start();
    const { id, properties } = await aws.create(VPC, INPUTS);
    await aws.delete(VPC, id, properties);
    await aws.delete(VPC, id, properties);
    expect(await failure(aws.update(VPC, id, properties, { ...INPUTS, tags: {} }))).to.equal(
      `aws:ec2/vpc:Vpc ${id} does not exist`,
    );
  });

  it("refuses to start without a cloud, and for a provider it does not know", async () => {
    const { spawnSync } = await import("node:child_process");
    const main = join(__dirname, "../../../tools/engine/provider/main.js");
    const run = (name: string, folder: string) =>
      spawnSync(process.execPath, [main, name], { env: { ...process.env, KUMIKI_CLOUD: folder }, encoding: "utf8" });
    expect(run("aws", "").stderr).to.equal("KUMIKI_CLOUD must name the folder of the simulated cloud\n");
    const azure = run("azure", cloud.folder);
    expect(azure.stderr).to.equal("there is no stand-in for azure; there is one for aws, awsx, gcp, random\n");
    expect(azure.status).to.equal(1);
  });
});

async function failure(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("it did not fail");
}

function initFailed(error: grpc.ServiceError): proto.ErrorResourceInitFailed {
  const [binary = ""] = error.metadata.get("grpc-status-details-bin");
  const [detail] = Status.deserializeBinary(Uint8Array.from(Buffer.from(binary))).getDetailsList();
  const unpacked = detail?.unpack(proto.ErrorResourceInitFailed.deserializeBinary, "pulumirpc.ErrorResourceInitFailed");
  if (unpacked === null || unpacked === undefined) throw new Error("the error carries no ErrorResourceInitFailed");
  return unpacked;
}
