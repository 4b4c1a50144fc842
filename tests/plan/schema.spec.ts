// What these tests cannot prove: that the provider accepts a value; its own checks go beyond the SDK's types.

import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { InputChecker } from "../../plan/cloud/input-checker";
import { checkInputs, outputKinds, schemaOf } from "../../plan/cloud/schema";
import type { ModuleSchema } from "../../plan/cloud/schema-model";
import { extractSchemas } from "../../tools/provider-schema";

const VPC = "aws:ec2/vpc:Vpc";
const WEB_ACL = "aws:wafv2/webAcl:WebAcl";

/** Types the platform does not use are described on the spot: a test of the checker must not depend on the platform. */
const FOREIGN = modulesOf([
  "aws:lambda/function:Function",
  "aws:rds/clusterInstance:ClusterInstance",
  "aws:sqs/queue:Queue",
  "gcp:projects/iAMCustomRole:IAMCustomRole",
]);

function modulesOf(types: readonly string[]): Map<string, ModuleSchema> {
  const modules = [...extractSchemas(types).values()].map((text): ModuleSchema => JSON.parse(text));
  return new Map(modules.flatMap((module) => Object.keys(module.resources).map((type) => [type, module])));
}

function foreign(type: string) {
  return FOREIGN.get(type)?.resources[type];
}

function check(type: string, inputs: Record<string, unknown>): string[] {
  const module = FOREIGN.get(type);
  const declaration = foreign(type);
  if (module === undefined || declaration === undefined) return checkInputs(type, inputs);
  return new InputChecker(type, module.shapes).check(declaration.inputs, inputs);
}

describe("schemaOf", () => {
  it("describes a type whose file does not follow from its token", () => {
    expect(foreign("gcp:projects/iAMCustomRole:IAMCustomRole")?.inputs).to.deep.equal({
      deletionPolicy: { type: "string" },
      description: { type: "string" },
      permissions: { type: ["string"], required: true },
      project: { type: "string" },
      roleId: { type: "string" },
      stage: { type: "string" },
      title: { type: "string", required: true },
    });
  });

  it("describes providers", () => {
    const schema = schemaOf("pulumi:providers:aws");
    expect(schema?.inputs.defaultTags).to.deep.equal({ type: "#aws.ProviderDefaultTags" });
    expect(schema?.shapes["aws.ProviderDefaultTags"]).to.deep.equal({ tags: { type: { mapOf: "string" } } });
  });

  it("knows nothing of a type outside the list, nor of an object's inherited names", () => {
    expect(schemaOf("aws:ec2/vcp:Vpc")).to.equal(undefined);
    expect(schemaOf("aws:neptune/cluster:Cluster")).to.equal(undefined);
    expect(schemaOf("constructor")).to.equal(undefined);
  });
});

describe("outputKinds", () => {
  it("tells outputs that are always present from optional ones", () => {
    const kinds = foreign("aws:sqs/queue:Queue")?.outputs;
    expect(kinds?.arn).to.deep.equal({ kind: "string" });
    expect(kinds?.tagsAll).to.deep.equal({ kind: "map" });
    expect(kinds?.maxMessageSize).to.deep.equal({ kind: "number", optional: true });
    expect(outputKinds("awsx:ecr:Repository")?.repository).to.deep.equal({ kind: "resource" });
  });
});

