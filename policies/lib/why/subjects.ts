import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { type Role, rolesOf } from "../iam/roles";

const ACCOUNT = "gcp:serviceaccount/account:Account";

/** Whose permissions are asked for: a role of AWS, or a service account of Google's. */
export type Subject =
  | { readonly kind: "role"; readonly name: string; readonly role: Role }
  | { readonly kind: "account"; readonly name: string; readonly account: ResourceNode };

/** What runs with a role, and the input that says which. An execution role is the agent's, not the task's. */
const BEARERS: Readonly<Record<string, string>> = {
  "aws:backup/selection:Selection": "iamRoleArn",
  "aws:ecs/taskDefinition:TaskDefinition": "taskRoleArn",
  "aws:lambda/function:Function": "role",
  "aws:rds/proxy:Proxy": "roleArn",
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": "role",
};

/** Everybody a name may mean: none where there is no such name, several where it is not clear who is meant. */
export function subjectsNamed(graph: ResourceGraph, name: string): Subject[] {
  const roles = rolesOf(graph);
  const itself = roles.filter(({ name: logical, arn, node }) => [logical, arn, node.outputs.name].includes(name));
  if (itself.length > 0) return itself.map(asSubject);
  const accounts = graph
    .ofType(ACCOUNT)
    .filter((account) => [account.name, account.inputs.accountId, account.outputs.email].includes(name));
  if (accounts.length > 0) return accounts.map((account) => ({ kind: "account", name: account.name, account }));
  const run = bearersNamed(graph, name);
  if (run.length > 0) return run;
  const named = graph.resources.filter((resource) => resource.name === name);
  const below = named.flatMap((resource) => descendants(resource, graph));
  const carried = roles.filter(({ arn }) => below.some((resource) => runsWith(resource, graph).includes(arn)));
  return (carried.length > 0 ? carried : roles.filter(({ node }) => below.includes(node))).map(asSubject);
}

/** The role of what runs under a name. */
export function bearersNamed(graph: ResourceGraph, name: string): Subject[] {
  const named = graph.resources.filter((resource) => resource.name === name);
  const arns = named.flatMap((resource) => runsWith(resource, graph));
  return rolesOf(graph)
    .filter(({ arn }) => arns.includes(arn))
    .map(asSubject);
}

/** Names that are good to ask from: roles and service accounts, and what runs with one of them alone. */
export function subjectNames(graph: ResourceGraph): string[] {
  const bearers = graph.resources.filter((resource) => runsWith(resource, graph).length > 0);
  return [
    ...bearers.map(({ name }) => name),
    ...rolesOf(graph).map(({ name }) => name),
    ...graph.ofType(ACCOUNT).map(({ name }) => name),
  ];
}

/** ARNs of the roles a resource runs with. */
function runsWith({ type, inputs }: ResourceNode, graph: ResourceGraph): string[] {
  if (type === "aws:ecs/service:Service") {
    const definitions = graph.ofType("aws:ecs/taskDefinition:TaskDefinition");
    return definitions
      .filter(({ id, outputs }) => inputs.taskDefinition === outputs.arn || inputs.taskDefinition === id)
      .flatMap((definition) => runsWith(definition, graph));
  }
  const property = BEARERS[type];
  const arn = property === undefined ? undefined : inputs[property];
  return typeof arn === "string" ? [arn] : [];
}

function descendants({ urn }: ResourceNode, graph: ResourceGraph): ResourceNode[] {
  return graph.childrenOf(urn).flatMap((child) => [child, ...descendants(child, graph)]);
}

function asSubject(role: Role): Subject {
  return { kind: "role", name: role.name, role };
}
