import * as projects from "@pulumi/gcp/projects";
import * as pulumi from "@pulumi/pulumi";
import { type GoogleArgs, GoogleComponent } from "../shared/google-component";

/** Services whose agent can be asked for ahead of its first use. */
export type AgentService = "aiplatform" | "bigquerydatatransfer";

export interface ServiceAgentArgs extends GoogleArgs {
  readonly service: AgentService;
  /** The enabled API. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * The account Google itself acts through in this project for one service. It would appear at the service's first use,
 * which is too late: a key can be granted only to an account that exists.
 *
 * An agent that is asked for ahead does not get its own role from Google, as it would at first use
 * (https://cloud.google.com/bigquery/docs/enable-transfer-service#manual_service_agent_creation), so the role comes with
 * it. The role outlives the stack, because everything else in the project that uses the service needs it too.
 */
export class ServiceAgent extends GoogleComponent {
  /** `serviceAccount:…`, known once the agent has its role. */
  readonly member: pulumi.Output<string>;
  /** What work of the agent depends on: its role. */
  readonly ready: pulumi.Resource;

  constructor(name: string, args: ServiceAgentArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:analytics:ServiceAgent", name, args, options);
    const identity = new projects.ServiceIdentity(
      this.childName("identity"),
      { project: this.projectId, service: `${args.service}.googleapis.com` },
      this.child({ dependsOn: [...args.after] }),
    );
    const role = new projects.IAMMember(
      this.childName("role"),
      { project: this.projectId, role: `roles/${args.service}.serviceAgent`, member: identity.member },
      this.child({ retainOnDelete: true }),
    );
    this.member = pulumi.all([identity.member, role.id]).apply(([member]) => member);
    this.ready = role;
    this.registerOutputs({ member: this.member });
  }
}
