import { expect } from "chai";
import type { PlainValue, ResourceGraph } from "../../plan/graph";
import { identitiesOf } from "../../platform/identities";
import { ACCOUNTS, listOf, objectAt, platformTests, same } from "./both-stacks";
import { allowedStatements, containersOf, environmentOf, ROLE, standsFor, whoMay } from "./data-graph";

// Mocks cannot show that IAM refuses; they show every statement that could allow something, and every name that is used.

const TASKS = ["app-task", "migrate-task", "worker-task"];

/** Names of variables that would hold a secret. */
const SECRET_NAME = /secret|token|password|passwd|credential|private|api_?key/i;

describe("what workloads of the platform may do", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "is given to roles that exist under the names others refer to them by (1.1-7, 2.2-3)",
    same(["app-task-role", "worker-task-role", "export-extract-role", "export-load-role"]),
    (graph, expected, stack) => {
      const identities = identitiesOf({ accountId: ACCOUNTS[stack], namePrefix: `kumiki-${stack}` });
      const made = Object.values(identities).map(({ roleName, roleArn }) => {
        const role = graph.ofType(ROLE).find(({ inputs }) => inputs.name === roleName);
        expect(role?.outputs.arn, roleName).to.equal(roleArn);
        return role?.name;
      });
      expect(made).to.deep.equal(expected);
    },
  );

  inBothStacks(
    "is given to no role that does not exist: every name anywhere is one of this stack (2.2-3)",
    ACCOUNTS,
    (graph, account) => {
      const existing = new Set(graph.ofType(ROLE).map(({ outputs }) => String(outputs.name)));
      const named = graph.resources
        .flatMap(({ inputs }) => [...JSON.stringify(inputs).matchAll(/:(\d{12}):(?:assumed-)?role\/([^"'\\]+)/g)])
        .map(([, owner, name = ""]) => ({ owner, name }))
        .filter(({ name }) => !name.startsWith("aws-reserved/sso.amazonaws.com/")); // the organisation makes those
      expect(named.length).to.be.greaterThan(20);
      expect(named.filter(({ owner, name }) => owner !== account || !existing.has(name))).to.deep.equal([]);
    },
  );

  inBothStacks(
    "is to sign in to the database as one user each, and the same everywhere else for tasks that do the same (F12)",
    same({ "app-task": "SendMessages EncryptMessages", "worker-task": "TakeMessages ReadMessages" }),
    (graph, queues) => {
      const shared = Object.entries(queues).map(([role, own]) => {
        const apart = ["ConnectToDatabase", ...own.split(" ")];
        const statements = allowedStatements(graph).filter((statement) => statement.role === role);
        expect(statements.map(({ Sid }) => Sid)).to.include.members(apart);
        return statements.filter(({ Sid }) => !apart.includes(Sid)).map(({ role: _, ...statement }) => statement);
      });
      expect(shared[0]).to.deep.equal(shared[1]);
    },
  );

  inBothStacks(
    "is one service at a time: nothing of IAM, of keys but through S3 and SQS, of secrets nothing at all (N16)",
    same({
      "app-task": ["elasticache", "es", "kms", "rds-db", "s3", "sqs", "xray"],
      "worker-task": ["elasticache", "es", "kms", "rds-db", "s3", "sqs", "xray"],
      "migrate-task": ["rds-db"],
    }),
    (graph, expected) => {
      const statements = allowedStatements(graph).filter(({ role }) => TASKS.includes(role));
      const services = TASKS.map((task) => {
        const actions = statements.filter(({ role }) => role === task).flatMap(({ Action }) => Action);
        return [task, [...new Set(actions.map((action) => action.split(":")[0]))].sort()];
      });
      expect(Object.fromEntries(services)).to.deep.equal(expected);
      const through = statements
        .filter(({ Action }) => Action.some((action) => action.startsWith("kms:")))
        .map(({ Condition }) => Condition?.StringEquals?.["kms:ViaService"]);
      expect(new Set(through)).to.deep.equal(
        new Set(["s3.ap-northeast-1.amazonaws.com", "sqs.ap-northeast-1.amazonaws.com"]),
      );
    },
  );

  inBothStacks(
    "includes a password for two functions: one that sets up, and in prod one that rotates (N16, F23, F24)",
    { dev: ["bootstrap-function"], prod: ["bootstrap-function", "db-rotation-function"] },
    (graph, expected) => {
      expect(Object.keys(whoMay(graph, "secretsmanager:GetSecretValue", "ssm:GetParameter")).sort()).to.deep.equal(
        expected,
      );
    },
  );

  inBothStacks(
    "includes objects of the lake below one prefix each, and the whole of it for nobody (1.1-5, F9, F19, F21)",
    ACCOUNTS,
    (graph, account, stack) => {
      const lake = `arn:aws:s3:::kumiki-${stack}-lake-${account}-ap-northeast-1`;
      expect(whoMay(graph, "s3:GetObject", "s3:GetObjectVersion")).to.deep.equal({
        "app-task": [`${lake}/raw/uploads/*`],
        "worker-task": [`${lake}/raw/uploads/*`],
        "export-extract": [`${lake}/export/checkpoint/documents.json`],
        "export-load": [`${lake}/export/documents/*`],
      });
      expect(whoMay(graph, "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutBucketPolicy")).to.deep.equal({});
    },
  );

  inBothStacks(
    "is within its boundary, statement for statement, or it would be void (2.2-1)",
    same([]),
    (graph, beyond) => {
      const boundaries = boundariesOf(graph);
      const boundaryOf = new Map(
        graph.ofType(ROLE).map(({ name, inputs }) => [name.replace(/-role$/, ""), inputs.permissionsBoundary]),
      );
      const outside = allowedStatements(graph).flatMap(({ role, Action }) => {
        const statements = boundaries.get(boundaryOf.get(role)) ?? [];
        return Action.filter((action) => !statements.some((statement) => admits(statement, action))).map(
          (action) => `${role} ${action}`,
        );
      });
      expect(outside).to.deep.equal(beyond);
    },
  );

  inBothStacks(
    "ends after an hour, and was never a password or a key (2.2-3)",
    same({ seconds: 3600 }),
    (graph, { seconds }) => {
      for (const { inputs, urn } of graph.ofType(ROLE)) expect(inputs.maxSessionDuration, urn).to.equal(seconds);
      for (const name of TASKS) {
        for (const container of containersOf(graph, name)) {
          expect(listOf(container.secrets ?? []), `${name} ${container.name}`).to.deep.equal([]);
        }
      }
    },
  );

  const database = ["DATABASE_HOST", "DATABASE_NAME", "DATABASE_PORT", "DATABASE_READER_HOST", "DATABASE_USER"];
  const stores = [
    ...["CACHE_HOST", "CACHE_NAME", "CACHE_PORT", "CACHE_SESSION_USER", "CACHE_VALUES_USER"],
    ...database,
    ...["SEARCH_ENDPOINT", "UPLOAD_BUCKET", "UPLOAD_PREFIX", "WORKLOAD"],
  ];
  const google = ["GOOGLE_AUDIENCE", "GOOGLE_LOCATION", "GOOGLE_PROJECT", "GOOGLE_SERVICE_ACCOUNT"];

  inBothStacks(
    "is told to them in names and addresses, and nothing else is (N19, 2.2-3)",
    { dev: google, prod: [...google, "GOOGLE_ENDPOINT"] },
    (graph, ofGoogle) => {
      const own = (task: string) => Object.keys(environmentOf(graph, task)).filter((name) => !name.startsWith("OTEL_"));
      expect(own("app-task")).to.have.members([...stores, ...ofGoogle, "JOB_QUEUE_URL"]);
      expect(own("worker-task")).to.have.members([...stores, "QUEUE_URL"]);
      expect(own("migrate-task")).to.have.members([...database, "WORKLOAD"]);
    },
  );

  inBothStacks(
    "is told without a value that is a secret anywhere in the platform (N19)",
    { dev: 2, prod: 3 },
    (graph, passwords) => {
      const secrets = graph
        .ofType("random:index/randomPassword:RandomPassword")
        .flatMap(({ outputs }) => [outputs.result, outputs.bcryptHash].map(String));
      expect(secrets).to.have.lengthOf(2 * passwords);
      const told = graph.resources.filter(({ type }) =>
        /^aws:(ecs\/taskDefinition|lambda\/(function|invocation)|scheduler\/schedule|ssm\/parameter):/.test(type),
      );
      for (const { inputs, secretInputs, urn } of told) {
        expect(secretInputs, urn).to.deep.equal([]);
        expect(secrets.filter((secret) => JSON.stringify(inputs).includes(secret))).to.deep.equal([]);
      }
    },
  );

  inBothStacks(
    "is told to functions likewise (N19)",
    {
      dev: { bootstrap: 0, extract: 11, load: 11 },
      prod: { bootstrap: 0, extract: 11, load: 11, "rotate-db": 1 },
    },
    (graph, expected, stack) => {
      const variables = graph
        .ofType("aws:lambda/function:Function")
        .map(
          ({ inputs }) =>
            [
              String(inputs.name).replace(`kumiki-${stack}-`, ""),
              objectAt(objectAt(inputs.environment ?? {}).variables ?? {}),
            ] as const,
        );
      expect(Object.fromEntries(variables.map(([name, own]) => [name, Object.keys(own).length]))).to.deep.equal(
        expected,
      );
      const suspicious = variables.flatMap(([, own]) => Object.keys(own).filter((name) => SECRET_NAME.test(name)));
      expect(suspicious).to.deep.equal([]);
    },
  );
});

interface BoundaryStatement {
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
}

/** The statements of every policy that is a boundary, by its ARN. */
function boundariesOf(graph: ResourceGraph): Map<PlainValue | undefined, BoundaryStatement[]> {
  return new Map(
    graph
      .ofType("aws:iam/policy:Policy")
      .map(({ inputs, outputs }) => [outputs.arn, JSON.parse(String(inputs.policy)).Statement]),
  );
}

/** Whether a statement of a boundary lets an action through: by naming it, or by not being about it. */
function admits({ Action, NotAction = [] }: BoundaryStatement, action: string): boolean {
  const among = (patterns: readonly string[]) => patterns.some((pattern) => standsFor(pattern, action));
  return Action === undefined ? !among(NotAction) : among(Action);
}
