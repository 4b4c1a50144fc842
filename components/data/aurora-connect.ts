import * as pulumi from "@pulumi/pulumi";
import { awsArn } from "../shared/naming";

/**
 * What `rds-db:connect` is granted on: one user of one cluster or proxy, by the id IAM knows it by. It is not the ARN of
 * the cluster.
 *
 * @param resourceId `cluster-…` of a cluster, `prx-…` of a proxy
 */
export function databaseUserArn(
  { region, accountId }: { readonly region: string; readonly accountId: string },
  resourceId: pulumi.Input<string>,
  user: string,
): pulumi.Output<string> {
  return pulumi.output(resourceId).apply((id) => awsArn("rds-db", region, accountId, `dbuser:${id}/${user}`));
}
