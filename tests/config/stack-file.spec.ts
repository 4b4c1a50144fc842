// Proves the reading of stack files without an engine. The engine's own reading is compared by the end-to-end tests.
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parseStackFile, readStackFile, StackFileError } from "../../config/stack-file";

function read(text: string) {
  return parseStackFile("Pulumi.dev.yaml", "dev", text);
}

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof StackFileError && pulumi.RunError.isInstance(error)) return error.message;
    throw error;
  }
  throw new Error("The file was accepted.");
}

describe("reading a stack file", () => {
  it("hands over text and JSON as the engine does", () => {
    const { source } = read(`
encryptionsalt: v1:abc
config:
  aws:region: ap-northeast-1
  pulumi:disable-default-providers: [aws, gcp]
  kumiki:owner: 0123
  kumiki:costCenter: true
  kumiki:commitments: null
  kumiki:pagerDutyEndpoint: ""
  kumiki:account: { id: "012345678901", owner: true, createOpenSearchRole: null }
`);
    expect(source).to.deep.equal({
      stack: "dev",
      values: {
        "aws:region": "ap-northeast-1",
        "pulumi:disable-default-providers": '["aws","gcp"]',
        "kumiki:owner": "0123",
        "kumiki:costCenter": "true",
        "kumiki:commitments": "",
        "kumiki:pagerDutyEndpoint": "",
        "kumiki:account": '{"id":"012345678901","owner":true,"createOpenSearchRole":null}',
      },
      secretKeys: [],
    });
  });

  it("puts a well-formed stand-in where a secret is encrypted, at any depth", () => {
    const { source } = read(`
config:
  kumiki:pagerDutyEndpoint: { secure: v1:b3du:YQ== }
  kumiki:opsOidcClientSecret: { secure: v1:b3du:Yg== }
  kumiki:ops: { oidc: { clientId: { secure: v1:b3du:Yw== } } }
  other:token: { secure: v1:b3du:ZA== }
`);
    expect(source.values).to.deep.equal({
      "kumiki:pagerDutyEndpoint": "https://events.pagerduty.com/integration/simulated/enqueue",
      "kumiki:opsOidcClientSecret": "simulated-client-secret",
      "kumiki:ops": '{"oidc":{"clientId":"simulated-secret"}}',
      "other:token": "simulated-secret",
    });
    expect(source.secretKeys).to.deep.equal([
      "kumiki:pagerDutyEndpoint",
      "kumiki:opsOidcClientSecret",
      "kumiki:ops",
      "other:token",
    ]);
  });

  it("knows the line of a key, and of the nearest key around one that is missing", () => {
    const { lineOf } = read(
      [
        "config:",
        "  aws:region: x",
        "  kumiki:batch:",
        "    jobs:",
        "      - name: a",
        "      - name: b",
        "        cpu: 1",
      ].join("\n"),
    );
    const lines = [
      "aws:region",
      "batch",
      "batch.jobs",
      "batch.jobs[0].name",
      "batch.jobs[1].cpu",
      "batch.jobs[1].memory",
    ];
    expect(lines.map(lineOf)).to.deep.equal([2, 3, 4, 5, 7, 6]);
    expect([lineOf("batch.other"), lineOf("network.cidrBlock")]).to.deep.equal([3, undefined]);
  });

  it("knows the line of a flat key with a dot", () => {
    expect(read("config:\n  aws:region: x\n  kumiki:account.id: 1").lineOf("account.id")).to.equal(3);
  });

  it("knows the line of a key that lacks its namespace, or has another", () => {
    const { lineOf } = read("config:\n  aws:region: x\n  owner: a\n  kumki:edge: {}");
    expect([lineOf("owner"), lineOf("kumki:edge")]).to.deep.equal([3, 4]);
  });

  it("says in one line which file is missing, and which there are", () => {
    const missing = (path: string) => messageOf(() => readStackFile(path));
    expect(missing("Pulumi.staging.yaml")).to.equal(
      "Pulumi.staging.yaml: there is no such file. There are stacks dev, prod; a new one begins as a copy of a file",
    );
    expect(missing("config/Pulumi.dev.yaml")).to.equal(
      "config/Pulumi.dev.yaml: there is no such file, nor any other stack file in config",
    );
    expect(missing("nowhere/Pulumi.dev.yaml")).to.equal(
      "nowhere/Pulumi.dev.yaml: there is no such file, because there is no folder nowhere",
    );
  });

  it("says in one line how a stack file is named", () => {
    expect(messageOf(() => readStackFile("dev.yaml"))).to.equal("dev.yaml: a stack file is named Pulumi.<stack>.yaml");
  });

  const broken: readonly (readonly [text: string, message: string])[] = [
    ["", 'Pulumi.dev.yaml:1: a stack file needs a "config:" map of keys and values'],
    ["just text", 'Pulumi.dev.yaml:1: a stack file needs a "config:" map of keys and values'],
    ["config: []", 'Pulumi.dev.yaml:1: a stack file needs a "config:" map of keys and values'],
  ];
  for (const [text, message] of broken) {
    it(`says in one line what is wrong with ${JSON.stringify(text)}`, () => {
      expect(messageOf(() => read(text))).to.equal(message);
    });
  }
});
