import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { projectRoot } from "../../../plan/project";

/** The very module the SDK speaks through: the project itself does not depend on it. */
const grpc: typeof import("@grpc/grpc-js") = createRequire(require.resolve("@pulumi/policy"))("@grpc/grpc-js");

const RUNNER = join(projectRoot, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
/** Longer than everything a test asks of a pack; one that hangs is killed then. */
const LIFE_LIMIT_MS = 60_000;

/** A policy pack in a process of its own, started and asked the way the engine does. */
export class PackProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /** @throws with what the pack wrote, if it ends before it serves */
  static async start(folder: string): Promise<PackProcess> {
    const child = spawn(process.execPath, [RUNNER, "127.0.0.1:1", "."], { cwd: folder, timeout: LIFE_LIMIT_MS });
    let said = "";
    const port = await new Promise<string>((resolve, reject) => {
      child.stderr.on("data", (chunk) => {
        said += chunk;
      });
      child.stdout.on("data", (chunk) => {
        said += chunk;
        const [, line] = /^(\d+)\n/m.exec(said) ?? [];
        if (line !== undefined) resolve(line);
      });
      child.on("exit", () => reject(new Error(said)));
    });
    const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    return new PackProcess(child, client);
  }

  info(): Promise<analyzer.AnalyzerInfo> {
    return answer((callback) => this.client.getAnalyzerInfo(new Empty(), callback));
  }

  /** Configures one policy. */
  async configure(policy: string, level: analyzer.EnforcementLevel, settings: object): Promise<void> {
    const config = new analyzer.PolicyConfig();
    config.setEnforcementlevel(level);
    config.setProperties(Struct.fromJavaScript(JSON.parse(JSON.stringify(settings))));
    const request = new analyzer.ConfigureAnalyzerRequest();
    request.getPolicyconfigMap().set(policy, config);
    await answer((callback) => this.client.configure(request, callback));
  }

  analyzeStack(request: analyzer.AnalyzeStackRequest): Promise<analyzer.AnalyzeResponse> {
    return answer((callback) => this.client.analyzeStack(request, callback));
  }

  stop(): void {
    this.client.close();
    this.child.kill("SIGKILL");
  }
}

function answer<T>(ask: (callback: (error: Error | null, reply: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    ask((error, reply) => (error === null ? resolve(reply) : reject(error)));
  });
}
