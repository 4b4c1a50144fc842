import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { accountOf } from "../iam/arn";
import type { Context } from "../iam/conditions";
import { parseDocument } from "../iam/document";
import type { AccessRequest } from "../iam/evaluate";
import { carriedOn } from "../iam/resource-policies";
import type { Carried, Role } from "../iam/roles";
import type { Request } from "./requests";

/** The resource an ARN is of, or lies in: an object is in its bucket. The longest name wins. */
export function ownerOf(arn: string, graph: ResourceGraph): ResourceNode | undefined {
  return graph.resources
    .filter(({ custom, outputs }) => {
      const own = outputs.arn;
      return (
        custom && typeof own === "string" && (arn === own || [`${own}/`, `${own}:`].some((it) => arn.startsWith(it)))
      );
    })
    .sort((a, b) => String(b.outputs.arn).length - String(a.outputs.arn).length)[0];
}

/** What the resource's own policy, or those beside it, say. */
export function onResource(arn: string, graph: ResourceGraph): Carried[] {
  const owner = ownerOf(arn, graph);
  return owner === undefined ? [] : carriedOn(owner, graph);
}

/** The most a role can do, where it is bounded. */
export function boundaryOf({ boundary, boundaryBy }: Role): Carried[] {
  return boundary === undefined || boundaryBy === undefined ? [] : [{ by: boundaryBy, document: boundary }];
}

/** Endpoints by which requests of a role leave the network: only what stands in it takes them. */
export function endpointsFor(role: Role, { action, pattern }: Request, graph: ResourceGraph): Carried[] {
  if (!standsInNetwork(role, graph)) return [];
  const [service = ""] = action.split(":", 1);
  const region = pattern.split(":")[3] || ownerOf(pattern, graph)?.region;
  return graph
    .ofType("aws:ec2/vpcEndpoint:VpcEndpoint")
    .filter(({ inputs }) => {
      const [, , where, ...name] = String(inputs.serviceName).split(".");
      return name[0] === service && (region === undefined || region === where);
    })
    .flatMap(({ urn, inputs }) => (inputs.policy ? [{ by: urn, document: parseDocument(inputs.policy) }] : []));
}

function standsInNetwork({ arn }: Role, graph: ResourceGraph): boolean {
  const tasks = graph
    .ofType("aws:ecs/taskDefinition:TaskDefinition")
    .filter(({ inputs }) => inputs.taskRoleArn === arn);
  const functions = graph
    .ofType("aws:lambda/function:Function")
    .filter(({ inputs }) => inputs.role === arn && inputs.vpcConfig !== undefined);
  return tasks.length + functions.length > 0;
}

/** What is known of every request a role of the platform makes; all else is left open. */
export function accessRequest(role: Role, { action, pattern }: Request, via?: string): AccessRequest {
  const sample = pattern.replaceAll(/[*?]/g, "x");
  const account = accountOf(sample) ?? role.account;
  const context: Context = new Map([
    ["aws:principalarn", [role.arn]],
    ["aws:principalaccount", [role.account]],
    ["aws:principalisawsservice", ["false"]],
    ["aws:resourceaccount", [account]],
    ["aws:securetransport", ["true"]],
    ["kms:calleraccount", [role.account]],
    ["s3:tlsversion", ["1.3"]],
    ...(via === undefined ? [] : [["kms:viaservice", [via]] as const]),
  ]);
  return {
    requester: { arn: role.arn, account: role.account },
    action,
    resource: pattern === "*" ? "*" : sample,
    resourceAccount: account,
    context,
  };
}