describe("checkInputs", () => {
  const problems: [title: string, type: string, inputs: Record<string, unknown>, expected: string[]][] = [
    ["accepts known properties", VPC, { cidrBlock: "10.0.0.0/16", tags: { "kubernetes.io/x": "y" } }, []],
    ["takes an undefined property as absent, even an unknown one", VPC, { cidrBlock: undefined, arn: undefined }, []],
    [
      "names the property a misspelt one stands for",
      VPC,
      { cidrBlok: "10.0.0.0/16" },
      ['aws:ec2/vpc:Vpc has no property "cidrBlok"; did you mean "cidrBlock"?'],
    ],
    ["guesses nothing when no name is near", VPC, { zzz: 1 }, ['aws:ec2/vpc:Vpc has no property "zzz"']],
    [
      "refuses names every object inherits",
      VPC,
      { constructor: 1, toString: 2 },
      ['aws:ec2/vpc:Vpc has no property "constructor"', 'aws:ec2/vpc:Vpc has no property "toString"'],
    ],
    ["refuses an output as input", VPC, { arn: "arn:x" }, ['aws:ec2/vpc:Vpc has no property "arn"']],
    [
      "requires what the SDK requires; undefined does not count",
      "aws:ec2/subnet:Subnet",
      { vpcId: undefined },
      ['aws:ec2/subnet:Subnet requires property "vpcId"'],
    ],
    [
      "requires nested properties",
      "awsx:ecr:Repository",
      { imageScanningConfiguration: {} },
      ['awsx:ecr:Repository requires property "imageScanningConfiguration.scanOnPush"'],
    ],
    [
      "refuses a number given as text, and null",
      "aws:sqs/queue:Queue",
      { delaySeconds: "5", name: null },
      [
        'aws:sqs/queue:Queue property "delaySeconds" expects a number, got a string',
        'aws:sqs/queue:Queue property "name" expects a string, got null',
      ],
    ],
    [
      "tells a list from an object from a map",
      WEB_ACL,
      { scope: "REGIONAL", defaultAction: [], visibilityConfig: "on", rules: {}, tags: ["a"] },
      [
        'aws:wafv2/webAcl:WebAcl property "defaultAction" expects an object, got a list',
        'aws:wafv2/webAcl:WebAcl property "visibilityConfig" expects an object, got a string',
        'aws:wafv2/webAcl:WebAcl property "rules" expects a list, got an object',
        'aws:wafv2/webAcl:WebAcl property "tags" expects a map, got a list',
      ],
    ],
    [
      "checks a map's values and a list's items",
      VPC,
      { tags: { Name: 1, "a:b": true, absent: undefined } },
      [
        'aws:ec2/vpc:Vpc property "tags.Name" expects a string, got a number',
        'aws:ec2/vpc:Vpc property "tags["a:b"]" expects a string, got a boolean',
      ],
    ],
    [
      "refuses a value outside a closed set",
      "aws:rds/clusterInstance:ClusterInstance",
      { clusterIdentifier: "a", engine: "postgresql", instanceClass: "db.r7g.large" },
      [
        'aws:rds/clusterInstance:ClusterInstance property "engine" expects one of "aurora", "aurora-mysql", ' +
          '"aurora-postgresql", "mysql", "postgres", got "postgresql"',
      ],
    ],
    [
      "refuses a deprecated property",
      "random:index/randomPassword:RandomPassword",
      { length: 32, number: true },
      ['random:index/randomPassword:RandomPassword property "number" is deprecated'],
    ],
    [
      "accepts an archive where the SDK does and nowhere else",
      "aws:lambda/function:Function",
      { role: "arn:x", code: new pulumi.asset.FileArchive("x"), layers: new pulumi.asset.FileArchive("x") },
      ['aws:lambda/function:Function property "layers" expects a list, got an asset'],
    ],
    [
      "refuses a path where the SDK expects an archive",
      "aws:lambda/function:Function",
      { role: "arn:x", code: "./dist" },
      ['aws:lambda/function:Function property "code" expects an asset, got a string'],
    ],
    [
      "accepts each alternative and reports the nearest",
      "aws:s3/bucketPolicy:BucketPolicy",
      { bucket: "b", policy: { Version: "2012-10-17", Statement: [{ Effect: "allow" }] } },
      [
        'aws:s3/bucketPolicy:BucketPolicy property "policy.Statement[0].Effect" expects one of "Allow", "Deny", got "allow"',
      ],
    ],
    [
      "chooses among object shapes the one that fits best",
      "aws:s3/bucketPolicy:BucketPolicy",
      { bucket: "b", policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { AWS: 7 } }] } },
      [
        'aws:s3/bucketPolicy:BucketPolicy property "policy.Statement[0].Principal.AWS" expects a string or a list, ' +
          "got a number",
      ],
    ],
    ["accepts the text form of a policy", "aws:s3/bucketPolicy:BucketPolicy", { bucket: "b", policy: "{}" }, []],
    [
      "names both kinds when neither fits",
      "aws:s3/bucketPolicy:BucketPolicy",
      { bucket: "b", policy: 7 },
      ['aws:s3/bucketPolicy:BucketPolicy property "policy" expects a string or an object, got a number'],
    ],
    [
      "reads a provider's properties from the JSON text they travel as",
      "pulumi:providers:aws",
      { region: "ap-northeast-1", skipCredentialsValidation: "false", defaultTags: '{"tag":{}}', maxRetries: "many" },
      [
        'pulumi:providers:aws has no property "defaultTags.tag"; did you mean "defaultTags.tags"?',
        'pulumi:providers:aws property "maxRetries" expects a number, got a string',
      ],
    ],
    [
      "refuses a type that is not listed",
      "aws:ec2/vcp:Vpc",
      {},
      ["aws:ec2/vcp:Vpc is not described in aws-ec2.json; give it an entry in plan/cloud and run: npm run generate"],
    ],
  ];
  for (const [title, type, inputs, expected] of problems) {
    it(title, () => {
      expect(check(type, inputs)).to.deep.equal(expected);
    });
  }
});
