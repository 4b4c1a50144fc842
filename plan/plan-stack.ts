import { basename, join, relative } from "node:path";
import { ArgumentError } from "../components/shared/validate";
import { type ShippedExample, shippedExamples } from "../config/examples";
import { ConfigError, describeProblems } from "../config/problem";
import { readStackFile, type StackFile, StackFileError } from "../config/stack-file";
import { judgePlatform } from "../policies/core/judge-platform";
import { WaiverFileError } from "../policies/core/waivers";
import { evaluateFile } from "./evaluate";
import { EvaluationError } from "./evaluate-program";
import { toJson } from "./json";
import { isFine } from "./report/policies";
import { renderSummary } from "./report/summary";

/** What became of planning one stack: the texts to show, or the reason why there are none. */
export interface PlannedStack {
  readonly stack: string;
  readonly verdict: "fine" | "broken" | "badInput";
  /** The summary for people; absent when the program could not be evaluated. */
  readonly text?: string;
  /** The graph for tools; absent when the program could not be evaluated. */
  readonly json?: string;
  /** Values of the stack file that are still the shipped ones. */
  readonly examples?: readonly ShippedExample[];
  /** Why the stack could not be evaluated, ready to print. */
  readonly error?: string;
}

export interface PlanOptions {
  /** Folder that holds the stack files. */
  readonly folder: string;
  readonly color: boolean;
  /** The day from which waivers are counted, such as 2026-11-26. */
  readonly today: string;
}

/** Plans one stack. Everything a user can cause becomes a text; only a bug in this project is thrown. */
export async function planStack(stack: string, how: PlanOptions): Promise<PlannedStack> {
  let file: StackFile | undefined;
  try {
    file = readStackFile(relative(process.cwd(), join(how.folder, `Pulumi.${stack}.yaml`)));
    const graph = await evaluateFile(file);
    const judged = judgePlatform(graph, how.today);
    return {
      stack,
      verdict: isFine(judged) ? "fine" : "broken",
      text: renderSummary({ graph, judged, today: how.today, color: how.color }),
      examples: shippedExamples(file.source),
      json: toJson(graph),
    };
  } catch (error) {
    return refusal(error, stack, file);
  }
}

/** What a user is told about an error that he can do something about. @throws the error itself, if it is a bug */
export function refusal(error: unknown, stack: string, file?: StackFile): PlannedStack {
  if (error instanceof EvaluationError) return { stack, verdict: "broken", error: error.message };
  if (error instanceof ConfigError) return { stack, verdict: "badInput", error: withPlaces(error, file) };
  if (error instanceof StackFileError) return { stack, verdict: "badInput", error: error.message };
  if (error instanceof ArgumentError) return { stack, verdict: "badInput", error: `stack ${stack}: ${error.message}` };
  if (error instanceof WaiverFileError) return { stack, verdict: "badInput", error: error.message };
  throw error;
}

/** The report of bad configuration, with the file and line of each key. */
function withPlaces(error: ConfigError, file: StackFile | undefined): string {
  return describeProblems(error.stackName, error.problems, (path) => {
    const line = file?.lineOf(path);
    return file === undefined || line === undefined ? undefined : `${basename(file.path)}:${line}`;
  });
}
