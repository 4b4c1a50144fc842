import type * as pulumi from "@pulumi/pulumi";
import { type ResourceStatement, resourcePolicy } from "../shared/iam";
import { AWS_PARTITION } from "../shared/naming";
import { KEY_ADMINISTRATION, KEY_USE, THIS_KEY } from "./key-actions";
import { directUse } from "./key-direct-use";
import type { KeyUse } from "./key-principals";

/**
 * A key policy in which the account decides through IAM, within limits IAM cannot lift: the key is administered freely,
 * but used only through the listed services. Whatever a role's own policy says, it does not decrypt with KMS itself; it
 * takes a change of the key policy, which leaves a trace.
 */
export function keyPolicy(use: KeyUse): pulumi.Output<string> {
  return resourcePolicy([
    {
      sid: "AdministeredByAccount",
      principal: account(use),
      actions: KEY_ADMINISTRATION,
      resources: THIS_KEY,
    },
    ...(use.services.length === 0 ? [] : throughServices(use)),
    ...[...use.principals].sort().flatMap((principal) => directUse(principal, use)),
  ]);
}

function throughServices(use: KeyUse): ResourceStatement[] {
  const through = {
    "kms:CallerAccount": use.accountId,
    "kms:ViaService": [...use.services].sort().map((service) => `${service}.${use.region}.amazonaws.com`),
  };
  return [
    {
      sid: "UsedThroughServices",
      principal: account(use),
      actions: KEY_USE,
      resources: THIS_KEY,
      conditions: { StringEquals: through },
    },
    {
      // Databases, caches and registries keep working after the call that created them: they hold a grant.
      sid: "GrantedToServices",
      principal: account(use),
      actions: ["kms:CreateGrant"],
      resources: THIS_KEY,
      conditions: { StringEquals: through, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

function account({ accountId }: KeyUse): { aws: string } {
  return { aws: `arn:${AWS_PARTITION}:iam::${accountId}:root` };
}
