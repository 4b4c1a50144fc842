import * as pulumi from "@pulumi/pulumi";
import { AWS_PARTITION } from "../shared/naming";
import { HTTP_METHODS, type HttpMethod, methodsOf, type SearchClient } from "./search-clients";

export interface DomainPolicyArgs {
  readonly accountId: string;
  /** ARN of the domain, known before it exists. */
  readonly domainArn: string;
  /** Role that sets up roles, templates and retention. */
  readonly masterRoleArn: pulumi.Input<string>;
  readonly clients: readonly SearchClient[];
  /** Whether people sign in to Dashboards through an identity provider. */
  readonly saml: boolean;
}

/**
 * Who may call the domain, and with which methods; everybody else is refused, an administrator with `es:*` as well.
 *
 * Statements have no `Sid`: the service takes one and does not keep it, so that every later run would find a change,
 * and a change of a domain takes minutes to hours (https://github.com/cloudposse/terraform-aws-elasticsearch/pull/76).
 * Roles are named in conditions, not as principals: the service refuses a principal that does not exist yet, and turns
 * one that is deleted into an id, which the next run would find changed. Within an account the first statements give
 * nothing by themselves - a role's own policy has to, by method and path - and the last is what keeps others out.
 */
export function domainPolicy(args: DomainPolicyArgs): pulumi.Output<string> {
  const { accountId, clients, masterRoleArn } = args;
  const callers = [...clients.flatMap(callersOf), { roleArn: masterRoleArn, methods: HTTP_METHODS }];
  const account = { AWS: `arn:${AWS_PARTITION}:iam::${accountId}:root` };
  const everything = `${args.domainArn}/*`;
  return pulumi.all(callers.map(({ roleArn }) => roleArn)).apply((roleArns) => {
    const named = callers.map(({ methods }, index) => ({ methods, roleArn: roleArns[index] ?? "" }));
    const statements = [
      ...byMethods(named).map(([methods, arns]) => ({
        Effect: "Allow",
        Principal: account,
        Action: actions(methods),
        Resource: everything,
        Condition: { ArnEquals: { "aws:PrincipalArn": arns } },
      })),
      ...(args.saml ? [dashboards(args.domainArn)] : []),
      {
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: actions(HTTP_METHODS),
        Resource: everything,
        Condition: {
          ArnNotEquals: { "aws:PrincipalArn": distinct(roleArns) },
          // Only who is signed for is compared: a browser that signs in by SAML is nobody to IAM, and without SAML no
          // statement lets it in.
          Null: { "aws:PrincipalArn": "false" },
        },
      },
    ];
    return JSON.stringify({ Version: "2012-10-17", Statement: statements });
  });
}

/** Browsers cannot sign requests; Dashboards sends them to the identity provider instead. */
function dashboards(domainArn: string) {
  return {
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: actions(["Delete", "Get", "Head", "Post", "Put"]),
    Resource: [`${domainArn}/_dashboards`, `${domainArn}/_dashboards/*`],
  };
}

function callersOf(client: SearchClient) {
  return client.roleArns.map((roleArn) => ({ roleArn, methods: methodsOf(client) }));
}

/** One statement for each set of methods, in a fixed order. */
function byMethods(callers: readonly { methods: readonly HttpMethod[]; roleArn: string }[]) {
  const groups = new Map<string, { methods: readonly HttpMethod[]; roleArns: string[] }>();
  for (const { methods, roleArn } of callers) {
    const key = methods.join();
    const group = groups.get(key) ?? { methods, roleArns: [] };
    groups.set(key, { methods, roleArns: [...group.roleArns, roleArn] });
  }
  return [...groups.keys()].sort().flatMap((key) => {
    const group = groups.get(key);
    return group === undefined ? [] : [[group.methods, distinct(group.roleArns)] as const];
  });
}

function actions(methods: readonly HttpMethod[]): string[] {
  return methods.map((method) => `es:ESHttp${method}`);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
