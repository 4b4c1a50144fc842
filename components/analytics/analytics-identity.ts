import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random";
import { type GoogleArgs, GoogleComponent } from "../shared/google-component";
import type { GcpAnalyticsSpec } from "./gcp-analytics-spec";
import { GoogleRoles, type RoleName } from "./google-roles";
import { GoogleServiceAccount } from "./google-service-account";
import type { ProjectServices } from "./project-services";
import { WorkloadFederation } from "./workload-federation";

export interface AnalyticsIdentityArgs extends GoogleArgs {
  readonly spec: GcpAnalyticsSpec;
  readonly services: ProjectServices;
}

/** What an account is for, and what it may do in the whole project. */
interface Purpose {
  readonly description: string;
  readonly projectRoles: readonly RoleName[];
  /** Roles of AWS that act as the account. */
  readonly awsRoles: readonly string[];
}

/** Who acts in the project, and as what: three accounts, their roles, and the way in from AWS for two of them. */
export class AnalyticsIdentity extends GoogleComponent {
  /** What AWS asks a token for. */
  readonly audience: pulumi.Output<string>;
  /** Full names of the roles. */
  readonly roles: Readonly<Record<RoleName, pulumi.Output<string>>>;
  /** Asks models. */
  readonly app: GoogleServiceAccount;
  /** Appends to staging tables. */
  readonly loader: GoogleServiceAccount;
  /** Moves rows from staging to final tables; nobody acts as it but the transfer service. */
  readonly merge: GoogleServiceAccount;

  constructor(name: string, args: AnalyticsIdentityArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:analytics:AnalyticsIdentity", name, args, options);
    const { appRoleNames, loaderRoleNames, hostedModels } = args.spec;
    // Ids of pools and roles stay taken long after these are gone, and then refuse a second deployment.
    const suffix = new RandomId(this.childName("generation"), { byteLength: 4 }, this.child()).hex;
    this.roles = this.createRoles(suffix, args);
    const federation = this.createFederation(suffix, args);
    this.app = this.createAccount("app", federation, args, {
      description: "The application: asks models",
      projectRoles: hostedModels ? ["predict"] : [],
      awsRoles: appRoleNames,
    });
    this.loader = this.createAccount("loader", federation, args, {
      description: "The loader: appends to staging tables",
      projectRoles: ["jobs"],
      awsRoles: loaderRoleNames,
    });
    this.merge = this.createAccount("merge", federation, args, {
      description: "The merge: moves rows from staging to final tables",
      projectRoles: ["jobs"],
      awsRoles: [],
    });
    this.audience = federation.audience;
    this.registerOutputs({ audience: this.audience, roles: this.roles });
  }

  private createRoles(suffix: pulumi.Output<string>, { spec, services }: AnalyticsIdentityArgs): GoogleRoles["names"] {
    return new GoogleRoles(
      this.childName("roles"),
      { ...this.site, namePrefix: spec.namePrefix, suffix, after: services.enabled("iam") },
      this.child(),
    ).names;
  }

  private createFederation(suffix: pulumi.Output<string>, { spec, services }: AnalyticsIdentityArgs) {
    return new WorkloadFederation(
      this.childName("federation"),
      {
        ...this.site,
        poolId: pulumi.interpolate`${spec.namePrefix}-aws-${suffix}`,
        awsAccountId: spec.awsAccountId,
        roleNames: [...spec.appRoleNames, ...spec.loaderRoleNames],
        after: services.enabled("iam", "iamcredentials", "sts"),
      },
      this.child(),
    );
  }

  private createAccount(
    account: string,
    federation: WorkloadFederation,
    { spec, services }: AnalyticsIdentityArgs,
    { description, projectRoles, awsRoles }: Purpose,
  ): GoogleServiceAccount {
    return new GoogleServiceAccount(
      this.childName(account),
      {
        ...this.site,
        accountId: `${spec.namePrefix}-${account}`,
        description,
        projectRoles: Object.fromEntries(projectRoles.map((role) => [role, this.roles[role]])),
        impersonators: Object.fromEntries(awsRoles.map((role) => [role, federation.memberOf(role)])),
        after: services.enabled("iam", "cloudresourcemanager"),
      },
      this.child(),
    );
  }
}
