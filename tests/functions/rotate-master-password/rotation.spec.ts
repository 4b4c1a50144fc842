import { RDSClient } from "@aws-sdk/client-rds";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { expect } from "chai";
import { handler } from "../../../functions/rotate-master-password/handler";
import { rotate } from "../../../functions/rotate-master-password/rotation";
import { CLUSTER, OLD_PASSWORD, SECRET, StandIn, secretText } from "./stand-in";

// The stand-in cannot show how long RDS takes, nor which states a real cluster passes through while it does.

const STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;
type Step = (typeof STEPS)[number];

describe("rotate-master-password", () => {
  let services: StandIn;
  let rds: RDSClient;
  let secrets: SecretsManagerClient;
  let log: Readonly<Record<string, string>>[];
  let pauses: number[];

  beforeEach(async () => {
    services = new StandIn();
    const client = {
      endpoint: await services.start(),
      region: "ap-northeast-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      maxAttempts: 1,
    };
    rds = new RDSClient(client);
    secrets = new SecretsManagerClient(client);
    log = [];
    pauses = [];
  });

  afterEach(async () => {
    rds.destroy();
    secrets.destroy();
    await services.stop();
  });

  async function run(step: string, token = "v2", millisecondsLeft = 60_000): Promise<void> {
    await rotate(
      { SecretId: SECRET, ClientRequestToken: token, Step: step },
      {
        rds,
        secrets,
        clusterIdentifier: CLUSTER,
        pause: async (milliseconds) => {
          pauses.push(milliseconds);
        },
        millisecondsLeft: () => millisecondsLeft,
        log: (entry) => log.push(entry),
      },
    );
  }

  async function runAll(...steps: readonly Step[]): Promise<void> {
    for (const step of steps) await run(step);
  }

  async function refusal(step: string, token?: string, millisecondsLeft?: number): Promise<string> {
    try {
      await run(step, token, millisecondsLeft);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    throw new Error(`expected ${step} to fail`);
  }

  it("gives cluster and secret the same new password, and keeps the old version", async () => {
    await runAll(...STEPS);
    const { password, ...others } = services.credentials("AWSCURRENT");
    expect([services.idOf("AWSCURRENT"), services.idOf("AWSPREVIOUS")]).to.deep.equal(["v2", "v1"]);
    expect(password).to.equal(services.clusterPassword);
    expect(password)
      .to.match(/^[A-Za-z0-9]{40}$/)
      .and.not.equal(OLD_PASSWORD);
    expect(others).to.deep.equal((({ password: _, ...rest }) => rest)(services.credentials("AWSPREVIOUS")));
  });

  it("asks RDS for the password alone: nothing else that waits for the window is carried out with it", async () => {
    await runAll("createSecret", "setSecret");
    const { Version, Action, ...asked } = services.lastModification;
    expect(Action).to.equal("ModifyDBCluster");
    expect(asked).to.deep.equal({ DBClusterIdentifier: CLUSTER, MasterUserPassword: services.generated[0] });
  });

  it("comes to the same end when every step is run twice", async () => {
    for (const step of STEPS) await runAll(step, step);
    expect(services.generated).to.have.lengthOf(1);
    expect(services.credentials("AWSCURRENT").password).to.equal(services.clusterPassword);
    expect(services.idOf("AWSPREVIOUS")).to.equal("v1");
  });

  const lost: [step: Step, call: string][] = [
    ["createSecret", "PutSecretValue"],
    ["setSecret", "ModifyDBCluster"],
    ["finishSecret", "UpdateSecretVersionStage"],
  ];
  for (const [step, call] of lost) {
    it(`goes on where it was ended, after ${call} had already been carried out`, async () => {
      services.loseAnswerTo(call);
      await runAll(...STEPS.slice(0, STEPS.indexOf(step)));
      await refusal(step);
      await runAll(...STEPS);
      expect(services.generated).to.have.lengthOf(1);
      expect(services.credentials("AWSCURRENT").password).to.equal(services.clusterPassword);
      expect([services.idOf("AWSCURRENT"), services.idOf("AWSPREVIOUS")]).to.deep.equal(["v2", "v1"]);
    });
  }

  it("takes the other attempt's password, when two run side by side", async () => {
    services.before("PutSecretValue", () => {
      const version = services.versions.get("v2");
      if (version !== undefined) version.text = secretText({ password: "TheOtherOne" });
    });
    await runAll(...STEPS);
    expect(services.clusterPassword).to.equal("TheOtherOne");
    expect(services.credentials("AWSCURRENT").password).to.equal("TheOtherOne");
  });

  it("changes nothing for the version that is current already, whatever the step", async () => {
    for (const step of STEPS) await run(step, "v1");
    expect(services.calls).to.deep.equal(["DescribeSecret", "DescribeSecret", "DescribeSecret", "DescribeSecret"]);
    expect(log.map(({ result }) => result)).to.deep.equal(Array(4).fill("is current already"));
  });

  it("waits for a cluster that is busy, before and after it sets the password", async () => {
    await run("createSecret");
    services.states = [
      { status: "backing-up" },
      { status: "available" },
      { status: "available", pending: true },
      { status: "resetting-master-credentials" },
    ];
    await run("setSecret");
    expect(services.calls.slice(-6)).to.deep.equal([
      "DescribeDBClusters",
      "DescribeDBClusters",
      "ModifyDBCluster",
      "DescribeDBClusters",
      "DescribeDBClusters",
      "DescribeDBClusters",
    ]);
    expect(pauses).to.deep.equal([5000, 5000, 5000, 5000, 5000]);
  });

  it("says what it waited for when the time is up, and sets nothing on a busy cluster", async () => {
    await run("createSecret");
    services.states = [{ status: "upgrading" }];
    expect(await refusal("setSecret", "v2", 4999)).to.equal("kumiki-prod-db-g1 is still upgrading; try again.");
    expect(services.clusterPassword).to.equal(OLD_PASSWORD);
    services.states = [{ status: "available" }, { status: "available", pending: true }];
    expect(await refusal("setSecret", "v2", 4999)).to.equal(
      "kumiki-prod-db-g1 is still taking the password; try again.",
    );
  });

  it("tests a pending version before the first rotation, as Secrets Manager does when a schedule is set", async () => {
    services.versions.set("v2", { text: secretText({}), stages: new Set(["AWSPENDING"]) });
    await run("testSecret");
    expect(log).to.deep.equal([{ step: "testSecret", secretId: SECRET, token: "v2", result: "tested" }]);
    expect(services.clusterPassword).to.equal(OLD_PASSWORD);
  });

  it("refuses a version that is no part of a rotation", async () => {
    services.versions.set("v3", { text: secretText({}), stages: new Set(["FIRST"]) });
    expect(await refusal("setSecret", "v9")).to.equal(`${SECRET} has no version v9.`);
    expect(await refusal("setSecret", "v3")).to.equal(`version v3 of ${SECRET} is FIRST, not AWSPENDING.`);
    services.versions.set("v3", { text: secretText({}), stages: new Set() });
    expect(await refusal("setSecret", "v3")).to.equal(`version v3 of ${SECRET} is without a label, not AWSPENDING.`);
    services.rotationEnabled = false;
    expect(await refusal("createSecret")).to.equal(`rotation of ${SECRET} is turned off.`);
    expect(services.calls).to.deep.equal(Array(4).fill("DescribeSecret"));
  });

  it("refuses a step that is none, even one every object has", async () => {
    for (const step of ["deleteSecret", "constructor"]) {
      expect(await refusal(step)).to.equal(
        `there is no step "${step}", only createSecret, setSecret, testSecret, finishSecret.`,
      );
    }
    expect(services.calls).to.deep.equal([]);
  });

  const unfit: [what: string, text: string, message: string][] = [
    [
      "another cluster",
      secretText({ dbClusterIdentifier: "other" }),
      'the secret is for cluster "other", not for "kumiki-prod-db-g1".',
    ],
    ["nobody", secretText({ username: null }), `version v2 of ${SECRET} lacks username or password.`],
    ["nothing", secretText({ password: 1 }), `version v2 of ${SECRET} lacks username or password.`],
    ["a list", "[]", "the secret is not a JSON object with the credentials of a cluster."],
  ];
  for (const [what, text, message] of unfit) {
    it(`refuses a secret for ${what}, without a word to RDS`, async () => {
      services.versions.set("v2", { text, stages: new Set(["AWSPENDING"]) });
      expect(await refusal("setSecret")).to.equal(message);
      expect(services.calls).to.not.include("ModifyDBCluster");
    });
  }

  it("refuses to finish with a user the cluster does not have", async () => {
    services.versions.set("v2", { text: secretText({ username: "app" }), stages: new Set(["AWSPENDING"]) });
    expect(await refusal("testSecret")).to.equal(
      'the secret is for user "app", but the master user is "clusteradmin".',
    );
  });

  it("never says a password: not in its log, and not when the secret cannot be read", async () => {
    services.versions.set("v1", { text: OLD_PASSWORD, stages: new Set(["AWSCURRENT"]) });
    const message = await refusal("createSecret");
    services.versions.set("v1", { text: secretText({}), stages: new Set(["AWSCURRENT"]) });
    await runAll(...STEPS);
    const said = `${message}${JSON.stringify(log)}`;
    expect(message).to.equal("the secret is not a JSON object with the credentials of a cluster.");
    expect(log.map(({ step, result }) => `${step}: ${result}`)).to.deep.equal([
      "createSecret: made",
      "setSecret: set",
      "testSecret: tested",
      "finishSecret: current",
    ]);
    for (const password of [OLD_PASSWORD, ...services.generated]) expect(said).to.not.contain(password);
  });

  it("is called by Lambda with the cluster in its environment, and writes one line for each step", async () => {
    const endpoint = await rds.config.endpoint?.();
    const lines = await inLambda(`http://${endpoint?.hostname}:${endpoint?.port}`, () =>
      handler(
        { SecretId: SECRET, ClientRequestToken: "v2", Step: "createSecret" },
        { getRemainingTimeInMillis: () => 60_000 },
      ),
    );
    expect(services.credentials("AWSPENDING").password).to.equal(services.generated[0]);
    expect(lines).to.deep.equal([
      JSON.stringify({ step: "createSecret", secretId: SECRET, token: "v2", result: "made" }),
    ]);
  });
});

/** Runs something with the environment Lambda and the component give, and returns what it writes. */
async function inLambda(endpoint: string, call: () => Promise<void>): Promise<string[]> {
  const given = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: "ap-northeast-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    CLUSTER_IDENTIFIER: CLUSTER,
  };
  const [environment, write, lines] = [{ ...process.env }, console.log, [] as string[]];
  Object.assign(process.env, given);
  console.log = (line: string) => lines.push(line);
  try {
    await call();
  } finally {
    console.log = write;
    for (const name of Object.keys(given)) delete process.env[name];
    Object.assign(process.env, environment);
  }
  return lines;
}
