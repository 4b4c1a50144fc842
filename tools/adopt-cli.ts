/** `npm run adopt -- <stack> <map>`: the file by which `pulumi import` takes over what exists, component by component. */

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { evaluate } from "../plan/evaluate";
import type { ResourceGraph } from "../plan/graph";
import { refusal } from "../plan/plan-stack";
import { readAdoptMap } from "./adopt/adopt-map";
import { importFile } from "./adopt/import-file";
import { keepNames } from "./adopt/keep-names";
import { AdoptError } from "./adopt/problems";
import { adoptTemplate } from "./adopt/template";

const USAGE = `Usage: npm run -s adopt -- STACK [MAP | --keep-names STATE]

  STACK               the stack of Pulumi.STACK.yaml, for example dev
  MAP                 a YAML file of components, each with its resources and the ids of what exists; - reads standard input.
                      Prints the file for "pulumi import --file". Without a MAP it prints one to fill in
  --keep-names STATE  reads what "pulumi stack export" printed after an import, and prints it for "pulumi stack import":
                      names that the program leaves to the provider stay as they are
  --help              prints this

Exit code: 0 printed, 2 the input is bad and nothing is printed.`;

interface Options {
  readonly stack: string;
  readonly map?: string;
  readonly state?: string;
}

async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === undefined) return 0;
  if (typeof options === "string") return complain(options);
  const { stack, map, state } = options;
  const path = map ?? state;
  const text = path === undefined ? "" : read(path);
  if (text === undefined) return complain(`${path}: there is no such file, or it cannot be read.`);
  try {
    const { graph } = await evaluate(stack);
    process.stdout.write(
      state !== undefined ? named(text, graph) : map === undefined ? adoptTemplate(graph) : file(text, graph),
    );
    return 0;
  } catch (error) {
    if (error instanceof AdoptError) return complain(`${path} cannot be used:\n${error.message}`);
    return complain(refusal(error, stack).error ?? "");
  }
}

function file(map: string, graph: ResourceGraph): string {
  return json(importFile(graph, readAdoptMap(map, graph)));
}

function named(text: string, graph: ResourceGraph): string {
  const state = exportedState(text);
  const kept = keepNames(state, graph);
  process.stderr.write(`adopt: names that stay as they are: ${kept.join(", ") || "none"}
`);
  return json(state);
}

function exportedState(text: string) {
  try {
    const state = JSON.parse(text);
    if (typeof state?.deployment === "object" && state.deployment !== null) return state;
  } catch {
    // said below
  }
  throw new AdoptError(['expected what "pulumi stack export" prints, a JSON document with a "deployment"']);
}

function json(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch {
    return undefined;
  }
}

/** Options, undefined after printing the help, or what is wrong with the arguments. */
function readOptions(argv: readonly string[]): Options | string | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { "keep-names": { type: "string" }, help: { type: "boolean", default: false } },
    });
    if (values.help) {
      process.stdout.write(`${USAGE}\n`);
      return undefined;
    }
    const [stack, map, ...more] = positionals;
    const state = values["keep-names"];
    if (stack === undefined || more.length > 0)
      return "adopt takes one stack and one map. Try: npm run -s adopt -- dev";
    if (!/^[\w.-]+$/.test(stack)) return `"${stack}" is not the name of a stack. Try: npm run -s adopt -- dev`;
    if (map !== undefined && state !== undefined) return "a map and --keep-names exclude each other.";
    return { stack, map, state };
  } catch (error) {
    const [sentence = ""] = String(error instanceof Error ? error.message : error).split("\n", 1);
    return `${sentence.replace(/\.?$/, ".")} Try: npm run adopt -- --help`;
  }
}

function complain(sentence: string): number {
  process.stderr.write(`adopt: ${sentence}\n`);
  return 2;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
