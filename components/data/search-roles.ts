import * as pulumi from "@pulumi/pulumi";
import type { SearchRole } from "../../functions/bootstrap/request";
import type { Grant } from "../shared/iam";
import { ACCESS } from "./search-access";
import { type HttpMethod, pathsOf, type SearchClient } from "./search-clients";

/** The roles of fine-grained access control, each with the IAM roles and groups that hold it. */
export function searchRoles(clients: readonly SearchClient[]): pulumi.Output<SearchRole[]> {
  return pulumi.all(clients.map(searchRole));
}

function searchRole(client: SearchClient): pulumi.Output<SearchRole> {
  const { cluster, index, besides } = ACCESS[client.access];
  return pulumi.all([...client.roleArns]).apply((roleArns) => ({
    name: client.name,
    clusterPermissions: [...cluster].sort(),
    indexPermissions: [
      { patterns: [...client.patterns], actions: [...index].sort() },
      ...(besides === undefined ? [] : [besides]),
    ],
    backendRoles: [...roleArns].sort(),
    ...(client.groups === undefined ? {} : { groups: [...client.groups].sort() }),
  }));
}

/** HTTP calls of some methods on some paths of a domain, as a grant for the policy of whoever calls. */
export function httpGrant(
  domainArn: pulumi.Input<string>,
  sid: string,
  methods: readonly HttpMethod[],
  paths: readonly string[],
): Grant {
  return {
    sid,
    actions: methods.map((method) => `es:ESHttp${method}`),
    resources: paths.map((path) => pulumi.interpolate`${domainArn}/${path}`),
  };
}

/** Everything a client's IAM role needs to call the domain. */
export function clientGrants(domainArn: pulumi.Input<string>, client: SearchClient): Grant[] {
  const sid = `Search${client.name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}`;
  return pathsOf(client).map(({ methods, paths }, index) =>
    httpGrant(domainArn, index === 0 ? sid : `${sid}${index + 1}`, methods, paths),
  );
}
