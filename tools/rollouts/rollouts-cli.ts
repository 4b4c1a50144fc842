/** `npm run rollouts -- FILE`: does each service run what the last deployment told it to, and if not, why? */

import { BadInput, runCommand } from "../../plan/command-line";
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

const EXIT = { deployed: 0, not: 1 } as const;

async function main(file: string): Promise<number> {
  try {
    const services = expectedServices(readState(file).resources);
    const answers = await askEcs(services);
    const rollouts = services.map((service) => judgeRollout(service, answers.get(service.arn)));
    const lines = rollouts.length === 0 ? ["the stack has no services"] : rollouts.flatMap((rollout) => rollout.lines);
    process.stdout.write(`${lines.join("\n")}\n`);
    return rollouts.every(({ deployed }) => deployed) ? EXIT.deployed : EXIT.not;
  } catch (error) {
    if (error instanceof StateFileError || error instanceof RefusedError) throw new BadInput(error.message);
    throw error;
  }
}

void runCommand({ name: "rollouts", usage: USAGE, options: {}, takesWords: true }, (_, [file, ...more]) => {
  if (file === undefined) throw new BadInput("name the exported state. Try: npm run rollouts -- --help");
  if (more.length > 0) throw new BadInput("one file at a time. Try: npm run rollouts -- --help");
  return main(file);
});
