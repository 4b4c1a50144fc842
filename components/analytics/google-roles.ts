import * as projects from "@pulumi/gcp/projects";
import * as pulumi from "@pulumi/pulumi";
import { type GoogleArgs, GoogleComponent } from "../shared/google-component";

/**
 * What each of the platform's own roles may do. Google's ready-made ones are wider: `bigquery.dataEditor` may read and
 * delete what it writes, `aiplatform.user` may deploy models, `bigquery.jobUser` may look around the project.
 */
export const ROLE_PERMISSIONS = {
  /**
   * Predictions of a deployed model, and of the models Google hosts: the API asks for the same permission for both,
   * for the latter on `projects/…/publishers/…/models/…`.
   */
  predict: ["aiplatform.endpoints.predict"],
  /** Running jobs, on the project that pays for them. Whoever starts a job may watch it. */
  jobs: ["bigquery.jobs.create"],
  /**
   * Appending to tables. A load job asks for `tables.create` too, whether or not the table exists
   * (https://cloud.google.com/bigquery/docs/batch-loading-data#permissions-load-data-into-bigquery). No reading, so the
   * loader cannot take out again what it has put in.
   */
  load: ["bigquery.tables.create", "bigquery.tables.get", "bigquery.tables.updateData"],
  /** Moving rows between tables that exist. No creating, changing or deleting of tables. */
  merge: ["bigquery.datasets.get", "bigquery.tables.get", "bigquery.tables.getData", "bigquery.tables.updateData"],
} as const;

export type RoleName = keyof typeof ROLE_PERMISSIONS;

const TITLES: Readonly<Record<RoleName, string>> = {
  predict: "Ask models",
  jobs: "Run BigQuery jobs",
  load: "Append to staging tables",
  merge: "Move rows from staging to final tables",
};

export interface GoogleRolesArgs extends GoogleArgs {
  /** Start of the ids of the roles, dashes and all. */
  readonly namePrefix: string;
  /** End of the ids: the id of a deleted role is not given out again for 37 days. */
  readonly suffix: pulumi.Input<string>;
  /** The enabled API of IAM. */
  readonly after: readonly pulumi.Resource[];
}

/** The roles of the platform's service accounts, each with the permissions its one task takes. */
export class GoogleRoles extends GoogleComponent {
  /** Full names, `projects/…/roles/…`, as grants want them. */
  readonly names: Readonly<Record<RoleName, pulumi.Output<string>>>;

  constructor(name: string, args: GoogleRolesArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:analytics:GoogleRoles", name, args, options);
    this.names = {
      predict: this.createRole("predict", args),
      jobs: this.createRole("jobs", args),
      load: this.createRole("load", args),
      merge: this.createRole("merge", args),
    };
    this.registerOutputs({ names: this.names });
  }

  private createRole(role: RoleName, { namePrefix, suffix, after }: GoogleRolesArgs): pulumi.Output<string> {
    return new projects.IAMCustomRole(
      this.childName(role),
      {
        project: this.projectId,
        roleId: pulumi.interpolate`${namePrefix.replaceAll("-", "_")}_${role}_${suffix}`, // a dash is not allowed
        title: `${namePrefix}: ${TITLES[role]}`,
        permissions: [...ROLE_PERMISSIONS[role]],
        stage: "GA",
      },
      this.child({ dependsOn: [...after] }),
    ).name;
  }
}
