/** `npm run why -- <from> <to> [--stack NAME] [--json]`: why one part of the platform can do something to another, or cannot. */

import { parseArgs } from "node:util";
import { readStackFile } from "../config/stack-file";
import { textOf } from "../policies/lib/why/answer";
import { explain, UnclearQuestion } from "../policies/lib/why/why";
import { evaluateFile, stackFilePath } from "./evaluate";
import { refusal } from "./plan-stack";
import { Redactor } from "./redact";

const USAGE = `Usage: npm run why -- FROM TO [--stack NAME] [--json]

  FROM           who asks: a role, such as app-task-role or people-operator; what runs with one, such as app or
                 export-load-function; a service account, such as analytics-identity-loader-account; or a place of
                 the network: a role in it, such as app or db, internet, internet6, s3, cloudfront
  TO             what is asked for: a place of the network; a resource's logical name or ARN; a store, such as
                 queue:worker-messages, objects:lake/raw/uploads/* or "key:data via s3"; an action, such as
                 s3:GetObject or bigquery.jobs.create; or an action on something, such as kms:Decrypt@keys-data
  --stack NAME   the stack of Pulumi.NAME.yaml; default: prod
  --json         print the answers as JSON
  --help         print this

Where FROM and TO are both in the network, it explains the flow; where FROM has a role and TO is something permissions
are about, the permission; where both hold, both.

Exit code: 0 there is an answer, 2 the input is bad.`;

async function main(argv: readonly string[]): Promise<number> {
  const question = readQuestion(argv);
  if (question === undefined) return 0;
  if (typeof question === "string") return complain(question);
  const { from, to, stack, json } = question;
  try {
    const graph = await evaluateFile(readStackFile(stackFilePath(stack)));
    const answers = explain(graph, from, to);
    const text = json ? JSON.stringify({ stack, from, to, answers }, null, 2) : answers.map(textOf).join("\n");
    process.stdout.write(`${new Redactor(graph).text(text)}\n`);
    return 0;
  } catch (error) {
    return complain(error instanceof UnclearQuestion ? error.message : (refusal(error, stack).error ?? ""));
  }
}

interface Question {
  readonly from: string;
  readonly to: string;
  readonly stack: string;
  readonly json: boolean;
}

/** The question, undefined after printing the help, or what is wrong with the arguments. */
function readQuestion(argv: readonly string[]): Question | string | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        stack: { type: "string", default: "prod" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      process.stdout.write(`${USAGE}\n`);
      return undefined;
    }
    const [from, to, ...more] = positionals;
    if (from === undefined || to === undefined || more.length > 0) return USAGE;
    if (!/^[\w.-]+$/.test(values.stack)) return `"${values.stack}" is not the name of a stack.`;
    return { from, to, stack: values.stack, json: values.json };
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
