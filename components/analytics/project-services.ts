import * as projects from "@pulumi/gcp/projects";
import type * as pulumi from "@pulumi/pulumi";
import { type GoogleArgs, GoogleComponent } from "../shared/google-component";
import { entryOf } from "../shared/lookup";

/** APIs of Google Cloud by the name they have in front of `.googleapis.com`. */
export type GoogleApi =
  | "aiplatform"
  | "bigquery"
  | "bigquerydatatransfer"
  | "billingbudgets"
  | "cloudkms"
  | "cloudresourcemanager"
  | "iam"
  | "iamcredentials"
  | "orgpolicy"
  | "sts";

export interface ProjectServicesArgs extends GoogleArgs {
  /** The APIs to enable; what uses one waits for it. */
  readonly apis: readonly GoogleApi[];
}

/**
 * The APIs a project answers. A new project answers hardly any, and says so only when a resource is created.
 *
 * Destroying the stack leaves them enabled: a project has one switch for each API, and turning it off would take the
 * service away from everything else in the project, and with some services their data.
 */
export class ProjectServices extends GoogleComponent {
  private readonly services: Readonly<Record<string, projects.Service>>;

  constructor(name: string, args: ProjectServicesArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:analytics:ProjectServices", name, args, options);
    this.services = Object.fromEntries(args.apis.map((api) => [api, this.enable(api)]));
    this.registerOutputs({ apis: args.apis });
  }

  /** What a resource of these APIs depends on. @throws if one is not enabled here */
  enabled(...apis: readonly GoogleApi[]): pulumi.Resource[] {
    return apis.map((api) => entryOf("enabled API", this.services, api));
  }

  private enable(api: GoogleApi): projects.Service {
    return new projects.Service(
      this.childName(api),
      { project: this.projectId, service: `${api}.googleapis.com`, disableOnDestroy: false },
      this.child(),
    );
  }
}
