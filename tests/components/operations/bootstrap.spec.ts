import { expect } from "chai";
import { Bootstrap, type BootstrapArgs } from "../../../components/operations/bootstrap";
import { bootstrap } from "../../../examples/bootstrap";
import { policyOf, register, registerError } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks show what the role may do and what waits for what; that the Data API and the domain ask for nothing else, the
// first deployment shows.

const FUNCTION = "aws:lambda/function:Function";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ROLE = "aws:iam/role:Role";
const KEY = "arn:aws:kms:ap-northeast-1:123456789012:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10";
const DOMAIN = "arn:aws:es:ap-northeast-1:123456789012:domain/kumiki-dev";
const DATABASE = {
  clusterArn: "arn:aws:rds:ap-northeast-1:123456789012:cluster:kumiki-dev",
  secretArn: "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:rds!cluster-0a1b2c3d-AbCdEf",
  secretKeyArn: `${KEY}-data`,
};

function build(overrides: Partial<BootstrapArgs> = {}): () => Bootstrap {
  return () =>
    new Bootstrap("kumiki", {
      region: "ap-northeast-1",
      accountId: "123456789012",
      namePrefix: "kumiki-dev",
      network: { subnetIds: ["subnet-0a1b2c3d4e5f60718"], securityGroupId: "sg-0c3d4e5f607182930" },
      search: { domainArn: DOMAIN },
      database: DATABASE,
      kmsKeyArn: KEY,
      logsKeyArn: `${KEY}-logs`,
      ...overrides,
    });
}

/** The grants of the function's own code, by what they are for. */
async function grants(overrides: Partial<BootstrapArgs> = {}): Promise<Record<string, unknown>> {
  const { Statement } = policyOf((await register(build(overrides))).one(POLICY));
  const own = Statement.filter(({ Sid }) => /Domain|Statements|MasterSecret/.test(Sid));
  return Object.fromEntries(own.map(({ Sid, Effect, ...rest }) => [`${Effect} ${Sid}`, rest]));
}

describe("Bootstrap", () => {
  it("runs in the network, once at a time, with the time a sleeping domain and a paused cluster take (5.3-6)", async () => {
    const graph = await register(build());
    const { name, description, timeout, reservedConcurrentExecutions, vpcConfig, memorySize, environment } =
      graph.one(FUNCTION).inputs;
    expect({
      name,
      description,
      timeout,
      reservedConcurrentExecutions,
      vpcConfig,
      memorySize,
      environment,
    }).to.deep.equal({
      name: "kumiki-dev-bootstrap",
      description: "Sets up what is within the search domain and the database.",
      timeout: 300,
      reservedConcurrentExecutions: 1,
      vpcConfig: { subnetIds: ["subnet-0a1b2c3d4e5f60718"], securityGroupIds: ["sg-0c3d4e5f607182930"] },
      memorySize: 256,
      environment: undefined,
    });
    expect(graph.one("aws:cloudwatch/logGroup:LogGroup").inputs).to.include({
      kmsKeyId: `${KEY}-logs`,
      retentionInDays: 30,
    });
    expectWellFormed(graph, ["Component", "Name"]);
  });

  it("takes what is asked for by name, and hands its tags and boundary on", async () => {
    const permissionsBoundaryArn = "arn:aws:iam::123456789012:policy/boundary";
    const graph = await register(
      build({
        timeout: 900,
        reservedConcurrency: 2,
        logRetention: 7,
        tags: { Owner: "platform" },
        permissionsBoundaryArn,
      }),
    );
    expect(graph.one(FUNCTION).inputs).to.include({ timeout: 900, reservedConcurrentExecutions: 2 });
    expect(graph.one("aws:cloudwatch/logGroup:LogGroup").inputs.retentionInDays).to.equal(7);
    expect(graph.one(ROLE).inputs.permissionsBoundary).to.equal(permissionsBoundaryArn);
    expectWellFormed(graph, ["Owner"]);
  });

  it("may read and write what it sets up, in one domain and one cluster with one secret (F23)", async () => {
    expect(await grants()).to.deep.equal({
      "Allow SetUpDomain": {
        Action: ["es:ESHttpGet", "es:ESHttpPut"],
        Resource: [
          `${DOMAIN}/_index_template/*`,
          `${DOMAIN}/_ingest/pipeline/*`,
          `${DOMAIN}/_plugins/_ism/policies/*`,
          `${DOMAIN}/_plugins/_security/api/audit`,
          `${DOMAIN}/_plugins/_security/api/audit/config`,
          `${DOMAIN}/_plugins/_security/api/roles/*`,
          `${DOMAIN}/_plugins/_security/api/rolesmapping/*`,
        ],
      },
      "Allow RunStatements": {
        Action: [
          "rds-data:BeginTransaction",
          "rds-data:CommitTransaction",
          "rds-data:ExecuteStatement",
          "rds-data:RollbackTransaction",
        ],
        Resource: [DATABASE.clusterArn],
      },
      "Allow ReadMasterSecret": { Action: ["secretsmanager:GetSecretValue"], Resource: [DATABASE.secretArn] },
      "Allow DecryptMasterSecret": {
        Action: ["kms:Decrypt"],
        Resource: [DATABASE.secretKeyArn],
        Condition: {
          StringEquals: {
            "kms:EncryptionContext:SecretARN": DATABASE.secretArn,
            "kms:ViaService": "secretsmanager.ap-northeast-1.amazonaws.com",
          },
        },
      },
    });
  });

  it("may use nothing of a part it is not given", async () => {
    expect(Object.keys(await grants({ search: undefined }))).to.deep.equal([
      "Allow RunStatements",
      "Allow ReadMasterSecret",
      "Allow DecryptMasterSecret",
    ]);
    expect(Object.keys(await grants({ database: undefined }))).to.deep.equal(["Allow SetUpDomain"]);
  });

  it("has a role a domain can name as its master before the function exists", async () => {
    const graph = await register(build());
    const role = graph.one(ROLE);
    expect(role.outputs.arn).to.equal("arn:aws:iam::123456789012:role/kumiki-dev-bootstrap");
    expect(role.dependencies).to.deep.equal([]);
    expect(graph.one("kumiki:operations:Bootstrap").outputs).to.include({
      functionName: "kumiki-dev-bootstrap",
      functionArn: "arn:aws:lambda:ap-northeast-1:123456789012:function:kumiki-dev-bootstrap",
      roleArn: role.outputs.arn,
      roleName: "kumiki-dev-bootstrap",
    });
    expect(graph.one("kumiki:operations:Bootstrap").outputs.codeSha256).to.match(/^[0-9a-f]{64}$/);
  });

  it("is refused without anything to set up, and with less time than it may have to wait", async () => {
    const error = await registerError(build({ search: undefined, database: undefined, timeout: 299 }));
    expect(error.message).to.equal(
      'Bootstrap "kumiki" cannot be created:\n' +
        "  - search or database must be given: without either there is nothing to set up.\n" +
        "  - timeout must be a whole number in 300-900 s, got 299.",
    );
  });
});

describe("the example of Bootstrap", () => {
  it("runs the function it makes", async () => {
    const graph = await register(bootstrap);
    const run = graph.one("aws:lambda/invocation:Invocation");
    expect(run.inputs.functionName).to.equal("kumiki-dev-bootstrap");
    expect(run.propertyDependencies.functionName).to.deep.equal([graph.one(FUNCTION).urn]);
    expect(run.inputs.triggers).to.include({ code: graph.one("kumiki:operations:Bootstrap").outputs.codeSha256 });
  });
});
