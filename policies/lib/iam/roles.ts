import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { UnknownValue } from "../../core/rule";
import { accountOf } from "./arn";
import { awsManagedPolicy, EVERYTHING } from "./aws-managed";
import type { PolicyDocument } from "./document";
import { documentOf, inlineIn, ROLE } from "./sources";

const INLINE = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const MANAGED = "aws:iam/policy:Policy";

/** A policy document, and what carries it: a URN, or the ARN of a policy of AWS's own. */
export interface Carried {
  readonly by: string;
  readonly document: PolicyDocument;
}

/** A role with everything that decides what it may do. */
export interface Role {
  readonly node: ResourceNode;
  /** Logical name: the same in each stack. */
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  readonly trust: PolicyDocument;
  readonly policies: readonly PolicyDocument[];
  /** The same, each with what carries it. */
  readonly carried: readonly Carried[];
  /** Those of them whose text is in this stack. */
  readonly own: readonly PolicyDocument[];
  /** Undefined where the role has none; the most it can do where the policy is not one of this stack. */
  readonly boundary: PolicyDocument | undefined;
  /** What carries the boundary. */
  readonly boundaryBy: string | undefined;
}

/** A graph does not change, and many rules ask for its roles. */
const known = new WeakMap<ResourceGraph, readonly Role[]>();

/** Every role of a stack, with its policies wherever they are attached. */
export function rolesOf(graph: ResourceGraph): readonly Role[] {
  const roles = known.get(graph) ?? graph.ofType(ROLE).map((node) => roleOf(node, graph));
  known.set(graph, roles);
  return roles;
}

export function roleOf(node: ResourceNode, graph: ResourceGraph): Role {
  const name = text(node, "name");
  const arn = text(node, "arn");
  const inline = graph.ofType(INLINE).filter(({ inputs }) => inputs.role === name || inputs.role === node.id);
  const attached = graph.ofType(ATTACHMENT).filter(({ inputs }) => inputs.role === name || inputs.role === node.id);
  const arns = [...attached.map(({ inputs }) => inputs.policyArn), ...list(node.inputs.managedPolicyArns)].map(String);
  const own = [
    ...inline.map((policy) => ({ by: policy.urn, document: documentOf(policy) ?? [] })),
    ...inlineIn(node).map((document) => ({ by: node.urn, document })),
    ...arns.flatMap((policy) => ownManaged(policy, graph) ?? []),
  ].filter(({ document }) => document.length > 0);
  const foreign = arns.filter((policy) => ownManaged(policy, graph) === undefined);
  const carried = [...own, ...foreign.map((policy) => managed(policy, graph))];
  const bound = node.inputs.permissionsBoundary;
  const boundary = typeof bound === "string" ? managed(bound, graph) : undefined;
  return {
    node,
    name: node.name,
    arn,
    account: accountOf(arn) ?? "",
    trust: documentOf(node) ?? [],
    policies: carried.map(({ document }) => document),
    carried,
    own: own.map(({ document }) => document),
    boundary: boundary?.document,
    boundaryBy: boundary?.by,
  };
}

/** What the sessions of a role are called, but for the name that each of them has at its end. */
export function sessionArn({ account, arn }: Role): string {
  return `arn:aws:sts::${account}:assumed-role/${arn.split("/").at(-1)}`;
}

/** The text of a managed policy: one of this stack, one of AWS's that is known, or anything at all. */
function managed(arn: string, graph: ResourceGraph): Carried {
  return ownManaged(arn, graph) ?? { by: arn, document: awsManagedPolicy(arn) ?? EVERYTHING };
}

function ownManaged(arn: string, graph: ResourceGraph): Carried | undefined {
  const policy = graph.ofType(MANAGED).find(({ outputs }) => outputs.arn === arn);
  const document = policy && documentOf(policy);
  return document && { by: policy.urn, document };
}

function text({ outputs, name }: ResourceNode, property: string): string {
  const value = outputs[property];
  if (typeof value !== "string") throw new UnknownValue(`${name}.${property}`);
  return value;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
