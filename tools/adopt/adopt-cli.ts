/** `npm run adopt -- <stack> <map>`: the file by which `pulumi import` takes over what exists, component by component. */

import { readFileSync } from "node:fs";
import { BadInput, runCommand, stackName } from "../../plan/command-line";
import { evaluate } from "../../plan/evaluate";
import type { ResourceGraph } from "../../plan/graph";
import { refusal } from "../../plan/plan-stack";
import { readAdoptMap } from "./adopt-map";
import { importFile } from "./import-file";
import { keepNames } from "./keep-names";
import { AdoptError } from "./problems";
import { adoptTemplate } from "./template";

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

async function main({ stack, map, state }: Options): Promise<number> {
  const path = map ?? state;
  const text = path === undefined ? "" : read(path);
  try {
    const { graph } = await evaluate(stack);
    process.stdout.write(
      state !== undefined ? named(text, graph) : map === undefined ? adoptTemplate(graph) : file(text, graph),
    );
    return 0;
  } catch (error) {
    throw new BadInput(
      error instanceof AdoptError ? `${path} cannot be used:\n${error.message}` : (refusal(error, stack).error ?? ""),
    );
  }
}

function file(map: string, graph: ResourceGraph): string {
  return json(importFile(graph, readAdoptMap(map, graph)));
}

function named(text: string, graph: ResourceGraph): string {
  const state = exportedState(text);
  const kept = keepNames(state, graph);
  process.stderr.write(`adopt: names that stay as they are: ${kept.join(", ") || "none"}\n`);
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

function read(path: string): string {
  try {
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch {
    throw new BadInput(`${path}: there is no such file, or it cannot be read.`);
  }
}

const EXAMPLE = "npm run -s adopt -- dev";

const options = { "keep-names": { type: "string" } } as const;

void runCommand(
  { name: "adopt", usage: USAGE, options, takesWords: true },
  ({ "keep-names": state }, [named, map, ...more]) => {
    if (named === undefined || more.length > 0) throw new BadInput(`name one stack and one map. Try: ${EXAMPLE}`);
    const stack = stackName(named, EXAMPLE);
    if (map !== undefined && state !== undefined) throw new BadInput("a map and --keep-names exclude each other.");
    return main({ stack, map, state });
  },
);
