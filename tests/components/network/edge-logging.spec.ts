import { expect } from "chai";
import { EdgeLogging, type EdgeLoggingArgs } from "../../../components/network/edge-logging";
import { namesOf, register } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";
import { edge, LOGS_KEY } from "./edge-fixture";

// Mocks cannot show that the service accepts each field, nor that a log arrives: some hours pass before it does.

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource";
const DESTINATION = "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination";
const DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery";

const DISTRIBUTION_ARN = "arn:aws:cloudfront::123456789012:distribution/E0123456789ABC";
const BUCKET_ARN = "arn:aws:s3:::kumiki-dev-logs";

const FIELDS = [
  "date",
  "time",
  "x-edge-location",
  "c-ip",
  "cs-protocol",
  "cs-protocol-version",
  "cs-method",
  "x-host-header",
  "cs-uri-stem",
  "cs(User-Agent)",
  "cs-bytes",
  "sc-status",
  "sc-bytes",
  "sc-content-type",
  "time-taken",
  "time-to-first-byte",
  "x-edge-result-type",
  "x-edge-response-result-type",
  "x-edge-detailed-result-type",
  "x-edge-request-id",
  "ssl-protocol",
  "ssl-cipher",
];

function build(overrides: Partial<EdgeLoggingArgs> = {}): () => EdgeLogging {
  return () =>
    new EdgeLogging("logging", {
      namePrefix: "kumiki-dev",
      distributionArn: DISTRIBUTION_ARN,
      retention: 30,
      logsKeyArn: LOGS_KEY,
      queryStrings: false,
      cookies: false,
      ...overrides,
    });
}

async function fieldsWith(overrides: Partial<EdgeLoggingArgs>): Promise<unknown> {
  return (await register(build(overrides))).one(DELIVERY).inputs.recordFields;
}

describe("EdgeLogging", () => {
  it("delivers to an encrypted log group", async () => {
    const graph = await register(build({ tags: { Owner: "platform" } }));
    expect(graph.one(GROUP).inputs).to.deep.equal({
      region: "us-east-1",
      name: "/aws/vendedlogs/cloudfront/kumiki-dev",
      retentionInDays: 30,
      kmsKeyId: LOGS_KEY,
      tags: { Owner: "platform", Component: "EdgeLogging", Name: "logging-group" },
    });
    expect(graph.one(DESTINATION).inputs).to.deep.include({
      outputFormat: "json",
      deliveryDestinationConfiguration: { destinationResourceArn: graph.one(GROUP).outputs.arn },
    });
    expectWellFormed(graph, ["Owner", "Component", "Name"]);
  });

  it("connects the distribution with the destination", async () => {
    const graph = await register(build());
    expect(graph.one(SOURCE).inputs).to.deep.include({ logType: "ACCESS_LOGS", resourceArn: DISTRIBUTION_ARN });
    const { deliverySourceName, deliveryDestinationArn, s3DeliveryConfigurations } = graph.one(DELIVERY).inputs;
    expect({ deliverySourceName, deliveryDestinationArn, s3DeliveryConfigurations }).to.deep.equal({
      deliverySourceName: graph.one(SOURCE).outputs.name,
      deliveryDestinationArn: graph.one(DESTINATION).outputs.arn,
      s3DeliveryConfigurations: undefined,
    });
  });

  it("generates the source's name: under a fixed one a replacement would delete itself", async () => {
    const { inputs, outputs } = (await register(build())).one(SOURCE);
    expect(inputs.name).to.equal(undefined);
    expect(outputs.name).to.match(/^logging-source-[0-9a-f]{7}$/);
  });

  it("is in us-east-1 as a whole", async () => {
    const graph = await register(build());
    expect([GROUP, SOURCE, DESTINATION, DELIVERY].map((type) => graph.one(type).region)).to.deep.equal(
      Array(4).fill("us-east-1"),
    );
  });

  it("leaves out query strings, referrers and cookies", async () => {
    expect(await fieldsWith({})).to.deep.equal(FIELDS);
  });

  it("contains each of them if asked", async () => {
    expect(await fieldsWith({ queryStrings: true })).to.deep.equal([...FIELDS, "cs-uri-query", "cs(Referer)"]);
    expect(await fieldsWith({ cookies: true })).to.deep.equal([...FIELDS, "cs(Cookie)"]);
  });

  it("delivers to a bucket instead, in one folder an hour", async () => {
    const graph = await register(build({ bucketArn: BUCKET_ARN }));
    expect(namesOf(graph, GROUP)).to.deep.equal([]);
    expect(graph.one(DESTINATION).inputs.deliveryDestinationConfiguration).to.deep.equal({
      destinationResourceArn: BUCKET_ARN,
    });
    expect(graph.one(DELIVERY).inputs.s3DeliveryConfigurations).to.deep.equal([
      { suffixPath: "{DistributionId}/{yyyy}/{MM}/{dd}/{HH}", enableHiveCompatiblePath: false },
    ]);
  });

  it("gives the name of the log group, if there is one", async () => {
    const outputs = async (overrides: Partial<EdgeLoggingArgs>) =>
      (await register(build(overrides))).one("kumiki:network:EdgeLogging").outputs;
    expect(await outputs({})).to.deep.equal({ logGroupName: "/aws/vendedlogs/cloudfront/kumiki-dev" });
    expect(await outputs({ bucketArn: BUCKET_ARN })).to.deep.equal({});
  });
});

describe("logs of Edge", () => {
  it("are of its own distribution, and kept as long as asked", async () => {
    const graph = await register(edge({ logRetention: 7 }));
    expect(graph.one(SOURCE).inputs.resourceArn).to.equal(
      graph.one("aws:cloudfront/distribution:Distribution").outputs.arn,
    );
    expect(
      graph.ofType(GROUP).map(({ inputs }) => [inputs.name, inputs.retentionInDays, inputs.kmsKeyId]),
    ).to.have.deep.members([
      ["/aws/vendedlogs/cloudfront/kumiki-dev", 7, LOGS_KEY],
      ["aws-waf-logs-kumiki-dev", 7, LOGS_KEY],
    ]);
  });

  it("go to the bucket asked for, those of the firewall excepted", async () => {
    const graph = await register(edge({ accessLogBucketArn: BUCKET_ARN, logCookies: true, logQueryStrings: true }));
    expect(namesOf(graph, GROUP)).to.deep.equal(["edge-firewall-log-group"]);
    expect(graph.one(DELIVERY).inputs.recordFields).to.deep.equal([
      ...FIELDS,
      "cs-uri-query",
      "cs(Referer)",
      "cs(Cookie)",
    ]);
  });
});
