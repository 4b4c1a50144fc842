// Proves what a message tells the reader to set. That `pulumi config set --path` makes a list of it only the command shows.
import { expect } from "chai";
import { z } from "zod";
import { resolve } from "../../config/resolve";
import { schema } from "../../config/schema";

const beginning = (key: string, first: string) =>
  `Missing required configuration "${key}". It holds several values; set one after the other, beginning with: ` +
  `pulumi config set --path "${first}" <value>`;
const single = (key: string, path: string) =>
  `Missing required configuration "${key}". Set it with: pulumi config set --path ${path} <value>`;

function messagesFor(of: z.ZodObject, raw: Readonly<Record<string, unknown>>): string[] {
  return resolve(of, raw).problems.map(({ message }) => message);
}

describe("the command that sets a missing key", () => {
  it("sets the first item of a list", () => {
    expect(messagesFor(z.strictObject({ zones: z.array(z.string()) }), {})).to.deep.equal([
      beginning("zones", "zones[0]"),
    ]);
  });

  it("is the same in Japanese", () => {
    const { problems } = resolve(z.strictObject({ zones: z.array(z.string()), id: z.string() }), {});
    expect(problems.map(({ messageJa }) => messageJa)).to.deep.equal([
      '必須の設定 "zones" がありません。複数の値からなるキーなので、次のように1件ずつ設定してください: ' +
        'pulumi config set --path "zones[0]" <value>',
      '必須の設定 "id" がありません。次のコマンドで設定してください: pulumi config set --path id <value>',
    ]);
  });

  it("sets the first required member of the first group of a list", () => {
    const job = z.strictObject({ cpu: z.number().default(1), note: z.string().optional(), name: z.string() });
    expect(messagesFor(z.strictObject({ jobs: z.array(job) }), {})).to.deep.equal([beginning("jobs", "jobs[0].name")]);
  });

  it("sets an entry of a map", () => {
    expect(messagesFor(z.strictObject({ limits: z.record(z.string(), z.number()) }), {})).to.deep.equal([
      beginning("limits", "limits.<name>"),
    ]);
  });

  it("sets each required member of a group, one message each", () => {
    const section = z.strictObject({ id: z.string(), zones: z.array(z.string()), note: z.string().optional() });
    expect(messagesFor(z.strictObject({ section }), {})).to.deep.equal([
      single("section.id", "section.id"),
      beginning("section.zones", "section.zones[0]"),
    ]);
  });

  it("is quoted for the shell where the key stands in a list, and names the lists of an adopted network", () => {
    const raw = { batch: { jobs: [{ schedule: "rate(1 hour)" }] }, network: { adopt: { vpcId: "vpc-0123abcd" } } };
    const found = messagesFor(schema, raw).filter((text) => /batch|adopt/.test(text));
    expect(found).to.deep.equal([
      beginning("network.adopt.publicSubnetIds", "network.adopt.publicSubnetIds[0]"),
      beginning("network.adopt.appSubnetIds", "network.adopt.appSubnetIds[0]"),
      beginning("network.adopt.dataSubnetIds", "network.adopt.dataSubnetIds[0]"),
      single("network.adopt.s3PrefixListId", "network.adopt.s3PrefixListId"),
      single("batch.jobs[0].name", '"batch.jobs[0].name"'),
    ]);
  });
});
