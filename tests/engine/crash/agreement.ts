import { livesInState } from "../../../tools/engine/provider/provider";
import type { StateResource } from "../../../tools/engine/pulumi";
import type { StackLife } from "../life/support/stack-life";

/** Everything in which state and cloud differ, one line each. */
export async function disagreements({ pulumi, cloud }: StackLife): Promise<string[]> {
  const { deployment } = await pulumi.exportState();
  const state = (deployment.resources ?? []).filter(
    ({ custom, type }) => custom && !type.startsWith("pulumi:") && !livesInState(type),
  );
  const inState = counted(state.map((resource) => `${resource.urn} ${identity(resource)}`));
  const inCloud = counted(cloud.resources().map((resource) => `${resource.urn} ${identity(resource)}`));
  return [
    ...state.filter((resource) => resource.delete).map(({ urn }) => `to be deleted: ${urn}`),
    ...[...inState].filter(([, times]) => times > 1).map(([one]) => `twice in the state: ${one}`),
    ...[...inState.keys()].filter((one) => !inCloud.has(one)).map((one) => `only in the state: ${one}`),
    ...[...inCloud.keys()].filter((one) => !inState.has(one)).map((one) => `only in the cloud: ${one}`),
  ];
}

/** Task definitions of a family share their id. */
function identity({ id, type, outputs }: Pick<StateResource, "id" | "type" | "outputs">): string {
  return type === "aws:ecs/taskDefinition:TaskDefinition" ? String(outputs?.arn) : (id ?? "");
}

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
