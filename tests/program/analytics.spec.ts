import { expect } from "chai";
import type { ResourceGraph } from "../../plan/graph";
import { namesOf, policyOf } from "../support/platform";
import { ACCOUNTS, byName, listOf, objectAt, platformTests, same } from "./both-stacks";
import { environmentOf, ROLE } from "./data-graph";

// Mocks cannot show that Google admits a role or merges a row; they show who is named where, and what it may do.

const DATASET = "gcp:bigquery/dataset:Dataset";
const TABLE = "gcp:bigquery/table:Table";
const CUSTOM_ROLE = "gcp:projects/iAMCustomRole:IAMCustomRole";
const PROVIDER = "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider";

describe("the analytics of the platform", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "admit two roles of one account, by account and role (1.1-7, F10, F21, 2.2-3)",
    ACCOUNTS,
    (graph, account, stack) => {
      const { inputs } = graph.one(PROVIDER);
      const roles = ["app-task", "load"].map(
        (name) => `'arn:aws:sts::${account}:assumed-role/kumiki-${stack}-${name}'`,
      );
      expect(inputs.attributeCondition).to.equal(
        `assertion.account == '${account}' && attribute.aws_role in [${roles.join(", ")}]`,
      );
      expect(inputs.aws).to.deep.equal({ accountId: account });
      // Google's own mapping would take the ARN, which is longer than the 127 bytes it allows.
      expect(objectAt(inputs.attributeMapping)["google.subject"]).to.equal(
        "assertion.arn.extract('assumed-role/{role_and_session}')",
      );
      for (const role of roles) {
        const subject = `${role.split("/")[1]?.replace("'", "")}/${"s".repeat(64)}`; // the longest name of a session
        expect(subject.length, subject).to.be.at.most(127);
      }
    },
  );

  inBothStacks(
    "let each of them act as one account: the application asks models, the loader loads (1.1-7, F10, F21)",
    ACCOUNTS,
    (graph, account, stack) => {
      const assumed = `arn:aws:sts::${account}:assumed-role/kumiki-${stack}-`;
      const members = graph.ofType("gcp:serviceaccount/iAMMember:IAMMember").map(({ inputs }) => {
        const { member, role, serviceAccountId } = inputs;
        const [, name] = String(member).split(`/attribute.aws_role/${assumed}`);
        const [, email] = String(serviceAccountId).split(`/kumiki-${stack}-`);
        return `${name} as ${email?.split("@")[0]} by ${role}`;
      });
      expect(members.sort()).to.deep.equal([
        "app-task as app by roles/iam.workloadIdentityUser",
        "load as loader by roles/iam.workloadIdentityUser",
      ]);
    },
  );

  inBothStacks("have no key, of any kind and on either side (N10, 2.2-3)", same([]), (graph, none) => {
    const keys =
      /serviceaccount\/key|hmac|apikeys|accessKey|iam\/user|sshKey|signingCertificate|serviceSpecificCredential|keyPair|loginProfile/i;
    expect(graph.resources.filter(({ type }) => keys.test(type)).map(({ urn }) => urn)).to.deep.equal(none);
  });

  inBothStacks("lead from here to Google, and nothing leads back (N9)", same([]), (graph, none) => {
    expect(graph.resources.filter(({ type }) => /openIdConnect|samlProvider|rolesanywhere/i.test(type))).to.deep.equal(
      none,
    );
    const principals = graph
      .ofType(ROLE)
      .flatMap((role) =>
        policyOf(role, "assumeRolePolicy").Statement.map(({ Principal }) => JSON.stringify(Principal)),
      );
    const strangers = principals.filter(
      (principal) => !/^\{"(Service":"[a-z0-9.-]+\.amazonaws\.com|AWS":\[?"arn:aws:iam::\d+:root)/.test(principal),
    );
    expect(strangers).to.deep.equal(none);
  });

  inBothStacks(
    "have accounts of which each may do one thing (1.1-7, F21, F22)",
    same({
      jobs: ["bigquery.jobs.create"],
      load: ["bigquery.tables.create", "bigquery.tables.get", "bigquery.tables.updateData"],
      merge: ["bigquery.datasets.get", "bigquery.tables.get", "bigquery.tables.getData", "bigquery.tables.updateData"],
      predict: ["aiplatform.endpoints.predict"],
    }),
    (graph, expected) => {
      const permissions = byName(graph, CUSTOM_ROLE, ({ inputs }) => inputs.permissions);
      const short = Object.entries(permissions).map(([name, granted]) => [name.split("-").at(-1), granted]);
      expect(Object.fromEntries(short)).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "are entered by the loader for writing to staging, and nothing it could read (F21)",
    same(["analytics_staging: load", "project: jobs"]),
    (graph, expected) => {
      expect(grantsTo(graph, "loader")).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "are merged by an account that works in the two datasets and nowhere else (F22)",
    same(["analytics: merge", "analytics_staging: merge", "project: jobs"]),
    (graph, expected, stack) => {
      expect(grantsTo(graph, "merge")).to.deep.equal(expected);
      const { inputs } = graph.one("gcp:bigquery/dataTransferConfig:DataTransferConfig");
      expect(inputs.dataSourceId).to.equal("scheduled_query");
      expect(inputs.serviceAccountName).to.equal(
        `kumiki-${stack}-merge@example-platform-${stack}.iam.gserviceaccount.com`,
      );
    },
  );

  inBothStacks(
    "let workloads ask models Google hosts in dev, and the one endpoint in prod (1.1-9, F10)",
    { dev: ["project: predict"], prod: ["endpoint: predict"] },
    (graph, expected) => {
      expect(grantsTo(graph, "app")).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "are read by those the stack names, in the final dataset only (2.2-2)",
    same(["analytics: roles/bigquery.dataViewer"]),
    (graph, expected) => {
      const readers = graph
        .ofType("gcp:bigquery/datasetIamMember:DatasetIamMember")
        .filter(({ inputs }) => inputs.member === "group:analysts@example.com")
        .map(({ inputs }) => `${inputs.datasetId}: ${inputs.role}`);
      expect(readers).to.deep.equal(expected);
    },
  );

  inBothStacks("share nothing with everybody, and make nobody an owner (2.2-2, N16)", same([]), (graph, none) => {
    const wide = graph.resources.filter(
      ({ type, inputs }) =>
        type.startsWith("gcp:") &&
        (/allUsers|allAuthenticatedUsers|domain:/.test(JSON.stringify(inputs)) ||
          /^roles\/(owner|editor|viewer|.*[aA]dmin)$/.test(String(inputs.role))),
    );
    expect(wide.map(({ urn }) => urn)).to.deep.equal(none);
    for (const { inputs, urn } of graph.ofType(DATASET)) {
      // BigQuery shares a new dataset with every viewer and editor of the project, unless it is told with whom.
      expect(inputs.accesses, urn).to.deep.equal([{ role: "OWNER", specialGroup: "projectOwners" }]);
    }
  });

  inBothStacks(
    "stay in Tokyo, with the keys that encrypt them, and are not deleted with what is in them (1.1-10, 2.3-3)",
    { dev: ["final", "staging"], prod: ["endpoint-log", "final", "staging"] },
    (graph, expected) => {
      const [ring] = graph.ofType("gcp:kms/keyRing:KeyRing");
      const key = graph.one("gcp:kms/cryptoKey:CryptoKey", "analytics-keys-bigquery");
      expect(ring?.inputs.location).to.equal("asia-northeast1");
      const datasets = graph.ofType(DATASET);
      const short = (name: string) => name.replace(/^analytics-(warehouse-)?|-dataset$/g, "");
      expect(datasets.map(({ name }) => short(name))).to.deep.equal(expected);
      for (const { inputs, urn } of datasets) {
        expect(inputs, urn).to.deep.include({ location: ring?.inputs.location, deleteContentsOnDestroy: false });
        expect(objectAt(inputs.defaultEncryptionConfiguration).kmsKeyName, urn).to.equal(key.id);
      }
      for (const { inputs, urn } of graph.ofType(TABLE)) {
        expect(objectAt(inputs.encryptionConfiguration).kmsKeyName, urn).to.equal(key.id);
      }
      const user = graph.one("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember", "analytics-keys-bigquery-user");
      expect(graph.one(DATASET, "analytics-warehouse-final-dataset").dependencies).to.include(user.urn);
    },
  );

  inBothStacks(
    "keep rows of a day together, for a month in dev and 400 days in prod, and make queries name days (1.1-10, 4.3-1)",
    { dev: 30, prod: 400 },
    (graph, days) => {
      const { inputs } = graph.one(TABLE, "analytics-warehouse-documents-final");
      expect(inputs.timePartitioning).to.deep.equal({
        type: "DAY",
        field: "ingested_at",
        expirationMs: days * 86_400_000,
      });
      expect([inputs.requirePartitionFilter, inputs.clusterings]).to.deep.equal([true, ["index_name", "document_id"]]);
      expect(listOf(inputs.clusterings).length).to.be.at.most(4);
    },
  );

  inBothStacks(
    "are merged as often as they are exported (1.1-10, F22)",
    { dev: "every 1 hours", prod: "every 15 minutes" },
    (graph, schedule) => {
      const { inputs } = graph.one("gcp:bigquery/dataTransferConfig:DataTransferConfig");
      expect([inputs.schedule, inputs.location]).to.deep.equal([schedule, "asia-northeast1"]);
      expect(String(objectAt(inputs.params).query)).to.include("MERGE INTO `example-platform-");
    },
  );

  inBothStacks(
    "have an endpoint in prod, by a key of its own, that logs a share of what it is asked (1.1-9)",
    { dev: [], prod: ["analytics-endpoint-endpoint"] },
    (graph, expected, stack) => {
      const endpoints = graph.ofType("gcp:vertex/aiEndpoint:AiEndpoint");
      expect(endpoints.map(({ name }) => name)).to.deep.equal(expected);
      for (const { inputs } of endpoints) {
        expect(inputs).to.deep.include({ location: "asia-northeast1", dedicatedEndpointEnabled: true });
        expect(objectAt(inputs.encryptionSpec).kmsKeyName).to.equal(
          graph.one("gcp:kms/cryptoKey:CryptoKey", "analytics-keys-vertex").id,
        );
        expect(inputs.predictRequestResponseLoggingConfig).to.deep.equal({
          enabled: true,
          samplingRate: 0.1,
          bigqueryDestination: {
            outputUri: `bq://example-platform-${stack}.analytics_predictions.request_response_logging`,
          },
        });
      }
    },
  );

  inBothStacks("own no model and nothing that is billed by the hour (1.1-9)", same([]), (graph, none) => {
    const vertex = graph.resources.filter(({ type }) =>
      /^gcp:(vertex|notebooks|dataproc|compute|container)\//.test(type),
    );
    expect(vertex.filter(({ type }) => !/aiEndpoint(IamMember)?:/.test(type)).map(({ urn }) => urn)).to.deep.equal(
      none,
    );
  });

  inBothStacks(
    "are where workloads are told, and where the names they look up may lead (1.1-7, 1.1-9, F10)",
    {
      dev: {
        number: "123456789012",
        endpoint: undefined,
        domains: ["*.amazonaws.com.", "*.api.aws.", "*.googleapis.com."],
      },
      prod: {
        number: "210987654321",
        endpoint: "/v1/projects/example-platform-prod/locations/asia-northeast1/endpoints/",
        domains: ["*.amazonaws.com.", "*.api.aws.", "*.googleapis.com.", "*.prediction.vertexai.goog."],
      },
    },
    (graph, { number, endpoint, domains }, stack) => {
      const { workloadIdentityPoolId: pool } = graph.one(PROVIDER).inputs;
      const [model] = graph.ofType("gcp:vertex/aiEndpoint:AiEndpoint");
      const told = environmentOf(graph, "app-task");
      expect(told).to.deep.include({
        GOOGLE_AUDIENCE: `//iam.googleapis.com/projects/${number}/locations/global/workloadIdentityPools/${pool}/providers/aws`,
        GOOGLE_SERVICE_ACCOUNT: `kumiki-${stack}-app@example-platform-${stack}.iam.gserviceaccount.com`,
        GOOGLE_PROJECT: `example-platform-${stack}`,
        GOOGLE_LOCATION: "asia-northeast1",
      });
      const address = model && `${model.outputs.dedicatedEndpointDns}${endpoint}${model.outputs.name}`;
      expect(told.GOOGLE_ENDPOINT).to.equal(address);
      const worker = Object.keys(environmentOf(graph, "worker-task"));
      expect(worker.filter((variable) => variable.startsWith("GOOGLE_"))).to.deep.equal([]);
      const list = graph.one(
        "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList",
        "vpc-dns-allowed-domains",
      );
      expect(list.inputs.domains).to.deep.equal(domains);
    },
  );

  inBothStacks("leave the organisation's policies to the organisation (2.2-3)", same([]), (graph, none) => {
    expect(namesOf(graph, "gcp:orgpolicy/policy:Policy")).to.deep.equal(none);
  });
});

/** What an account of the platform is granted, and where: `analytics: merge`. */
function grantsTo(graph: ResourceGraph, account: string): string[] {
  const roles = new Map(graph.ofType(CUSTOM_ROLE).map(({ outputs, name }) => [outputs.name, name.split("-").at(-1)]));
  return graph.resources
    .filter(({ type, inputs }) => /iam_?member:/i.test(type) && String(inputs.member).includes(`-${account}@`))
    .map(({ inputs }) => {
      const place = inputs.datasetId ?? (inputs.endpoint === undefined ? "project" : "endpoint");
      return `${place}: ${roles.get(inputs.role ?? "") ?? inputs.role}`;
    })
    .sort();
}
