import * as projects from "@pulumi/gcp/projects";
import * as serviceaccount from "@pulumi/gcp/serviceaccount";
import * as pulumi from "@pulumi/pulumi";
import { type GoogleArgs, GoogleComponent } from "../shared/google-component";

export interface GoogleServiceAccountArgs extends GoogleArgs {
  /** Name in front of the `@`, 6-30 characters. Changing it replaces the account and all its grants. */
  readonly accountId: string;
  /** What the account is for, in one sentence. */
  readonly description: string;
  /** Roles on the whole project, by a name for each. Whatever can be limited further is granted elsewhere. */
  readonly projectRoles: Readonly<Record<string, pulumi.Input<string>>>;
  /** Identities of AWS that may act as the account, by the name of their role. @default {} - none */
  readonly impersonators?: Readonly<Record<string, pulumi.Input<string>>>;
  /** The enabled APIs. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * An account of the platform in Google Cloud, for one purpose, and without a key: whoever acts as it shows a token that
 * lasts an hour. All grants are additive; they leave those of others alone.
 */
export class GoogleServiceAccount extends GoogleComponent {
  readonly email: pulumi.Output<string>;
  /** `serviceAccount:<email>`, as grants want it; known once the roles on the project are granted. */
  readonly member: pulumi.Output<string>;

  constructor(name: string, args: GoogleServiceAccountArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:analytics:GoogleServiceAccount", name, args, options);
    const account = this.createAccount(args);
    const grants = this.grantOnProject(account.member, args);
    this.admit(account.name, args);
    this.email = account.email;
    this.member = pulumi.all([account.member, pulumi.all(grants)]).apply(([member]) => member);
    this.registerOutputs({ email: this.email, member: this.member });
  }

  private createAccount({ accountId, description, after }: GoogleServiceAccountArgs): serviceaccount.Account {
    return new serviceaccount.Account(
      this.childName("account"),
      { project: this.projectId, accountId, displayName: accountId, description },
      this.child({ dependsOn: [...after] }),
    );
  }

  private grantOnProject(
    member: pulumi.Output<string>,
    { projectRoles, after }: GoogleServiceAccountArgs,
  ): pulumi.Output<string>[] {
    return Object.entries(projectRoles).map(([suffix, role]) => {
      const grant = { project: this.projectId, role, member };
      return new projects.IAMMember(this.childName(suffix), grant, this.child({ dependsOn: [...after] })).id;
    });
  }

  private admit(serviceAccountId: pulumi.Output<string>, { impersonators = {} }: GoogleServiceAccountArgs): void {
    for (const [role, member] of Object.entries(impersonators)) {
      new serviceaccount.IAMMember(
        this.childName(`from-${role}`),
        { serviceAccountId, role: "roles/iam.workloadIdentityUser", member },
        this.child(),
      );
    }
  }
}
