import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "./component";
import { type Grant, identityPolicy, serviceTrust } from "./iam";

export interface ServiceRoleArgs extends Omit<PlatformArgs, "region"> {
  /** AWS account the role is for, 12 digits. */
  readonly accountId: string;
  /** Service that assumes the role, such as `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  /** Whose sake the service may act for, as an ARN pattern. @default - any resource of the account */
  readonly sourceArn?: pulumi.Input<string>;
  /** What the role is for, in one sentence. */
  readonly description: string;
  /** Everything the role may do. An empty list makes a role that may do nothing, which some services still require. */
  readonly grants: readonly Grant[];
  /** Fixed name, for roles that another cloud or a policy refers to. @default - generated */
  readonly roleName?: string;
}

/**
 * A role for one service and one purpose: trusted for this account only, one inline policy, and no managed policy.
 * A managed policy attached by hand is taken off again by the next deployment.
 */
export class ServiceRole extends PlatformComponent {
  readonly arn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;

  constructor(name: string, args: ServiceRoleArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:shared:ServiceRole", name, { tags: args.tags }, options);
    const role = new iam.Role(
      name,
      {
        name: args.roleName,
        description: args.description,
        assumeRolePolicy: serviceTrust(args.service, args.accountId, args.sourceArn),
        maxSessionDuration: 3600, // seconds; the shortest the service offers
        permissionsBoundary: args.permissionsBoundaryArn,
        tags: { ...args.tags, Name: name },
      },
      this.child(),
    );
    if (args.grants.length > 0) {
      new iam.RolePolicy(
        this.childName("policy"),
        { role: role.name, policy: identityPolicy(args.grants) },
        this.child(),
      );
    }
    new iam.RolePolicyAttachmentsExclusive(
      this.childName("no-managed-policies"),
      { roleName: role.name, policyArns: [] },
      this.child(),
    );
    this.arn = role.arn;
    this.roleName = role.name;
    this.registerOutputs({ arn: this.arn, roleName: this.roleName });
  }
}
