import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import * as rpc from "@pulumi/pulumi/runtime/rpc";
import { expect } from "chai";
import { UNKNOWN } from "../../../plan/cloud/unknown";
import { MARKERS, revealAll, secret } from "../../../tools/engine/provider/wire";
import { ProviderProcess, TemporaryCloud, urnOf } from "./provider-process";

const VERSION = urnOf("aws:secretsmanager/secretVersion:SecretVersion", "value");
const SECRET = urnOf("aws:secretsmanager/secret:Secret", "master");
const PASSWORD = urnOf("random:index/randomPassword:RandomPassword", "master");

describe("a secret in a stand-in provider", () => {
  let cloud: TemporaryCloud;
  let aws: ProviderProcess;
  let random: ProviderProcess;
  before(async () => {
    cloud = new TemporaryCloud();
    [aws, random] = await Promise.all([ProviderProcess.start("aws", cloud), ProviderProcess.start("random", cloud)]);
  });
  after(async () => {
    await Promise.all([aws.stop(), random.stop()]);
    cloud.remove();
  });

  it("is marked with the SDK's own signs", () => {
    expect(MARKERS).to.deep.equal({ MARKER: rpc.specialSigKey, SECRET: rpc.specialSecretSig });
    expect(UNKNOWN).to.equal(rpc.unknownValue);
  });

  it("comes back secret in every answer, and is in no file", async () => {
    const { id: secretId } = await aws.make(SECRET, {});
    const text = "correct horse battery staple";
    const inputs = { secretId, secretString: secret(text) };
    const checked = await aws.check(VERSION, inputs);
    expect(checked.inputs).to.deep.equal(inputs);
    const { id, properties } = await aws.create(VERSION, inputs);
    expect(properties.secretString).to.deep.equal(secret(text));
    expect(await aws.read(VERSION, id, inputs, properties)).to.deep.equal({ id, inputs, properties });
    const news = { secretId, secretString: secret("something else entirely") };
    const updated = await aws.update(VERSION, id, properties, news);
    expect(updated.secretString).to.deep.equal(secret("something else entirely"));
    expect(textsBelow(cloud.folder).filter((file) => /correct horse|something else/.test(file))).to.deep.equal([]);
  });

  it("is in no file either where it is a part of another text, and a nested one comes back as it went", async () => {
    const urn = urnOf("aws:cloudfront/function:Function", "guard");
    const inputs = {
      runtime: "cloudfront-js-2.0",
      code: "if (h !== 'hunter2hunter2')",
      comment: secret("hunter2hunter2"),
    };
    const made = await aws.make(urn, inputs);
    expect(made.inputs.comment).to.deep.equal(secret("hunter2hunter2"));
    expect(await aws.read(urn, made.id, made.inputs, made.properties)).to.deep.equal(made);
    expect(textsBelow(cloud.folder).filter((file) => file.includes("hunter2"))).to.deep.equal([]);
  });

  it("comes back as it went where the engine marks all around it as well", async () => {
    const urn = urnOf("aws:cloudfront/distribution:Distribution", "edge");
    const header = { name: "x-verify", value: secret("correct horse battery") };
    const origins = [{ domainName: "origin.example.com", originId: "a", customHeaders: [header] }];
    const inputs = { enabled: true, origins };
    const { id, properties } = await aws.create(urn, inputs);
    const marked = { ...properties, origins: secret(revealAll(properties).origins ?? null) };
    expect(await aws.read(urn, id, inputs, marked)).to.deep.equal({ id, inputs, properties: marked });
    cloud.store.plantDrift(id, { origins: [{ domainName: "elsewhere.example.com", originId: "a" }] });
    const found = [{ domainName: "elsewhere.example.com", originId: "a" }];
    expect((await aws.read(urn, id, inputs, marked)).properties.origins).to.deep.equal(found);
  });

  it("is whatever the random provider makes, and another one in a second password of the same name", async () => {
    const first = await random.make(PASSWORD, { length: 24 });
    const result = first.properties.result as { value: string };
    expect(first.properties.result).to.deep.equal(secret(result.value));
    expect(result.value).to.match(/^.{24}$/);
    const second = await random.make(PASSWORD, { length: 24 });
    expect(second.properties.result).not.to.deep.equal(first.properties.result);
    expect(textsBelow(cloud.folder).filter((file) => file.includes(result.value))).to.deep.equal([]);
  });

  it("that was changed behind the engine's back shows as changed, and stays unsaid", async () => {
    const inputs = {
      secretId: (await aws.make(urnOf("aws:secretsmanager/secret:Secret", "b"), {})).id,
      secretString: secret("our own secret"),
    };
    const urn = urnOf("aws:secretsmanager/secretVersion:SecretVersion", "b");
    const { id, properties } = await aws.make(urn, inputs);
    cloud.store.plantDrift(id, { secretString: { sealed: "of another secret" } });
    const read = await aws.read(urn, id, inputs, properties);
    expect(read.properties.secretString).to.deep.equal({ sealed: "of another secret" });
    expect(read.properties.secretId).to.equal(inputs.secretId);
  });
});

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "utf8"));
}
