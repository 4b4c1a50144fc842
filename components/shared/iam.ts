import * as pulumi from "@pulumi/pulumi";

type Texts = pulumi.Input<string> | readonly pulumi.Input<string>[];

/** Condition operator to condition key to value or values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, Texts>>>>;

/** One grant of an identity policy. */
export interface Grant {
  /** Letters and digits; says what the grant is for. */
  readonly sid: string;
  /** Actions, in full: `s3:GetObject`. A pattern is refused. */
  readonly actions: readonly string[];
  /** ARNs; patterns within an ARN are fine. `"*"` alone is refused unless `anyResource` says why it must be. */
  readonly resources: readonly pulumi.Input<string>[];
  readonly conditions?: Conditions;
  /** Why the actions cannot be limited to a resource; required with the resource `"*"`, and only there. */
  readonly anyResource?: string;
}

/** Who a resource policy speaks of. */
export type Principal =
  | { readonly service: string | readonly string[] }
  | { readonly aws: Texts }
  | { readonly federated: pulumi.Input<string> }
  | "*";

/** One statement of a resource policy: of a bucket, key, queue, topic or role trust. */
export interface ResourceStatement {
  readonly sid: string;
  readonly effect?: "Allow" | "Deny";
  readonly principal: Principal;
  readonly actions: readonly string[];
  /** Left out in trust policies. */
  readonly resources?: readonly pulumi.Input<string>[];
  readonly conditions?: Conditions;
}

/** A grant of actions that cannot be limited to a resource, with the reason why. */
export function anyResourceGrant(sid: string, anyResource: string, actions: readonly string[]): Grant {
  return { sid, actions, resources: ["*"], anyResource };
}

/**
 * The JSON of an identity policy.
 *
 * Statements are written in one canonical order, so that a second run finds nothing to change.
 * @throws Error for a wildcard action, and for the resource `"*"` without a reason
 */
export function identityPolicy(grants: readonly Grant[]): pulumi.Output<string> {
  for (const grant of grants) refuseWideGrant(grant);
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: grants.map(({ sid, actions, resources, conditions }) => ({
      Sid: sid,
      Effect: "Allow",
      Action: [...actions].sort(),
      Resource: [...resources],
      ...(conditions === undefined ? {} : { Condition: conditions }),
    })),
  });
}

/** The JSON of a resource policy; the principal and the conditions carry the limit here, not the resource. */
export function resourcePolicy(statements: readonly ResourceStatement[]): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: statements.map(({ sid, effect = "Allow", principal, actions, resources, conditions }) => ({
      Sid: sid,
      Effect: effect,
      Principal: principalJson(principal),
      Action: [...actions].sort(),
      ...(resources === undefined ? {} : { Resource: [...resources] }),
      ...(conditions === undefined ? {} : { Condition: conditions }),
    })),
  });
}

/**
 * Trust in a service, for resources of one account only: without that condition another customer's resource could use
 * the role through the service (the confused deputy, https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
 */
export function serviceTrust(
  service: string,
  accountId: string,
  sourceArn?: pulumi.Input<string>,
): pulumi.Output<string> {
  const ifSaid = MAY_NOT_SAY_SOURCE.includes(service) ? "IfExists" : "";
  return resourcePolicy([
    {
      sid: "AssumedByService",
      principal: { service },
      actions: ["sts:AssumeRole"],
      conditions: {
        [`StringEquals${ifSaid}`]: { "aws:SourceAccount": accountId },
        ...(sourceArn === undefined ? {} : { [`ArnLike${ifSaid}`]: { "aws:SourceArn": sourceArn } }),
      },
    },
  ]);
}

/**
 * Services whose documented trust has no such condition (2026-11): S3 for replication, ECS for shifting traffic, Lambda,
 * RDS for its proxies, and AWS Backup. They may not say on whose behalf they ask, and a condition on what is not said
 * refuses them. It binds where they do say it; otherwise `iam:PassRole`, which works within one account only, is the limit.
 */
const MAY_NOT_SAY_SOURCE: readonly string[] = [
  "backup.amazonaws.com",
  "ecs.amazonaws.com",
  "lambda.amazonaws.com",
  "rds.amazonaws.com",
  "s3.amazonaws.com",
];

function refuseWideGrant({ sid, actions, resources, anyResource }: Grant): void {
  const pattern = actions.find((action) => action.includes("*"));
  if (pattern !== undefined) {
    throw new Error(`statement "${sid}": action "${pattern}" is a pattern; name each action that is needed.`);
  }
  const unlimited = resources.some((resource) => resource === "*");
  if (unlimited && anyResource === undefined) {
    throw new Error(`statement "${sid}": resource "*" needs anyResource, the reason why it cannot be narrowed.`);
  }
  if (!unlimited && anyResource !== undefined) {
    throw new Error(`statement "${sid}": anyResource is given, but no resource is "*"; remove it.`);
  }
}

function principalJson(principal: Principal): unknown {
  if (principal === "*") return "*";
  if ("service" in principal) return { Service: principal.service };
  return "aws" in principal ? { AWS: principal.aws } : { Federated: principal.federated };
}
