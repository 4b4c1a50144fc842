/** `npm run why -- <from> <to> [--stack NAME] [--json]`: why one part of the platform can do something to another, or cannot. */

import { readStackFile } from "../config/stack-file";
import { textOf } from "../policies/lib/why/answer";
import { explain, UnclearQuestion } from "../policies/lib/why/why";
import { BadInput, runCommand, stackName } from "./command-line";
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

interface Question {
  readonly from: string;
  readonly to: string;
  readonly stack: string;
  readonly json: boolean;
}

async function main({ from, to, stack, json }: Question): Promise<number> {
  try {
    const graph = await evaluateFile(readStackFile(stackFilePath(stack)));
    const answers = explain(graph, from, to);
    const text = json ? JSON.stringify({ stack, from, to, answers }, null, 2) : answers.map(textOf).join("\n");
    process.stdout.write(`${new Redactor(graph).text(text)}\n`);
    return 0;
  } catch (error) {
    throw new BadInput(error instanceof UnclearQuestion ? error.message : (refusal(error, stack).error ?? ""));
  }
}

const options = { stack: { type: "string", default: "prod" }, json: { type: "boolean", default: false } } as const;

void runCommand({ name: "why", usage: USAGE, options, takesWords: true }, ({ stack, json }, [from, to, ...more]) => {
  if (from === undefined || to === undefined || more.length > 0) {
    throw new BadInput("name who asks, and what for. Try: npm run why -- app db");
  }
  return main({ from, to, stack: stackName(stack, "npm run why -- app db --stack dev"), json });
});
