import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { evaluate } from "../../plan/evaluate";
import { ResourceGraph } from "../../plan/graph";
import { projectRoot } from "../../plan/project";
import { readAdoptMap } from "../../tools/adopt/adopt-map";
import { importFile } from "../../tools/adopt/import-file";
import { providerVersion } from "../../tools/engine/provider/versions";

const MAP = `
vpc: {vpc-network: vpc-0123456789abcdef0, vpc-public-a: subnet-0123456789abcdef0}
recovery: {recovery-network: vpc-0fedcba9876543210}
images: {"aws:ecr/repository:Repository::images-repository": shop}
analytics: {analytics-identity-generation: kFFkNQ}
`;

const AWSX = "kumiki:compute:ImageRepository$awsx:ecr:Repository";

describe("npm run adopt", function () {
  this.timeout(60_000); // a process of its own each, which loads the SDK
  const folder = mkdtempSync(join(tmpdir(), "kumiki-adopt-"));
  after(() => rmSync(folder, { recursive: true }));

  function adopt(args: readonly string[], input = ""): { code: number | null; stdout: string; stderr: string } {
    const command = [join(projectRoot, "tools/run.mjs"), "tools/adopt/adopt-cli", ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: projectRoot,
      encoding: "utf8",
      input,
    });
    return { code: status, stdout, stderr };
  }

  it("prints the file to import by: providers, the components on the way, what is adopted", async () => {
    const path = join(folder, "map.yaml");
    writeFileSync(path, MAP);
    const { code, stdout, stderr } = adopt(["prod", path]);
    expect([code, stderr]).to.deep.equal([0, ""]);
    const { graph } = await evaluate("prod");
    const component = (type: string, name: string) => ({ type, name, logicalName: name, component: true });
    const version = providerVersion("aws");
    const existing = (type: string, name: string, id: string, parent: string) =>
      ({ type, name, logicalName: name, id, parent, provider: "aws", version }) as const;
    const { inputs } = graph.one("pulumi:providers:aws");
    expect(inputs).to.include({ region: "ap-northeast-1", allowedAccountIds: '["210987654321"]' });
    expect(JSON.parse(stdout)).to.deep.equal({
      resources: [
        { type: "pulumi:providers:aws", name: "aws", logicalName: "aws", version, inputs },
        component("kumiki:network:Vpc", "vpc"),
        component("kumiki:network:Vpc", "recovery"),
        component("kumiki:compute:ImageRepository", "images"),
        {
          ...component("awsx:ecr:Repository", "images-repository"),
          name: `${AWSX}::images-repository`,
          parent: "images",
        },
        component("kumiki:analytics:GcpAnalytics", "analytics"),
        { ...component("kumiki:analytics:AnalyticsIdentity", "analytics-identity"), parent: "analytics" },
        existing("aws:ec2/vpc:Vpc", "vpc-network", "vpc-0123456789abcdef0", "vpc"),
        existing("aws:ec2/subnet:Subnet", "vpc-public-a", "subnet-0123456789abcdef0", "vpc"),
        existing("aws:ec2/vpc:Vpc", "recovery-network", "vpc-0fedcba9876543210@ap-northeast-3", "recovery"),
        {
          ...existing("aws:ecr/repository:Repository", "images-repository", "shop", `${AWSX}::images-repository`),
          name: `${AWSX}$aws:ecr/repository:Repository::images-repository`,
        },
        {
          type: "random:index/randomId:RandomId",
          name: "analytics-identity-generation",
          logicalName: "analytics-identity-generation",
          id: "kFFkNQ",
          parent: "analytics-identity",
          version: providerVersion("random"), // the engine's own provider, as in a run of the program
        },
      ],
    });
  });

  it("prints a map to fill in, which adopts nothing as it is and all that was uncommented", async () => {
    const { code, stdout, stderr } = adopt(["dev"]);
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(stdout.split("\n").slice(0, 4)).to.deep.equal([
      "# What exists and dev is to take over. Uncomment a resource and write the id it is imported by, as the page of",
      "# its type in the Pulumi Registry says under Import.",
      "export: # kumiki:analytics:BigQueryExport",
      "  # export-notification: # aws:s3/bucketNotification:BucketNotification, ap-northeast-1",
    ]);
    expect(stdout).to.not.match(/RandomPassword|CertificateValidation|pulumi:providers/);
    const { graph } = await evaluate("dev");
    let id = 0;
    const filled = stdout.replaceAll(/^ {2}# (.*): # /gm, (_, name) => `  ${name}: id-${++id} # `);
    expect(readAdoptMap(filled, graph)).to.have.length(id);
    expect(id).to.equal(graph.resources.filter(({ custom }) => custom).length - 2 - 2 - 2); // providers, passwords, waits
  });

  it("prints nothing but what is wrong with a bad map", () => {
    expect(adopt(["prod", "-"], "vpc: {vpc-pubic-a: subnet-1}\ncache: 1\n")).to.deep.equal({
      code: 2,
      stdout: "",
      stderr: [
        "adopt: - cannot be used:",
        '  - vpc has no resource "vpc-pubic-a"; did you mean "vpc-public-a"?',
        "  - cache: expected a map of its resources to their ids, got 1",
        "",
      ].join("\n"),
    });
  });

  it("says what is wrong with the command line", () => {
    const said = (...args: string[]) => {
      const { code, stdout, stderr } = adopt(args);
      expect([code, stdout]).to.deep.equal([2, ""]);
      return stderr;
    };
    expect(said()).to.equal("adopt: name one stack and one map. Try: npm run -s adopt -- dev\n");
    expect(said("../dev")).to.equal('adopt: "../dev" is not the name of a stack. Try: npm run -s adopt -- dev\n');
    expect(said("dev", "no.yaml")).to.equal("adopt: no.yaml: there is no such file, or it cannot be read.\n");
    expect(said("dev", "a", "--keep-names", "b")).to.equal("adopt: a map and --keep-names exclude each other.\n");
  });

  it("notes in an exported state which names the program leaves to the provider, and touches nothing else", async () => {
    const { graph } = await evaluate("dev");
    const [listed, sibling] = ["aws:rds/subnetGroup:SubnetGroup", "aws:ec2/vpc:Vpc"].map((type) => graph.one(type));
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };
    const named = {
      urn: listed?.urn,
      type: listed?.type,
      inputs: { name: "legacy", secret, __defaults: [] as string[] },
    };
    const other = { urn: sibling?.urn, type: sibling?.type, inputs: { cidrBlock: "10.0.0.0/16", __defaults: [] } };
    const state = { version: 3, deployment: { secrets_providers: {}, resources: [other, named] } };
    const first = adopt(["dev", "--keep-names", "-"], JSON.stringify(state));
    expect([first.code, first.stderr]).to.deep.equal([0, `adopt: names that stay as they are: ${listed?.name}\n`]);
    named.inputs.__defaults = ["name"];
    expect(JSON.parse(first.stdout)).to.deep.equal(state);
    const again = adopt(["dev", "--keep-names", "-"], first.stdout);
    expect([again.stdout, again.stderr]).to.deep.equal([first.stdout, "adopt: names that stay as they are: none\n"]);
  });

  it("refuses a state that is none, or another stack's", () => {
    const other = { deployment: { resources: [{ urn: "urn:pulumi:prod::kumiki::aws:ec2/vpc:Vpc::vpc", type: "x" }] } };
    expect(adopt(["dev", "--keep-names", "-"], "no JSON")).to.deep.equal({
      code: 2,
      stdout: "",
      stderr:
        'adopt: - cannot be used:\n  - expected what "pulumi stack export" prints, a JSON document with a "deployment"\n',
    });
    expect(adopt(["dev", "--keep-names", "-"], JSON.stringify(other))).to.deep.equal({
      code: 2,
      stdout: "",
      stderr: "adopt: - cannot be used:\n  - it has nothing of dev; export the state of that stack, after the import\n",
    });
  });
});

describe("an import file", () => {
  it("holds no secret of a provider's configuration", async () => {
    const { graph } = await evaluate("dev");
    const nodes = graph.resources.map((node) =>
      node.type === "pulumi:providers:gcp" ? { ...node, secretInputs: ["credentials"] } : node,
    );
    const sealed = new ResourceGraph("dev", nodes);
    const adoptions = readAdoptMap("analytics: {analytics-keys-ring: projects/p/locations/l/keyRings/r}", sealed);
    expect(() => importFile(sealed, adoptions)).to.throw(
      "the provider gcp is configured with a secret, credentials, which the import file would hold in plain text; take it " +
        "from the environment instead",
    );
  });
});
