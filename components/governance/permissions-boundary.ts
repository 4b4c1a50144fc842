import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { Problems } from "../shared/validate";

/** IAM's quota for a managed policy, white space not counted (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
const MAX_POLICY_CHARACTERS = 6144;

const ACTION = /^[a-z0-9-]+:[A-Za-z0-9]+$/;

export interface PermissionsBoundaryArgs extends Omit<PlatformArgs, "region" | "permissionsBoundaryArn"> {
  /**
   * Full name of the policy, 1-128 letters, digits and `+=,.@_-`. It is fixed, because whoever is to create bounded roles
   * only, such as a deployment's own role, names it in a condition. Changing it replaces the boundary.
   */
  readonly policyName: string;
  /** What the bounded roles can do at the most, action by action: `s3:GetObject`. */
  readonly actions: readonly string[];
}

/**
 * The most that a group of roles can ever do, whatever their own policies say. A boundary grants nothing itself.
 *
 * ```ts
 * const boundary = new PermissionsBoundary("boundary", { policyName: "shop-workloads", actions: ["s3:GetObject"] });
 * new FargateService("app", { permissionsBoundaryArn: boundary.arn, ... });
 * ```
 *
 * Default settings: actions are named one by one, so that what nobody thought of is denied; resources are not limited
 * here, because each role's own policy names them. No action on IAM can be among them: a bounded role can neither widen
 * its rights nor take the boundary off.
 */
export class PermissionsBoundary extends PlatformComponent {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PermissionsBoundaryArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:governance:PermissionsBoundary", name, args, options);
    const document = boundaryDocument(args.actions);
    checkPermissionsBoundaryArgs(name, args, document);
    this.arn = new iam.Policy(
      this.childName("policy"),
      {
        name: args.policyName,
        description: "The most that the roles bounded by it can do",
        policy: document,
        tags: this.tagsFor("policy"),
      },
      this.child(),
    ).arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** Canonical, so that the order in which actions were listed makes no difference. */
function boundaryDocument(actions: readonly string[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "AtTheMost", Effect: "Allow", Action: [...actions].sort(), Resource: "*" }],
  });
}

function checkPermissionsBoundaryArgs(name: string, args: PermissionsBoundaryArgs, document: string): void {
  const problems = new Problems();
  problems.unless(
    /^[\w+=,.@-]{1,128}$/.test(args.policyName),
    `policyName must be 1 to 128 letters, digits and +=,.@_-, got "${args.policyName}".`,
  );
  problems.unless(args.actions.length > 0, "actions must name at least one action, got none.");
  for (const [index, action] of args.actions.entries()) {
    problems.unless(ACTION.test(action), `actions must be full names such as "s3:GetObject", got "${action}".`);
    problems.unless(!action.startsWith("iam:") || action === "iam:PassRole", escapeText(action));
    problems.unless(args.actions.indexOf(action) === index, `actions contains "${action}" twice.`);
  }
  problems.unless(
    document.length <= MAX_POLICY_CHARACTERS,
    `actions make a policy of ${document.length} characters, but IAM takes ${MAX_POLICY_CHARACTERS}; bound the roles by two policies.`,
  );
  problems.throwFor(`PermissionsBoundary "${name}"`);
}

function escapeText(action: string): string {
  return `actions must not let a role change identities, got "${action}"; of IAM only "iam:PassRole" can be bounded by the role it names.`;
}
