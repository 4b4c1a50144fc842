import * as iam from "@pulumi/gcp/iam";
import * as pulumi from "@pulumi/pulumi";
import { type GoogleArgs, GoogleComponent } from "../shared/google-component";
import { ATTRIBUTE_MAPPING, assumedRoleArn, attributeCondition } from "./federation-rules";

export interface WorkloadFederationArgs extends GoogleArgs {
  /** Id of the pool, 4-32 lower-case letters, digits and dashes. A deleted pool's id is taken for 30 days more. */
  readonly poolId: pulumi.Input<string>;
  /** The one AWS account whose roles are admitted, 12 digits. */
  readonly awsAccountId: string;
  /** Names of the roles that are admitted, all others are refused. */
  readonly roleNames: readonly string[];
  /** The enabled APIs of IAM and of the token service. */
  readonly after: readonly pulumi.Resource[];
}

const PROVIDER_ID = "aws";

/**
 * Admits roles of AWS to Google Cloud: a role signs a request to AWS about itself, Google sends it there to see who it
 * is, and gives a token in return. No secret is shared, and nothing of Google's can act in AWS.
 *
 * Account and role are checked three times: by the provider's account, by its condition, and by each grant.
 */
export class WorkloadFederation extends GoogleComponent {
  /** What a token is asked for: `//iam.googleapis.com/projects/…/providers/aws`. */
  readonly audience: pulumi.Output<string>;
  private readonly pool: pulumi.Output<string>;

  constructor(
    name: string,
    private readonly args: WorkloadFederationArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("kumiki:analytics:WorkloadFederation", name, args, options);
    const pool = this.createPool(args);
    const provider = this.createProvider(pool, args);
    // The number is known from the arguments; the pool's own name would only say the same again.
    this.pool = pulumi.interpolate`//iam.googleapis.com/projects/${this.projectNumber}/locations/global/workloadIdentityPools/${pool}`;
    this.audience = pulumi.interpolate`${this.pool}/providers/${provider}`;
    this.registerOutputs({ audience: this.audience });
  }

  /** A role of AWS as a member of grants. */
  memberOf(roleName: string): pulumi.Output<string> {
    return pulumi.interpolate`principalSet:${this.pool}/attribute.aws_role/${assumedRoleArn(this.args.awsAccountId, roleName)}`;
  }

  private createPool({ poolId, awsAccountId, after }: WorkloadFederationArgs): pulumi.Output<string> {
    return new iam.WorkloadIdentityPool(
      this.childName("pool"),
      {
        project: this.projectId,
        workloadIdentityPoolId: poolId,
        displayName: `AWS ${awsAccountId}`,
        description: "Roles of AWS that act in this project without a key",
        mode: "FEDERATION_ONLY",
      },
      this.child({ dependsOn: [...after] }),
    ).workloadIdentityPoolId;
  }

  private createProvider(
    pool: pulumi.Output<string>,
    { awsAccountId, roleNames }: WorkloadFederationArgs,
  ): pulumi.Output<string> {
    return new iam.WorkloadIdentityPoolProvider(
      this.childName("provider"),
      {
        project: this.projectId,
        workloadIdentityPoolId: pool,
        workloadIdentityPoolProviderId: PROVIDER_ID,
        displayName: `AWS ${awsAccountId}`,
        description: `Admits ${roleNames.length} roles of one account`,
        aws: { accountId: awsAccountId },
        attributeMapping: { ...ATTRIBUTE_MAPPING },
        attributeCondition: attributeCondition(awsAccountId, roleNames),
      },
      this.child(),
    ).workloadIdentityPoolProviderId;
  }
}
