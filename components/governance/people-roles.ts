import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { identityPolicy, resourcePolicy } from "../shared/iam";
import { AWS_PARTITION } from "../shared/naming";
import type { Tags } from "../shared/tags";
import { Problems } from "../shared/validate";
import { PEOPLE_BOUNDARY } from "./people-boundary";
import { DUTIES, type Duty, type DutyScope, rightsOf } from "./people-duties";
import { accountOf, isMember } from "./people-members";

export interface PeopleRolesArgs extends Omit<PlatformArgs, "region" | "tags" | "permissionsBoundaryArn"> {
  /** Region whose resources the duties reach. */
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  /** Start of the names of what belongs to the platform. */
  readonly namePrefix: string;
  /** `Project` and `Environment` among them: duties reach only what carries the same two. */
  readonly tags: Tags;
  /**
   * Who may take each duty, as ARNs of IAM roles; a role that IAM Identity Center made may end in `*`, because its name
   * gets another suffix when the permission set is assigned anew. A duty without anybody has no role.
   */
  readonly members: Readonly<Partial<Record<Duty, readonly string[]>>>;
  /** Whether developers may start the platform's runbooks. @default false */
  readonly developersRunRunbooks?: boolean;
}

/**
 * Roles that people take for an hour: platform-admin, operator, developer-readonly and auditor.
 *
 * ```ts
 * new PeopleRoles("people", {
 *   region, accountId, namePrefix,
 *   members: { auditor: ["arn:aws:iam::123456789012:role/Audit"] },
 * });
 * ```
 *
 * Default settings: sessions of one hour; nobody reads objects, rows, messages or secrets; nobody changes an identity
 * or a policy; nobody deploys, which is left to the pipeline. A boundary holds all of that even where AWS widens one of
 * the policies it keeps. Users and whole accounts are refused as members: long-lived keys would come with them.
 */
export class PeopleRoles extends PlatformComponent {
  /** ARN of each role that exists. */
  readonly arns: Readonly<Partial<Record<Duty, pulumi.Output<string>>>>;

  constructor(name: string, args: PeopleRolesArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:governance:PeopleRoles", name, args, options);
    checkPeopleRolesArgs(name, args);
    const held = DUTIES.filter((duty) => (args.members[duty] ?? []).length > 0);
    const boundaryArn = held.length === 0 ? undefined : this.createBoundary(args);
    this.arns = Object.fromEntries(
      held.map((duty) => [duty, this.createRole(duty, args.members[duty] ?? [], boundaryArn, args)]),
    );
    this.registerOutputs({ arns: this.arns });
  }

  private createBoundary({ namePrefix }: PeopleRolesArgs): pulumi.Output<string> {
    return new iam.Policy(
      this.childName("boundary"),
      {
        name: `${namePrefix}-people`,
        description: "The most that people can do by a role of the platform",
        policy: PEOPLE_BOUNDARY,
        tags: this.tagsFor("boundary"),
      },
      this.child(),
    ).arn;
  }

  private createRole(
    duty: Duty,
    members: readonly string[],
    permissionsBoundary: pulumi.Input<string> | undefined,
    args: PeopleRolesArgs,
  ): pulumi.Output<string> {
    const { description, grants, managedPolicies } = rightsOf(duty, scopeOf(args));
    const role = new iam.Role(
      this.childName(duty),
      {
        // People type the name, and put it into the profiles of their tools.
        name: `${args.namePrefix}-${duty}`,
        description,
        assumeRolePolicy: trustIn(members),
        maxSessionDuration: 3600, // seconds; the shortest there is, and the longest a chained role gets anyway
        permissionsBoundary,
        tags: this.tagsFor(duty),
      },
      this.child(),
    );
    if (grants.length > 0) {
      new iam.RolePolicy(
        this.childName(`${duty}-policy`),
        { role: role.name, policy: identityPolicy(grants) },
        this.child(),
      );
    }
    this.attachExactly(duty, role.name, managedPolicies);
    return role.arn;
  }

  /** What is attached by hand is taken off again; what is attached here is taken off before the role goes. */
  private attachExactly(duty: Duty, roleName: pulumi.Output<string>, policyArns: readonly string[]): void {
    const attachments = policyArns.map(
      (policyArn) =>
        new iam.RolePolicyAttachment(
          this.childName(`${duty}-${policyArn.split("/").at(-1)}`),
          { role: roleName, policyArn },
          this.child(),
        ),
    );
    new iam.RolePolicyAttachmentsExclusive(
      this.childName(`${duty}-managed-policies`),
      { roleName, policyArns: [...policyArns] },
      this.child({ dependsOn: attachments }),
    );
  }
}

/** The accounts as principals and the roles as a condition: a principal can be no pattern, and must exist when named. */
function trustIn(members: readonly string[]): pulumi.Output<string> {
  const accounts = [...new Set(members.map((member) => accountOf(member)))].sort();
  return resourcePolicy([
    {
      sid: "TakenByMembers",
      principal: { aws: accounts.map((account) => `arn:${AWS_PARTITION}:iam::${account}:root`) },
      actions: ["sts:AssumeRole"],
      conditions: { ArnLike: { "aws:PrincipalArn": [...members].sort() } },
    },
  ]);
}

function scopeOf({ region, accountId, namePrefix, tags, developersRunRunbooks = false }: PeopleRolesArgs): DutyScope {
  const { Project = "", Environment = "" } = tags;
  return { region, accountId, namePrefix, tags: { Project, Environment }, developersRunRunbooks };
}

function checkPeopleRolesArgs(name: string, { accountId, members, tags }: PeopleRolesArgs): void {
  const problems = new Problems();
  problems.accountId("accountId", accountId);
  for (const [duty, arns] of Object.entries(members)) {
    for (const arn of arns.filter((candidate) => !isMember(candidate))) {
      problems.add([
        `members of ${duty} must be ARNs of IAM roles, a pattern only at the end of a role of IAM Identity Center, got "${arn}".`,
      ]);
    }
  }
  for (const key of ["Project", "Environment"].filter((one) => !tags[one])) {
    problems.add([`tags must have "${key}", by which the platform's own resources are told from others, got none.`]);
  }
  problems.throwFor(`PeopleRoles "${name}"`);
}
