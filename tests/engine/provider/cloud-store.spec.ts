import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect } from "chai";
import { type CloudResource, CloudStore } from "../../../tools/engine/provider/cloud-store";
import { TemporaryCloud } from "./provider-process";

const VPC: CloudResource = {
  type: "aws:ec2/vpc:Vpc",
  id: "vpc-1",
  key: "ap-northeast-1 vpc-1",
  urn: "urn:pulumi:test::kumiki::aws:ec2/vpc:Vpc::main",
  generation: 1,
  acknowledged: false,
  inputs: { cidrBlock: "10.0.0.0/16" },
  outputs: { cidrBlock: "10.0.0.0/16", arn: "arn:aws:ec2:ap-northeast-1:1:vpc/vpc-1" },
};

const STORE = join(__dirname, "../../../tools/engine/provider/cloud-store.js");
const CHANGE_FOR_A_WHILE = `
  const [, module, folder] = process.argv;
  const store = new (require(module).CloudStore)(folder);
  const [resource] = store.resources();
  for (let generation = 1; generation <= 4000; generation++) store.put({ ...resource, generation });
`;

describe("the cloud on disk", () => {
  let cloud: TemporaryCloud;
  let other: CloudStore;
  beforeEach(() => {
    cloud = new TemporaryCloud();
    other = new CloudStore(cloud.folder);
  });
  afterEach(() => cloud.remove());

  const files = () => readdirSync(join(cloud.folder, "resources")).sort();

  it("is one file for each resource, with the type in its name, whole or not there", () => {
    cloud.store.put(VPC);
    const [name = ""] = files();
    expect(name).to.match(/^aws-ec2-vpc-Vpc-[0-9a-f]{24}\.\d{15}\.json$/);
    expect(JSON.parse(readFileSync(join(cloud.folder, "resources", name), "utf8"))).to.deep.equal(VPC);
    cloud.store.put({ ...VPC, acknowledged: true });
    expect(files()).to.have.length(1);
    expect(files()[0]).not.to.equal(name);
  });

  it("is the same to every process, after each has turned to something else", async () => {
    expect(other.resources()).to.deep.equal([]);
    cloud.store.put(VPC);
    await nextTurn();
    expect(other.resources()).to.deep.equal([VPC]);
    const changed = { ...VPC, inputs: { cidrBlock: "10.1.0.0/16" } };
    other.put(changed);
    await nextTurn();
    expect(cloud.store.resources()).to.deep.equal([changed]);
    cloud.store.remove(changed);
    await nextTurn();
    expect(other.resources()).to.deep.equal([]);
  });

  it("never loses sight of what another process is changing", async () => {
    cloud.store.put(VPC);
    const writer = spawn(process.execPath, ["-e", CHANGE_FOR_A_WHILE, STORE, cloud.folder], { stdio: "inherit" });
    let code: number | null | undefined;
    writer.once("exit", (given) => {
      code = given;
    });
    const seen = new Set<string>();
    while (code === undefined) {
      seen.add(
        new CloudStore(cloud.folder)
          .resources()
          .map(({ id }) => id)
          .join(),
      );
      await nextTurn();
    }
    expect(code).to.equal(0);
    expect([...seen]).to.deep.equal(["vpc-1"]);
    expect(cloud.store.resources().map(({ generation }) => generation)).to.deep.equal([4000]);
  });

  it("believes the newer of two files that a killed process left, and clears the older away", () => {
    cloud.store.put(VPC);
    const [name = ""] = files();
    const later = name.replace(/\.\d+\./, ".099999999999999.");
    writeFileSync(join(cloud.folder, "resources", later), JSON.stringify({ ...VPC, generation: 2 }));
    expect(new CloudStore(cloud.folder).resources().map(({ generation }) => generation)).to.deep.equal([2]);
    expect(files()).to.deep.equal([later]);
  });

  it("does not mind what a killed process had not finished writing", () => {
    writeFileSync(join(cloud.folder, "draft-1-1"), '{ "type": "aws:ec2');
    expect(other.resources()).to.deep.equal([]);
  });

  it("remembers what was deleted, by id and ARN, and what was made for a name", () => {
    cloud.store.put(VPC);
    expect(cloud.store.isGone(VPC.type, "vpc-1")).to.equal(false);
    cloud.store.remove(VPC);
    expect(other.isGone(VPC.type, "vpc-1")).to.equal(true);
    expect(other.isGone(VPC.type, "arn:aws:ec2:ap-northeast-1:1:vpc/vpc-1")).to.equal(true);
    expect(other.isGone("aws:ec2/subnet:Subnet", "vpc-1")).to.equal(false);
    expect(other.generationsOf(VPC.urn)).to.equal(0);
    cloud.store.countGeneration(VPC.urn, 3);
    expect(other.generationsOf(VPC.urn)).to.equal(3);
  });

  it("salts its digests with something of its own", () => {
    const next = new TemporaryCloud();
    expect(cloud.store.salt()).to.match(/^[0-9a-f]{32}$/);
    expect(other.salt()).to.equal(cloud.store.salt());
    expect(next.store.salt()).not.to.equal(cloud.store.salt());
    next.remove();
  });

  it("can be changed, emptied and filled behind the engine's back, settings left alone", () => {
    cloud.store.put(VPC);
    const setting = { ...VPC, type: "aws:ec2/vpc:VpcSettingOfSomeKind" };
    cloud.store.put(setting);
    cloud.store.plantDrift("vpc-1", { cidrBlock: "10.9.0.0/16" });
    cloud.store.plantContent("vpc-1");
    const drifted = cloud.store.find(VPC.type, VPC.key);
    expect(drifted?.inputs).to.deep.equal({ cidrBlock: "10.9.0.0/16" });
    expect(drifted?.outputs).to.deep.equal({ ...VPC.outputs, cidrBlock: "10.9.0.0/16" });
    expect(drifted?.hasContent).to.equal(true);
    cloud.store.plantLoss("vpc-1");
    expect(cloud.store.resources()).to.deep.equal([setting]);
    expect(() => cloud.store.plantDrift("vpc-2", {})).to.throw("the simulated cloud has no resource with the id vpc-2");
  });
});
