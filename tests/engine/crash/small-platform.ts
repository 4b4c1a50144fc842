import { join } from "node:path";
import { projectRoot } from "../../../plan/project";
import { StackLife } from "../life/support/stack-life";

const ROUND = "crash:round";

/** The small platform in a temporary folder. */
export function beginSmallPlatform(): Promise<StackLife> {
  const program = join(projectRoot, "tests/engine/crash/program.ts");
  return StackLife.begin("dev", { program, changes: { [ROUND]: 1 } });
}

/** Chooses what the small platform declares from now on. */
export function setRound({ workspace }: StackLife, round: 1 | 2): void {
  workspace.configure({ [ROUND]: round });
}
