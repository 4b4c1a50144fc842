/** `npm run why -- <from> <to> [--stack NAME]`: why one part of the platform can do something to another, or cannot. */

import { parseArgs } from "node:util";
import { readStackFile } from "../config/stack-file";
import { explainFlow, placeNames } from "../policies/lib/network/explain";
import { evaluateFile, stackFilePath } from "./evaluate";
import type { ResourceGraph } from "./graph";
import { refusal } from "./plan-stack";

const USAGE = `Usage: npm run why -- FROM TO [--stack NAME]

  FROM, TO       a role such as app or db, a resource's logical name, or internet, internet6, s3, cloudfront
  --stack NAME   the stack of Pulumi.NAME.yaml; default: prod

Exit code: 0 there is an answer, 2 the input is bad.`;

/** Something the question can be about: how it answers, and what it can be asked. */
interface Explainer {
  readonly explain: (graph: ResourceGraph, from: string, to: string) => string | undefined;
  readonly names: (graph: ResourceGraph) => string[];
}

const EXPLAINERS: readonly Explainer[] = [{ explain: explainFlow, names: placeNames }];

async function main(argv: readonly string[]): Promise<number> {
  const question = readQuestion(argv);
  if (typeof question === "string") return complain(question);
  const { from, to, stack } = question;
  try {
    const graph = await evaluateFile(readStackFile(stackFilePath(stack)));
    const answers = EXPLAINERS.flatMap(({ explain }) => explain(graph, from, to) ?? []);
    if (answers.length === 0) {
      const names = EXPLAINERS.flatMap((explainer) => explainer.names(graph));
      return complain(
        `${stack} has no "${from}" or no "${to}" to ask about. It has: ${[...new Set(names)].join(", ")}.`,
      );
    }
    process.stdout.write(`${answers.join("\n")}\n`);
    return 0;
  } catch (error) {
    return complain(refusal(error, stack).error ?? "");
  }
}

interface Question {
  readonly from: string;
  readonly to: string;
  readonly stack: string;
}

/** The question, or what is wrong with it. */
function readQuestion(argv: readonly string[]): Question | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { stack: { type: "string", default: "prod" } },
    });
    const [from, to, ...more] = positionals;
    if (from === undefined || to === undefined || more.length > 0) return USAGE;
    if (!/^[\w.-]+$/.test(values.stack)) return `"${values.stack}" is not the name of a stack.`;
    return { from, to, stack: values.stack };
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split("\n", 1);
    return `${sentence}\n\n${USAGE}`;
  }
}

function complain(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
