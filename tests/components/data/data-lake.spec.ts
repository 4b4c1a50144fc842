import { expect } from "chai";
import { DataLake, type DataLakeArgs } from "../../../components/data/data-lake";
import { dataLake } from "../../../examples/data-lake";
import { register, registerError, registerOutputs } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show that Athena cancels a query; they show the limit and where results are made to go.

const WORKGROUP = "aws:athena/workgroup:Workgroup";
const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-4333-a444-555555555555";
const ARGS: DataLakeArgs = { accountId: "123456789012", namePrefix: "kumiki-dev", bucketName: "lake", kmsKeyArn: KEY };

const build = (changes: Partial<DataLakeArgs> = {}) => register(() => new DataLake("lake", { ...ARGS, ...changes }));

describe("DataLake", () => {
  it("makes every client write encrypted results into the lake, and reads a gibibyte per query", async () => {
    const graph = await register(dataLake);
    expect(graph.one(WORKGROUP).inputs.configuration).to.deep.equal({
      enforceWorkgroupConfiguration: true,
      publishCloudwatchMetricsEnabled: true,
      requesterPaysEnabled: false,
      bytesScannedCutoffPerQuery: 1_073_741_824,
      engineVersion: { selectedEngineVersion: "Athena engine version 3" },
      resultConfiguration: {
        outputLocation: "s3://kumiki-dev-lake-123456789012-ap-northeast-1/athena-results/",
        expectedBucketOwner: "123456789012",
        encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: KEY },
      },
    });
    expectWellFormed(graph);
  });

  it("reads more where told to", async () => {
    const graph = await build({ scanLimit: 100 });
    expect(graph.one(WORKGROUP).inputs).to.have.nested.property(
      "configuration.bytesScannedCutoffPerQuery",
      107_374_182_400,
    );
  });

  it("has a database for each zone, named without dashes, over the zone's prefix", async () => {
    const databases = (await build()).ofType("aws:glue/catalogDatabase:CatalogDatabase");
    expect(databases.map(({ inputs }) => [inputs.name, inputs.locationUri])).to.have.deep.members([
      ["kumiki_dev_raw", "s3://lake/raw/"],
      ["kumiki_dev_curated", "s3://lake/curated/"],
      ["kumiki_dev_export", "s3://lake/export/"],
    ]);
  });

  it("works in the region it is given", async () => {
    const graph = await build({ region: "ap-northeast-3" });
    const regions = graph.resources.filter(({ custom }) => custom).map(({ region }) => region);
    expect(regions).to.deep.equal(["ap-northeast-3", "ap-northeast-3", "ap-northeast-3", "ap-northeast-3"]);
  });

  it("tells others the names to query by", async () => {
    const outputs = await registerOutputs(() => {
      const { databaseNames, workgroupName, workgroupArn } = new DataLake("lake", ARGS);
      return { databaseNames, workgroupName, workgroupArn };
    });
    expect(outputs).to.deep.equal({
      databaseNames: { raw: "kumiki_dev_raw", curated: "kumiki_dev_curated", export: "kumiki_dev_export" },
      workgroupName: "kumiki-dev-lake",
      workgroupArn: "arn:aws:athena:ap-northeast-1:123456789012:workgroup/kumiki-dev-lake",
    });
  });

  it("reports everything that is wrong with its arguments at once", async () => {
    const error = await registerError(
      () => new DataLake("lake", { ...ARGS, accountId: "1", namePrefix: "Kumiki", scanLimit: 0.5 }),
    );
    expect(error.message).to.equal(
      [
        'DataLake "lake" cannot be created:',
        '  - accountId must be exactly 12 digits, got "1".',
        '  - namePrefix must be 1 to 101 lower-case letters, digits and dashes, got "Kumiki".',
        "  - scanLimit must be a whole number in 1-10240 GiB, got 0.5.",
      ].join("\n"),
    );
  });
});
