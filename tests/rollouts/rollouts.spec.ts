import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../plan/project";
import { exportOf } from "../policies/support/exported-state";
import type { Outcome } from "../support/commands";
import { bothStacks } from "../support/stacks";
import { type Answer, EcsServer, type Question } from "./ecs-server";

// The server answers in the form ECS documents; that ECS rolls back, and what it then says, is ECS's own.

const TASKS = "arn:aws:ecs:ap-northeast-1:123456789012:task-definition";
const START = Date.parse("2026-11-27T02:00:00Z") / 1000;
const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "example",
  AWS_SESSION_TOKEN: "example",
};

describe("npm run rollouts", () => {
  const platform = bothStacks();
  let ecs: EcsServer;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kumiki-rollouts-"));
  });
  afterEach(() => {
    ecs?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the command over an exported state, as a user would. */
  function rollouts(state: object, environment: NodeJS.ProcessEnv = CREDENTIALS): Promise<Outcome> {
    const file = join(folder, "state.json");
    writeFileSync(file, JSON.stringify(state));
    return run([file], { ...environment, AWS_ENDPOINT_URL_ECS: ecs.url, HOME: folder });
  }

  it("finds each service running what was deployed", async () => {
    ecs = await EcsServer.start(each((arn) => service(arn, 1)));
    const { code, stdout, stderr } = await rollouts(exportOf(platform("dev")));
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(stdout).to.equal("app: runs kumiki-dev-app:1, as deployed\nworker: runs kumiki-dev-worker:1, as deployed\n");
    expect(ecs.questions.map(({ target, region }) => [target, region])).to.deep.equal([
      ["AmazonEC2ContainerServiceV20141113.DescribeServices", "ap-northeast-1"],
    ]);
  });

  it("fails for one that was rolled back, and prints what ECS says about it, the latest last", async () => {
    ecs = await EcsServer.start(each((arn) => (isApp(arn) ? rolledBack(arn) : service(arn, 1))));
    const state = stateOf([
      { name: "app", arn: arnOf("app"), wanted: `${TASKS}/kumiki-dev-app:8` },
      { name: "worker", arn: arnOf("worker"), wanted: `${TASKS}/kumiki-dev-worker:1` },
    ]);
    const { code, stdout, stderr } = await rollouts(state);
    expect([code, stderr]).to.deep.equal([1, ""]);
    expect(stdout.split("\n")).to.deep.equal([
      "app: does not run what was deployed: kumiki-dev-app:7 instead of kumiki-dev-app:8",
      "  deployment of kumiki-dev-app:8, FAILED: ECS deployment circuit breaker: tasks failed to start.",
      ...[5, 6, 7, 8, 9, 10, 11, 12].map((second) => `  2026-11-27T02:00:${two(second)}Z was unable to place a task.`),
      "  2026-11-27T02:01:00Z (deployment ecs-svc/2) deployment failed: tasks failed to start.",
      "  2026-11-27T02:02:00Z rolling back to (deployment ecs-svc/1).",
      "worker: runs kumiki-dev-worker:1, as deployed",
      "",
    ]);
  });

  it("fails for one that is still on its way, or gone", async () => {
    const inProgress = [
      { status: "ACTIVE", rolloutState: "COMPLETED", taskDefinition: `${TASKS}/kumiki-dev-app:0` },
      { status: "PRIMARY", rolloutState: "IN_PROGRESS", taskDefinition: `${TASKS}/kumiki-dev-app:1` },
    ];
    ecs = await EcsServer.start(each((arn) => (isApp(arn) ? service(arn, 1, { deployments: inProgress }) : undefined)));
    const missing = await rollouts(exportOf(platform("dev")));
    expect([missing.code, missing.stdout]).to.deep.equal([
      1,
      "app: is still on its way to kumiki-dev-app:1\nworker: does not exist any more\n",
    ]);
    ecs.end();
    ecs = await EcsServer.start(each((arn) => service(arn, 1, isApp(arn) ? { status: "INACTIVE" } : {})));
    const { code, stdout } = await rollouts(exportOf(platform("dev")));
    expect([code, stdout.split("\n")[0]]).to.deep.equal([1, "app: does not exist any more"]);
  });

  it("fails for one whose first deployment did not start: there is nothing to roll back to, and ECS names it still", async () => {
    const givenUp = [
      {
        status: "PRIMARY",
        rolloutState: "FAILED",
        rolloutStateReason: "ECS deployment circuit breaker: tasks failed to start.",
        taskDefinition: `${TASKS}/kumiki-dev-app:1`,
      },
    ];
    ecs = await EcsServer.start(each((arn) => service(arn, 1, isApp(arn) ? { deployments: givenUp } : {})));
    const { code, stdout } = await rollouts(exportOf(platform("dev")));
    expect([code, stdout.split("\n")]).to.deep.equal([
      1,
      [
        "app: was told to run kumiki-dev-app:1, and ECS has given up",
        "  deployment of kumiki-dev-app:1, FAILED: ECS deployment circuit breaker: tasks failed to start.",
        "worker: runs kumiki-dev-worker:1, as deployed",
        "",
      ],
    ]);
  });

  it("asks each region about each cluster, ten services at a time", async () => {
    ecs = await EcsServer.start(each((arn) => service(arn, 1)));
    const numbers = Array.from({ length: 12 }, (_, index) => two(index));
    const places = [
      ...numbers.map((number) => ["ap-northeast-1", "one", `a${number}`]),
      ["ap-northeast-1", "two", "b"],
      ["ap-northeast-3", "one", "c"],
    ];
    const services = places.map(([region = "", cluster = "", name = ""]) => ({
      name,
      arn: `arn:aws:ecs:${region}:123456789012:service/${cluster}/${name}`,
      wanted: `${TASKS}/kumiki-dev-${name}:1`,
    }));
    const { code } = await rollouts(stateOf(services));
    expect(code).to.equal(0);
    const asked = ecs.questions.map(({ region, cluster, services }) => `${region} ${cluster} ${services.length}`);
    expect(asked).to.deep.equal([
      "ap-northeast-1 one 10",
      "ap-northeast-1 one 2",
      "ap-northeast-1 two 1",
      "ap-northeast-3 one 1",
    ]);
    expect(ecs.questions.flatMap(({ services }) => services)).to.have.members(services.map(({ arn }) => arn));
  });

  it("leaves alone what waits to be deleted, and says of a stack without services that it has none", async () => {
    ecs = await EcsServer.start(each(() => undefined));
    const old = { name: "app", arn: arnOf("app"), wanted: `${TASKS}/kumiki-dev-app:1`, delete: true };
    const { code, stdout } = await rollouts(stateOf([old]));
    expect([code, stdout, ecs.questions]).to.deep.equal([0, "the stack has no services\n", []]);
  });

  it("exits with 2 if ECS refuses, and says where and why", async () => {
    ecs = await EcsServer.start(() => ({
      status: 400,
      body: { __type: "AccessDeniedException", message: "not authorized to perform: ecs:DescribeServices" },
    }));
    const { code, stdout, stderr } = await rollouts(exportOf(platform("dev")));
    expect([code, stdout, stderr]).to.deep.equal([
      2,
      "",
      "rollouts: ECS in ap-northeast-1 does not answer: AccessDeniedException: not authorized to perform: ecs:DescribeServices\n",
    ]);
  });

  it("exits with 2 without credentials", async () => {
    ecs = await EcsServer.start(each(() => undefined));
    const { code, stderr } = await rollouts(exportOf(platform("dev")), { AWS_EC2_METADATA_DISABLED: "true" });
    expect([code, ecs.questions]).to.deep.equal([2, []]);
    expect(stderr).to.equal(
      "rollouts: ECS in ap-northeast-1 does not answer: CredentialsProviderError: Could not load credentials from any providers\n",
    );
  });

  it("exits with 2 for a bad command or file, and names the way out", async () => {
    const complaints = [
      [[], "name the exported state. Try: npm run rollouts -- --help"],
      [["one.json", "two.json"], "one file at a time. Try: npm run rollouts -- --help"],
      [["--stack", "dev"], "there is no option --stack; there are: --help. Try: npm run rollouts -- --help"],
      [
        [join(folder, "none.json")],
        `${join(folder, "none.json")}: there is no such file. Write one: pulumi stack export --stack NAME --file state.json`,
      ],
    ] as const;
    for (const [args, complaint] of complaints) {
      const { code, stdout, stderr } = await run(args, {});
      expect([code, stdout, stderr]).to.deep.equal([2, "", `rollouts: ${complaint}\n`]);
    }
  });
});

