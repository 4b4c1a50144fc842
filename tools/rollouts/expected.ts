import type { StateResource } from "../../policies/adapters/state-file";

/** A service of ECS as a stack's state has it. */
export interface ExpectedService {
  /** Logical name. */
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  /** Name of its cluster. */
  readonly cluster: string;
  /** Revision it was told to run, as an ARN. */
  readonly wanted: string;
}

/** The services a stack consists of, by name. What waits to be deleted is none of them. */
export function expectedServices(resources: readonly StateResource[]): ExpectedService[] {
  return resources
    .filter((resource) => resource.type === "aws:ecs/service:Service" && resource.delete !== true)
    .map(({ urn, id = "", inputs }) => {
      // arn:aws:ecs:REGION:ACCOUNT:service/CLUSTER/NAME, the form since 2018
      const [, , , region = "", , resource = ""] = id.split(":");
      const [, cluster = ""] = resource.split("/");
      const name = urn.split("::").at(-1) ?? urn;
      return { name, arn: id, region, cluster, wanted: String(inputs.taskDefinition ?? "") };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
