import type * as pulumi from "@pulumi/pulumi";
import { type ResourceStatement, resourcePolicy } from "../shared/iam";
import { AWS_PARTITION, awsArn } from "../shared/naming";

/** Whose endpoint it is, and what else its workloads need. */
export interface EndpointScope {
  readonly region: string;
  readonly accountId: string;
  /** Other accounts whose images are pulled. */
  readonly imageAccountIds: readonly string[];
}

/**
 * The policy of an interface endpoint: principals of this account, and resources of this account.
 *
 * With a condition on the principal alone, a task that somebody broke into could still send what it reads to a queue or a
 * secret of somebody else's, as the other account may admit it. Where a service does not say whose a resource is, the
 * condition on it does not apply: `ecr:GetAuthorizationToken` and other calls have no resource, and EventBridge never says
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount).
 */
export function interfaceEndpointPolicy(service: string, scope: EndpointScope): pulumi.Output<string> {
  const principal = { "aws:PrincipalAccount": scope.accountId };
  const exceptions = exceptionsOf(service, scope).map((exception) => ({
    ...exception,
    principal: "*" as const,
    conditions: { StringEquals: principal },
  }));
  return resourcePolicy([
    {
      sid: "OwnPrincipalsAndResources",
      principal: "*",
      actions: ["*"],
      resources: ["*"],
      conditions: { StringEquals: principal, StringEqualsIfExists: { "aws:ResourceAccount": scope.accountId } },
    },
    ...exceptions,
  ]);
}

type Exception = Pick<ResourceStatement, "sid" | "actions" | "resources">;

/** What a service's own users read from other accounts: read, and nothing that would carry data out. */
function exceptionsOf(service: string, { region, imageAccountIds }: EndpointScope): Exception[] {
  if (service.startsWith("ecr.") && imageAccountIds.length > 0) {
    return [
      {
        sid: "ImagesOfOtherAccounts",
        actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        resources: imageAccountIds.map((accountId) => awsArn("ecr", region, accountId, "repository/*")),
      },
    ];
  }
  if (service === "ssm") {
    // Parameters that AWS publishes, such as the newest images, are nobody's: their ARNs name no account.
    return [
      {
        sid: "PublicParameters",
        actions: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
        resources: [`arn:${AWS_PARTITION}:ssm:${region}::parameter/aws/service/*`],
      },
    ];
  }
  return [];
}