function run(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Outcome> {
  const child = spawn(process.execPath, [join(projectRoot, "tools/run.mjs"), "tools/rollouts/rollouts-cli", ...args], {
    cwd: projectRoot,
    // On Node 20 the SDK warns that it will want a newer one from 2027 on.
    env: { PATH: process.env.PATH, NODE_NO_WARNINGS: "1", ...environment },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, stdout, stderr })));
}

/** Answers for each service that is asked for; undefined where ECS knows none. */
function each(answer: (arn: string) => object | undefined): (question: Question) => Answer {
  return ({ services }) => ({
    body: { services: services.map(answer).filter((one) => one !== undefined), failures: [] },
  });
}

/** What ECS says of a service that runs a revision of its task. */
function service(arn: string, revision: number, more: object = {}): object {
  const taskDefinition = `${TASKS}/kumiki-dev-${arn
    .split("/")
    .at(-1)
    ?.replace(/-[0-9a-f]{7}$/, "")}:${revision}`;
  const deployments = [{ id: "ecs-svc/1", status: "PRIMARY", taskDefinition, rolloutState: "COMPLETED" }];
  return { serviceArn: arn, status: "ACTIVE", taskDefinition, deployments, events: [], ...more };
}

/** What ECS says of a service whose circuit breaker took a deployment back. */
function rolledBack(arn: string): object {
  const failed = {
    id: "ecs-svc/2",
    status: "ACTIVE",
    taskDefinition: `${TASKS}/kumiki-dev-app:8`,
    rolloutState: "FAILED",
    rolloutStateReason: "ECS deployment circuit breaker: tasks failed to start.",
  };
  const primary = {
    id: "ecs-svc/1",
    status: "PRIMARY",
    taskDefinition: `${TASKS}/kumiki-dev-app:7`,
    rolloutState: "COMPLETED",
  };
  const attempts = Array.from({ length: 12 }, (_, index) => event(12 - index, "was unable to place a task."));
  return service(arn, 7, {
    deployments: [primary, failed],
    events: [
      event(120, "rolling back to (deployment ecs-svc/1)."),
      event(60, "(deployment ecs-svc/2) deployment failed: tasks failed to start."),
      ...attempts,
    ],
  });
}

function event(seconds: number, message: string): object {
  return { id: `${seconds}`, createdAt: START + seconds, message };
}

function isApp(arn: string): boolean {
  return /\/app(?:-[0-9a-f]{7})?$/.test(arn);
}

function arnOf(name: string): string {
  return `arn:aws:ecs:ap-northeast-1:123456789012:service/kumiki-dev/${name}`;
}

/** An exported state that consists of services. */
function stateOf(services: readonly { name: string; arn: string; wanted: string; delete?: boolean }[]): object {
  const resources = services.map(({ name, arn, wanted, ...more }) => ({
    urn: `urn:pulumi:dev::kumiki::aws:ecs/service:Service::${name}`,
    type: "aws:ecs/service:Service",
    custom: true,
    id: arn,
    inputs: { taskDefinition: wanted },
    ...more,
  }));
  return { version: 3, deployment: { resources } };
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
