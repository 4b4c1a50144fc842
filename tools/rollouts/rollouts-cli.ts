/** `npm run rollouts -- FILE`: does each service run what the last deployment told it to, and if not, why? */

import { parseArgs } from "node:util";
import { readState, StateFileError } from "../../policies/adapters/state-file";
import { askEcs, RefusedError } from "./ask";
import { expectedServices } from "./expected";
import { judgeRollout } from "./rollout";

const USAGE = `Usage: npm run rollouts -- FILE

  FILE    what \`pulumi stack export --stack NAME --file FILE\` wrote
  --help  print this

Asks ECS what each service of the stack runs, with the credentials the AWS CLI would use; they need ecs:DescribeServices.
ECS counts a service as steady after it has rolled a deployment back, too: then this names both revisions, and prints
what ECS says about it.

Exit code: 0 each service runs what was deployed, 1 one does not, 2 the file or the command is bad, or ECS does not answer.`;

const EXIT = { deployed: 0, not: 1, badInput: 2 } as const;

async function main(argv: readonly string[]): Promise<number> {
  const file = readArguments(argv);
  if (file === undefined) return EXIT.deployed;
  if (typeof file === "object") return complain(file.problem);
  try {
    const services = expectedServices(readState(file).resources);
    const answers = await askEcs(services);
    const rollouts = services.map((service) => judgeRollout(service, answers.get(service.arn)));
    const lines = rollouts.length === 0 ? ["the stack has no services"] : rollouts.flatMap((rollout) => rollout.lines);
    process.stdout.write(`${lines.join("\n")}\n`);
    return rollouts.every(({ deployed }) => deployed) ? EXIT.deployed : EXIT.not;
  } catch (error) {
    if (error instanceof StateFileError || error instanceof RefusedError) return complain(error.message);
    throw error;
  }
}

/** The file, undefined after printing the help, or what is wrong with the arguments. */
function readArguments(argv: readonly string[]): string | undefined | { readonly problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { help: { type: "boolean", default: false } },
    });
    if (values.help) {
      process.stdout.write(`${USAGE}\n`);
      return undefined;
    }
    const [file, ...more] = positionals;
    if (file === undefined) return { problem: "name the exported state. Try: npm run rollouts -- --help" };
    if (more.length > 0) return { problem: "one file at a time. Try: npm run rollouts -- --help" };
    return file;
  } catch (error) {
    const [sentence = ""] = String(error instanceof Error ? error.message : error).split("\n", 1);
    return { problem: `${sentence.replace(/\.?$/, ".")} Try: npm run rollouts -- --help` };
  }
}

function complain(sentence: string): number {
  process.stderr.write(`rollouts: ${sentence}\n`);
  return EXIT.badInput;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
