import { PINS } from "../pins";
import type { WorkflowFile } from "../workflow-file";

const USES = /^(?<action>[\w.-]+\/[\w.-]+)(?:\/[\w./-]+)?@(?<commit>[0-9a-f]{40})$/;

/** Each action or workflow of others is one that was looked up, at the commit that was looked up, with its version beside it. */
export function unpinnedActions(file: WorkflowFile): string[] {
  return file.uses.flatMap(({ uses, place: at }) => {
    if (uses.startsWith("./")) return [];
    const { action = "", commit } = USES.exec(uses)?.groups ?? {};
    if (commit === undefined) {
      return [
        file.problem(at, `${uses} can become other code overnight; name the full commit, and its version behind a #`),
      ];
    }
    const known = PINS[action];
    if (known === undefined) {
      return [file.problem(at, `${action} was looked up by nobody; do so, and add it to tools/workflows/pins.ts`)];
    }
    if (commit !== known.commit) {
      return [file.problem(at, `${action} is not at ${known.version}, which is commit ${known.commit}`)];
    }
    const [, comment = ""] = /#\s*(\S.*)$/.exec(file.text.split("\n")[file.lineOf(at) - 1] ?? "") ?? [];
    return comment === known.version
      ? []
      : [
          file.problem(
            at,
            `${action} at this commit is ${known.version}; the comment must say so, and says "${comment}"`,
          ),
        ];
  });
}
