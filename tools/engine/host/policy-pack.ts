import type { ServerWritableStream } from "@grpc/grpc-js";
import { type RunPluginRequest, RunPluginResponse } from "@pulumi/pulumi/proto/language_pb";
import { type Children, ended } from "./children";
import { runnerOf } from "./program";

type Call = ServerWritableStream<RunPluginRequest, RunPluginResponse>;

/** Runs a policy pack until the engine has no more use for it, passing on what it writes; the port comes first. */
export async function runPolicyPack(call: Call, children: Children): Promise<void> {
  const folder = call.request.getInfo()?.getProgramDirectory() ?? call.request.getPwd();
  const child = children.start([runnerOf(folder, "run-policy-pack"), ...call.request.getArgsList(), folder], {
    cwd: folder,
    env: { ...process.env, ...environment(call.request.getEnvList()) },
  });
  child.stdout?.on("data", (chunk: Buffer) => call.write(response((reply) => reply.setStdout(chunk))));
  child.stderr?.on("data", (chunk: Buffer) => call.write(response((reply) => reply.setStderr(chunk))));
  call.on("cancelled", () => child.kill("SIGKILL"));
  const { code } = await ended(child);
  call.write(response((reply) => reply.setExitcode(code)));
  call.end();
}

function response(fill: (reply: RunPluginResponse) => void): RunPluginResponse {
  const reply = new RunPluginResponse();
  fill(reply);
  return reply;
}

/** `NAME=value`, as operating systems hand it over. */
function environment(pairs: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
}
