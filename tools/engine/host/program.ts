import { createRequire } from "node:module";
import { join } from "node:path";
import { type RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb";
import { type Children, type Ending, ended } from "./children";

/** Exit code by which the SDK's runner says that it has told the user what is wrong. */
const ALREADY_REPORTED = 32;

/** Runs the Pulumi program for a preview or an update, and says how it went. */
export async function runProgram(request: RunRequest, engine: string, children: Children): Promise<RunResponse> {
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() ?? request.getPwd();
  const options = info?.getOptions()?.toJavaScript() ?? {};
  const child = children.start(
    [...words(options.nodeargs), runnerOf(folder, "run"), ...flags(request, engine), entryPoint(request)],
    {
      cwd: folder,
      env: { ...process.env, ...configuration(request), ...typescript(options.typescript) },
      stdio: "inherit",
    },
  );
  return answer(await ended(child));
}

/** A runner of the SDK that the program itself depends on. */
export function runnerOf(folder: string, name: "run" | "run-policy-pack"): string {
  return createRequire(join(folder, "package.json")).resolve(`@pulumi/pulumi/cmd/${name}`);
}

/** Splits `nodeargs` as far as this project needs it: no quoting. */
function words(text: unknown): string[] {
  return typeof text === "string" ? text.split(/\s+/).filter((word) => word !== "") : [];
}

function flags(request: RunRequest, engine: string): string[] {
  const values = {
    monitor: request.getMonitorAddress(),
    engine,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": request.getInfo()?.getRootDirectory() ?? request.getPwd(),
    stack: request.getStack(),
    pwd: request.getPwd(),
    parallel: String(request.getParallel()),
  };
  const given = Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);
  return request.getDryrun() ? ["--dry-run", ...given] : given;
}

/** `.` stands for the folder's own `main`. */
function entryPoint(request: RunRequest): string {
  return request.getInfo()?.getEntryPoint() ?? request.getProgram();
}

/** Configuration travels in the environment. */
function configuration(request: RunRequest): NodeJS.ProcessEnv {
  const config: Record<string, string> = {};
  request.getConfigMap().forEach((value, key) => {
    config[key] = value;
  });
  return {
    PULUMI_CONFIG: JSON.stringify(config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
}

/** Whether the SDK compiles TypeScript itself, with type checking; it does unless told otherwise. */
function typescript(option: unknown): NodeJS.ProcessEnv {
  return option === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: "true" };
}

function answer({ code, signal }: Ending): RunResponse {
  const response = new RunResponse();
  if (code === ALREADY_REPORTED) response.setBail(true);
  else if (signal !== undefined) response.setError(`the program was ended by ${signal}`);
  else if (code !== 0) response.setError(`the program ended with exit code ${code}`);
  return response;
}
