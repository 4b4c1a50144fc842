import { expect } from "chai";
import { readSettings } from "../../functions/load/settings";
import { ExportWorld } from "./support/export-world";
import { announcement } from "./support/s3-server";

describe("the load function, for messages that are no announcement of its own,", () => {
  let world: ExportWorld;
  let messages: string[];

  beforeEach(async () => {
    world = await new ExportWorld().start();
    world.write("a");
    world.now += 60_000;
    await world.extract();
    messages = world.s3.announcements.splice(0).map(({ body }) => body);
    world.logged.length = 0;
  });

  afterEach(async () => {
    await world.stop();
  });

  const etag = "0123456789abcdef0123456789abcdef";
  for (const [what, body, reason] of [
    ["no JSON", "{", "it is not JSON"],
    ["of another form", "{}", "it announces no object"],
    ["without records", '{"Records":[]}', "it announces no object"],
    [
      "of a deletion",
      '{"Records":[{"eventName":"ObjectRemoved:Delete"}]}',
      "it announces something else than a new object",
    ],
    [
      "of another bucket",
      announcement("other", "export/documents/a", etag, 1),
      "it announces an object that is not one of the export",
    ],
    [
      "of another part of the bucket",
      announcement("lake", "export/checkpoint/documents.json", etag, 1),
      "it announces an object that is not one of the export",
    ],
    [
      "of an empty object",
      announcement("lake", "export/documents/a", etag, 0),
      "it announces an object without an ETag or without content",
    ],
  ] as const) {
    it(`gives back one that is ${what}, and works through the others`, async () => {
      expect(await world.load([body, ...messages])).to.deep.equal({
        batchItemFailures: [{ itemIdentifier: "message-0" }],
      });
      expect(world.logged[0]).to.deep.equal({ messageId: "message-0", loaded: false, reason, final: true });
      expect(world.bigquery.staging).to.have.length(1);
    });
  }
});

describe("the settings of the load function", () => {
  it("are read from its environment, or refused all at once", () => {
    const environment = {
      BUCKET: "kumiki-dev-lake",
      BUCKET_OWNER: "123456789012",
      DATA_PREFIX: "export/documents/",
      PROJECT_ID: "kumiki-dev",
      DATASET_ID: "staging",
      TABLE_ID: "documents",
      LOCATION: "asia-northeast1",
      GOOGLE_AUDIENCE: "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/aws/providers/aws",
      GOOGLE_SERVICE_ACCOUNT: "loader@kumiki-dev.iam.gserviceaccount.com",
      EXPORT_NAME: "kumiki-dev",
      METRIC_NAMESPACE: "Kumiki/Export",
    };
    expect(readSettings(environment)).to.deep.equal({
      bucket: "kumiki-dev-lake",
      bucketOwner: "123456789012",
      prefix: "export/documents/",
      target: { projectId: "kumiki-dev", datasetId: "staging", tableId: "documents", location: "asia-northeast1" },
      chunkBytes: 8_388_608,
      audience: environment.GOOGLE_AUDIENCE,
      serviceAccountEmail: environment.GOOGLE_SERVICE_ACCOUNT,
      exportName: "kumiki-dev",
      metricNamespace: "Kumiki/Export",
    });
    expect(() =>
      readSettings({ ...environment, DATASET_ID: "my-staging", DATA_PREFIX: "export", PROJECT_ID: "" }),
    ).to.throw(
      "The function cannot work:\n" +
        '  - DATA_PREFIX must be a prefix that ends with a slash, got "export".\n' +
        '  - PROJECT_ID must be the id of a Google Cloud project, got "".\n' +
        '  - DATASET_ID must be the id of a dataset, got "my-staging".',
    );
  });
});
