import { expect } from "chai";
import { readSettings as readExtractSettings } from "../../../functions/extract/settings";
import { readSettings as readLoadSettings } from "../../../functions/load/settings";
import type { ResourceGraph } from "../../../plan/graph";
import { policyOf, register } from "../../support/platform";
import { object } from "../../support/stacks";
import { build, DATA_KEY, DOMAIN, FUNCTION, LAKE, minimal } from "./export-fixture";

// Mocks cannot show that the domain and Google accept the roles; they show what the roles may do and are told.

const POLICY = "aws:iam/rolePolicy:RolePolicy";

function variables(graph: ResourceGraph, name: "extract" | "load"): Record<string, string> {
  const { variables } = object(graph.one(FUNCTION, `export-${name}-function`).inputs.environment);
  return Object.fromEntries(Object.entries(object(variables)).map(([key, value]) => [key, String(value)]));
}

function actions(graph: ResourceGraph, name: "extract" | "load"): string[] {
  return policyOf(graph.one(POLICY, `export-${name}-role-policy`)).Statement.flatMap(({ Action }) => Action);
}

const keyThroughS3 = (keyActions: string[]) => ({
  Sid: "UseKeyThroughS3",
  Effect: "Allow",
  Action: keyActions,
  Resource: [DATA_KEY],
  Condition: {
    StringEquals: { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com", "kms:EncryptionContext:aws:s3:arn": LAKE },
  },
});

describe("the two sides of BigQueryExport", () => {
  it("grants the extract function three requests, new documents and one checkpoint (F18, F19)", async () => {
    const graph = await register(build());
    const { Statement } = policyOf(graph.one(POLICY, "export-extract-role-policy"));
    expect(Statement.slice(0, 5)).to.deep.equal([
      {
        Sid: "ReadDocuments",
        Effect: "Allow",
        Action: ["es:ESHttpPost"],
        Resource: [`${DOMAIN}/documents-*/_search/point_in_time`, `${DOMAIN}/_search`],
      },
      {
        Sid: "EndPointInTime",
        Effect: "Allow",
        Action: ["es:ESHttpDelete"],
        Resource: [`${DOMAIN}/_search/point_in_time`],
      },
      {
        Sid: "WriteDocumentsAndCheckpoint",
        Effect: "Allow",
        Action: ["s3:PutObject"],
        Resource: [`${LAKE}/export/documents/*`, `${LAKE}/export/checkpoint/documents.json`],
      },
      {
        Sid: "ReadCheckpoint",
        Effect: "Allow",
        Action: ["s3:GetObject"],
        Resource: [`${LAKE}/export/checkpoint/documents.json`],
      },
      keyThroughS3(["kms:Decrypt", "kms:GenerateDataKey"]),
    ]);
  });

  it("grants the load function to read documents and to work through its queue, and nothing of the domain (F21)", async () => {
    const graph = await register(build());
    const { Statement } = policyOf(graph.one(POLICY, "export-load-role-policy"));
    expect(Statement.slice(0, 2)).to.deep.equal([
      { Sid: "ReadDocuments", Effect: "Allow", Action: ["s3:GetObject"], Resource: [`${LAKE}/export/documents/*`] },
      keyThroughS3(["kms:Decrypt"]),
    ]);
    const queue = graph.one("aws:sqs/queue:Queue", "export-announcements-queue");
    expect(Statement.find(({ Sid }) => Sid === "TakeMessages")?.Resource).to.deep.equal([queue.outputs.arn]);
    expect(actions(graph, "load").filter((action) => action.startsWith("es:"))).to.deep.equal([]);
    expect(actions(graph, "load")).not.to.include("s3:PutObject");
    expect(actions(graph, "extract").filter((action) => action.startsWith("sqs:"))).to.deep.equal(["sqs:SendMessage"]);
  });

  it("tells each function what it needs to know, in words the function accepts, and nothing of the other side (N8)", async () => {
    const graph = await register(
      build({ pageSize: 500, maxDocs: 2000, safetyLag: 60, domain: { ...minimal.domain, indexPattern: "docs-*" } }),
    );
    const lake = {
      BUCKET: "lake",
      BUCKET_OWNER: "123456789012",
      DATA_PREFIX: "export/documents/",
      EXPORT_NAME: "kumiki-dev",
      METRIC_NAMESPACE: "Kumiki/Export",
    };
    expect(variables(graph, "extract")).to.deep.equal({
      ...lake,
      SEARCH_ENDPOINT: "https://vpc-kumiki.ap-northeast-1.es.amazonaws.com",
      INDEX_PATTERN: "docs-*",
      PAGE_SIZE: "500",
      MAX_DOCUMENTS: "2000",
      SAFETY_LAG_SECONDS: "60",
      CHECKPOINT_KEY: "export/checkpoint/documents.json",
    });
    expect(variables(graph, "load")).to.deep.equal({
      ...lake,
      PROJECT_ID: "kumiki-dev",
      DATASET_ID: "staging",
      TABLE_ID: "documents",
      LOCATION: "asia-northeast1",
      GOOGLE_AUDIENCE: minimal.federation.audience,
      GOOGLE_SERVICE_ACCOUNT: minimal.federation.serviceAccountEmail,
    });
    const [first] = policyOf(graph.one(POLICY, "export-extract-role-policy")).Statement;
    expect(first?.Resource).to.include(`${DOMAIN}/docs-*/_search/point_in_time`);
    readExtractSettings({ ...variables(graph, "extract"), AWS_REGION: "ap-northeast-1" });
    readLoadSettings(variables(graph, "load"));
  });

  it("has the defaults it promises", async () => {
    const settings = variables(await register(build()), "extract");
    expect(settings).to.include({
      INDEX_PATTERN: "documents-*",
      PAGE_SIZE: "1000",
      MAX_DOCUMENTS: "500000",
      SAFETY_LAG_SECONDS: "120",
    });
  });
});
