import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { functionCode } from "../../components/compute/function-code";
import { projectRoot } from "../../plan/project";
import { ExportWorld } from "./support/export-world";

/** The bundle that is deployed. */
async function bundleOf(name: string): Promise<string> {
  const { "index.js": file } = await functionCode(name).archive.assets;
  if (file instanceof pulumi.asset.FileAsset) return file.path;
  throw new Error(`the bundle of ${name} is not a file`);
}

/** Calls the handler in a process of its own, with nothing but this environment. */
async function call(bundle: string, environment: Record<string, string>, event: unknown) {
  const script = `
    const context = { awsRequestId: "request-1", getRemainingTimeInMillis: () => 300000 };
    require(${JSON.stringify(bundle)}).handler(${JSON.stringify(event)}, context).then(
      (result) => process.stderr.write("result " + JSON.stringify(result) + "\\n"),
      (error) => process.stderr.write("error " + error.message + "\\n"),
    );`;
  const child = spawn(process.execPath, ["--no-warnings", "-e", script], { env: environment, cwd: projectRoot });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (data) => {
    said.stdout += data;
  });
  child.stderr.on("data", (data) => {
    said.stderr += data;
  });
  await new Promise((resolve) => child.on("close", resolve));
  return { ...said, result: said.stderr.trim().split("\n").at(-1) };
}

const COMMON = {
  AWS_REGION: "ap-northeast-1",
  AWS_ACCESS_KEY_ID: "ASIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret-of-the-role",
  AWS_SESSION_TOKEN: "session-of-the-role",
  BUCKET: "lake",
  BUCKET_OWNER: "123456789012",
  DATA_PREFIX: "export/documents/",
  EXPORT_NAME: "kumiki-test",
  METRIC_NAMESPACE: "Kumiki/Export",
};

describe("the bundle that is deployed", () => {
  it("of the extract function exports documents, and tells CloudWatch how far it is", async function () {
    this.timeout(60_000);
    const world = await new ExportWorld().start();
    try {
      world.now = Date.now() - 60_000;
      world.write("a");
      world.now = Date.now();
      const { result, stdout } = await call(
        await bundleOf("extract"),
        {
          ...COMMON,
          AWS_ENDPOINT_URL_S3: world.s3.endpoint,
          SEARCH_ENDPOINT: world.search.endpoint,
          INDEX_PATTERN: "documents-*",
          PAGE_SIZE: "10",
          MAX_DOCUMENTS: "100",
          SAFETY_LAG_SECONDS: "10",
          CHECKPOINT_KEY: "export/checkpoint/documents.json",
        },
        {},
      );
      expect(result).to.match(/^result \{"outcome":"caught-up","documents":1,"objects":1,"reached":"20/);
      const [metrics = ""] = stdout.split("\n").filter((line) => line.startsWith('{"_aws"'));
      expect(JSON.parse(metrics)).to.include({ Export: "kumiki-test", ExportedDocuments: 1 });
      expect(JSON.parse(metrics).ExportLagSeconds).to.be.within(10, 50);
      expect(await world.loadAll()).to.deep.equal({ batchItemFailures: [] });
      expect(world.final.map((row) => row.document_id)).to.deep.equal(["a"]);
    } finally {
      await world.stop();
    }
  });

  it("of the load function starts, and answers S3 when it tries the queue out", async function () {
    this.timeout(60_000);
    const environment = {
      ...COMMON,
      PROJECT_ID: "kumiki-test",
      DATASET_ID: "staging",
      TABLE_ID: "documents",
      LOCATION: "asia-northeast1",
      GOOGLE_AUDIENCE: "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/provider",
      GOOGLE_SERVICE_ACCOUNT: "loader@kumiki-test.iam.gserviceaccount.com",
    };
    const event = { Records: [{ messageId: "m", body: '{"Event":"s3:TestEvent"}' }] };
    expect((await call(await bundleOf("load"), environment, event)).result).to.equal('result {"batchItemFailures":[]}');
  });

  it("names every setting that is missing", async function () {
    this.timeout(60_000);
    const { result, stderr } = await call(await bundleOf("load"), { ...COMMON, BUCKET_OWNER: "1" }, { Records: [] });
    expect(stderr).to.contain("BUCKET_OWNER must be an account of 12 digits");
    expect(result).to.contain("GOOGLE_SERVICE_ACCOUNT must be the address of an account, but is not set.");
  });

  it("of either function knows nothing of the other one's side (N8)", async () => {
    const [extract, load] = await Promise.all(
      ["extract", "load"].map(async (name) => readFileSync(await bundleOf(name), "utf8")),
    );
    for (const google of ["googleapis", "bigquery", "WorkloadIdentity"]) expect(extract).not.to.contain(google);
    for (const search of ["point_in_time", "search_after", "_shard_doc"]) expect(load).not.to.contain(search);
  });
});
