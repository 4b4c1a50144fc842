import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { expect } from "chai";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

const MAIN = join(__dirname, "../../tools/engine/host/main.js");

/** Stands for both runners of the SDK: notes how it was started, and ends as the program's name says. */
const RUNNER = `
const { writeFileSync } = require("node:fs");
const { PULUMI_CONFIG, PULUMI_CONFIG_SECRET_KEYS, PULUMI_NODEJS_TYPESCRIPT, FROM_ENGINE } = process.env;
const environment = { PULUMI_CONFIG, PULUMI_CONFIG_SECRET_KEYS, PULUMI_NODEJS_TYPESCRIPT, FROM_ENGINE };
writeFileSync("started.json", JSON.stringify({ flags: process.execArgv, args: process.argv.slice(2), environment }));
process.stdout.write("4711\\n");
process.stderr.write("a word\\n");
const last = process.argv.at(-1);
if (last === "killed") process.kill(process.pid, "SIGKILL");
process.exitCode = /^\\d+$/.test(last) ? Number(last) : 0;
`;

describe("the language host", function () {
  this.timeout(20_000);
  let folder: string;
  let host: ChildProcess;
  let client: LanguageRuntimeClient;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "kumiki-host-")));
    for (const runner of ["run", "run-policy-pack"]) {
      const place = join(folder, "node_modules/@pulumi/pulumi/cmd", runner);
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, "index.js"), RUNNER);
    }
    host = spawn(process.execPath, [MAIN, "--tracing", "127.0.0.1:9"], { stdio: ["ignore", "pipe", "ignore"] });
    if (host.stdout === null) throw new Error("the host has no output");
    const [port] = (await once(host.stdout, "data")) as [Buffer];
    client = new LanguageRuntimeClient(`127.0.0.1:${String(port).trim()}`, grpc.credentials.createInsecure());
  });
  after(() => {
    client?.close();
    host?.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  const started = () => JSON.parse(readFileSync(join(folder, "started.json"), "utf8"));

  function info(entryPoint: string, options: Record<string, boolean | string> = {}): language.ProgramInfo {
    return new language.ProgramInfo()
      .setRootDirectory("/root/of/project")
      .setProgramDirectory(folder)
      .setEntryPoint(entryPoint)
      .setOptions(Struct.fromJavaScript(options));
  }

  function run(request: language.RunRequest): Promise<language.RunResponse.AsObject> {
    return new Promise((resolve, reject) => {
      client.run(request, (error, response) => (error === null ? resolve(response.toObject()) : reject(error)));
    });
  }

  it("starts the program as Pulumi.yaml says, and hands it configuration and addresses", async () => {
    const options = { typescript: false, nodeargs: "--no-warnings  --stack-trace-limit=8" };
    const request = new language.RunRequest()
      .setInfo(info("index.ts", options))
      .setMonitorAddress("127.0.0.1:8")
      .setOrganization("organization")
      .setProject("kumiki")
      .setStack("dev")
      .setPwd(folder)
      .setParallel(16)
      .setDryrun(true)
      .setConfigsecretkeysList(["kumiki:secret"]);
    request.getConfigMap().set("kumiki:secret", "s").set("aws:region", "r");
    expect(await run(request)).to.deep.equal({ error: "", bail: false });
    const { flags, args, environment } = started();
    expect(flags).to.deep.equal(["--no-warnings", "--stack-trace-limit=8"]);
    expect(args).to.deep.equal([
      ...["--dry-run", "--monitor", "127.0.0.1:8", "--engine", "127.0.0.1:9", "--organization", "organization"],
      ...["--project", "kumiki", "--root-directory", "/root/of/project", "--stack", "dev", "--pwd", folder],
      ...["--parallel", "16", "index.ts"],
    ]);
    expect(JSON.parse(environment.PULUMI_CONFIG)).to.deep.equal({ "kumiki:secret": "s", "aws:region": "r" });
    expect(JSON.parse(environment.PULUMI_CONFIG_SECRET_KEYS)).to.deep.equal(["kumiki:secret"]);
    expect(environment).to.not.have.property("PULUMI_NODEJS_TYPESCRIPT");
  });

  it("has the SDK compile TypeScript where nothing else is said, and does not call an update a preview", async () => {
    await run(new language.RunRequest().setInfo(info(".")));
    expect(started().environment.PULUMI_NODEJS_TYPESCRIPT).to.equal("true");
    expect(started().args).to.not.include("--dry-run");
  });

  for (const [ending, response] of [
    ["1", { error: "the program ended with exit code 1", bail: false }],
    ["32", { error: "", bail: true }],
    ["killed", { error: "the program was ended by SIGKILL", bail: false }],
  ] as const) {
    it(`tells the engine how a program ended: ${ending}`, async () => {
      expect(await run(new language.RunRequest().setInfo(info(ending)))).to.deep.equal(response);
    });
  }

  it("says that a program cannot be started, rather than that it did well", async () => {
    const nowhere = new language.ProgramInfo().setProgramDirectory("/nowhere").setEntryPoint(".");
    let message = "";
    await run(new language.RunRequest().setInfo(nowhere)).catch((error: grpc.ServiceError) => {
      message = error.details;
    });
    expect(message).to.match(/^Error: Cannot find module '@pulumi\/pulumi\/cmd\/run'/);
  });

  it("runs a policy pack in its folder, passes on what it says, and how it ended", async () => {
    const request = new language.RunPluginRequest()
      .setInfo(info("."))
      .setKind("analyzer")
      .setPwd("/elsewhere")
      .setArgsList(["127.0.0.1:9"])
      .setEnvList(["FROM_ENGINE=a=b"]);
    const said = { stdout: "", stderr: "", codes: [] as number[] };
    const call = client.runPlugin(request);
    call.on("data", (reply: language.RunPluginResponse) => {
      said.stdout += Buffer.from(reply.getStdout_asU8()).toString();
      said.stderr += Buffer.from(reply.getStderr_asU8()).toString();
      if (reply.hasExitcode()) said.codes.push(reply.getExitcode());
    });
    await once(call, "end");
    expect(said).to.deep.equal({ stdout: "4711\n", stderr: "a word\n", codes: [0] });
    expect(started().args).to.deep.equal(["127.0.0.1:9", folder]);
    expect(started().environment.FROM_ENGINE).to.equal("a=b");
  });
});
