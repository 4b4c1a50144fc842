import { expect } from "chai";
import { secret } from "../../../tools/engine/provider/wire";
import { ProviderProcess, TemporaryCloud, urnOf } from "./provider-process";

const VPC = urnOf("aws:ec2/vpc:Vpc", "main");
const NOTHING = { id: "", inputs: {}, properties: {} };

describe("an import by a stand-in provider", () => {
  let cloud: TemporaryCloud;
  let aws: ProviderProcess;
  let random: ProviderProcess;
  before(async () => {
    cloud = new TemporaryCloud();
    [aws, random] = await Promise.all([ProviderProcess.start("aws", cloud), ProviderProcess.start("random", cloud)]);
    await aws.configure({ region: "ap-northeast-3", allowedAccountIds: '["210987654321"]' });
  });
  after(async () => {
    await Promise.all([aws.stop(), random.stop()]);
    cloud.remove();
  });

  const imported = (urn: string, id: string, provider = aws) => provider.read(urn, id, {}, {});

  it("gives all there is to an id, under whatever name the program has for it", async () => {
    const { id, inputs, properties } = await aws.make(VPC, { cidrBlock: "10.0.0.0/16", tags: { a: "b" } });
    const expected = { id, inputs: { ...inputs, __defaults: [] }, properties };
    expect(await imported(VPC, id)).to.deep.equal(expected);
    expect(await imported(urnOf("aws:ec2/vpc:Vpc", "other"), id)).to.deep.equal(expected);
  });

  it("finds nothing under an id that nothing has, or a thing of another type", async () => {
    const { id } = await aws.make(VPC, { cidrBlock: "10.0.0.0/16" });
    expect(await imported(VPC, "vpc-0123456789abcdef0")).to.deep.equal(NOTHING);
    expect(await imported(urnOf("aws:ec2/subnet:Subnet", "main"), id)).to.deep.equal(NOTHING);
  });

  it("looks in the provider's region, or in the one at the end of the id", async () => {
    const own = await aws.make(urnOf("aws:cloudwatch/logGroup:LogGroup", "own"), { name: "app" });
    const group = urnOf("aws:cloudwatch/logGroup:LogGroup", "other");
    const other = await aws.make(group, { name: "app", region: "us-east-1" });
    expect([own.id, other.id]).to.deep.equal(["app", "app"]);
    const regionOf = async (id: string) => (await imported(group, id)).properties.region;
    expect(await regionOf("app")).to.equal("ap-northeast-3");
    expect(await regionOf("app@ap-northeast-3")).to.equal("ap-northeast-3");
    expect(await regionOf("app@us-east-1")).to.equal("us-east-1");
    expect(await imported(group, "app@us-west-2")).to.deep.equal(NOTHING);
    const elsewhere = urnOf("aws:cloudwatch/logGroup:LogGroup", "elsewhere");
    await aws.make(elsewhere, { name: "elsewhere", region: "us-east-1" });
    expect(await imported(elsewhere, "elsewhere")).to.deep.equal(NOTHING);
    expect((await imported(group, "app@us-east-1")).id).to.equal("app");
  });

  it("knows no region of what has none", async () => {
    const role = urnOf("aws:iam/role:Role", "operator");
    const { id } = await aws.make(role, { name: "operator", assumeRolePolicy: "{}" });
    expect((await imported(role, id)).id).to.equal("operator");
    expect(await imported(role, `${id}@us-east-1`)).to.deep.equal(NOTHING);
  });

  it("takes a revision of a task definition by its ARN, because its family is that of others as well", async () => {
    const urn = urnOf("aws:ecs/taskDefinition:TaskDefinition", "app");
    const { id, properties } = await aws.make(urn, { family: "app", containerDefinitions: "[]" });
    expect(await imported(urn, id)).to.deep.equal(NOTHING);
    expect((await imported(urn, String(properties.arn))).properties.arn).to.equal(properties.arn);
  });

  it("does not tell who chose a name, so that a program that gives none asks for another thing", async () => {
    const urn = urnOf("aws:ec2/securityGroup:SecurityGroup", "app");
    const made = await aws.make(urn, { vpcId: (await aws.make(VPC, { cidrBlock: "10.0.0.0/16" })).id });
    expect(made.inputs.__defaults).to.deep.equal(["name"]);
    const { inputs } = await imported(urn, made.id);
    expect(inputs).to.deep.equal({ ...made.inputs, __defaults: [] });
    const asked = { vpcId: made.inputs.vpcId ?? null };
    const { inputs: anew } = await aws.check(urn, asked, inputs);
    expect((await aws.diff(urn, made.id, inputs, anew)).replaces).to.deep.equal(["name"]);
    const { inputs: kept } = await aws.check(urn, asked, { ...inputs, __defaults: ["name"] });
    expect((await aws.diff(urn, made.id, inputs, kept)).changes).to.equal(false);
  });

  it("leaves out secrets, which the cloud's files do not hold, and texts with one inside", async () => {
    const { id: secretId } = await aws.make(urnOf("aws:secretsmanager/secret:Secret", "master"), {});
    const version = urnOf("aws:secretsmanager/secretVersion:SecretVersion", "value");
    const { id } = await aws.make(version, { secretId, secretString: secret("correct horse battery staple") });
    const read = await imported(version, id);
    expect(read.inputs).to.deep.equal({ secretId, __defaults: [] });
    expect(read.properties).to.not.have.property("secretString");
    const guard = urnOf("aws:cloudfront/function:Function", "guard");
    const code = "if (h !== 'hunter2hunter2')";
    const made = await aws.make(guard, { runtime: "cloudfront-js-2.0", code, comment: secret("hunter2hunter2") });
    expect((await imported(guard, made.id)).inputs).to.deep.equal({
      runtime: "cloudfront-js-2.0",
      name: made.inputs.name,
      __defaults: [],
    });
  });

  it("makes a random id of its own id, and no other random value", async () => {
    const urn = urnOf("random:index/randomId:RandomId", "generation");
    const { id, properties } = await random.make(urn, { byteLength: 4 });
    expect(await imported(urn, id, random)).to.deep.equal({
      id,
      inputs: { byteLength: 4, __defaults: [] },
      properties,
    });
    expect(await imported(urn, "no base64!", random)).to.deep.equal(NOTHING);
    expect(await imported(urnOf("random:index/randomPassword:RandomPassword", "p"), "none", random)).to.deep.equal(
      NOTHING,
    );
  });
});
