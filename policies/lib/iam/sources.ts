import type { PlainValue, ResourceGraph, ResourceNode } from "../../../plan/graph";
import { objects } from "../values/objects";
import { type PolicyDocument, parseDocument } from "./document";

/** What a document is for: it grants to its bearer, admits others to a resource, or says who may take a role. */
export type DocumentKind = "identity" | "resource" | "trust";

export const ROLE = "aws:iam/role:Role";

interface PolicyProperty {
  readonly property: string;
  readonly kind: DocumentKind;
}

/** Every resource type that carries a policy document, and where. Endpoints are left out: their policies grant nothing. */
const PROPERTIES: Readonly<Record<string, PolicyProperty>> = {
  "aws:iam/policy:Policy": { property: "policy", kind: "identity" },
  "aws:iam/rolePolicy:RolePolicy": { property: "policy", kind: "identity" },
  "aws:iam/userPolicy:UserPolicy": { property: "policy", kind: "identity" },
  "aws:iam/groupPolicy:GroupPolicy": { property: "policy", kind: "identity" },
  [ROLE]: { property: "assumeRolePolicy", kind: "trust" },
  "aws:backup/vaultPolicy:VaultPolicy": { property: "policy", kind: "resource" },
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": { property: "policy", kind: "resource" },
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": { property: "policyDocument", kind: "resource" },
  "aws:ecr/registryPolicy:RegistryPolicy": { property: "policy", kind: "resource" },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": { property: "policy", kind: "resource" },
  "aws:glue/resourcePolicy:ResourcePolicy": { property: "policy", kind: "resource" },
  "aws:kms/key:Key": { property: "policy", kind: "resource" },
  "aws:kms/keyPolicy:KeyPolicy": { property: "policy", kind: "resource" },
  "aws:kms/replicaKey:ReplicaKey": { property: "policy", kind: "resource" },
  "aws:opensearch/domain:Domain": { property: "accessPolicies", kind: "resource" },
  "aws:opensearch/domainPolicy:DomainPolicy": { property: "accessPolicies", kind: "resource" },
  "aws:s3/bucketPolicy:BucketPolicy": { property: "policy", kind: "resource" },
  "aws:secretsmanager/secret:Secret": { property: "policy", kind: "resource" },
  "aws:secretsmanager/secretPolicy:SecretPolicy": { property: "policy", kind: "resource" },
  "aws:sns/topic:Topic": { property: "policy", kind: "resource" },
  "aws:sns/topicPolicy:TopicPolicy": { property: "policy", kind: "resource" },
  "aws:sqs/queue:Queue": { property: "policy", kind: "resource" },
  "aws:sqs/queuePolicy:QueuePolicy": { property: "policy", kind: "resource" },
};

export function typesOf(...kinds: readonly DocumentKind[]): string[] {
  return Object.entries(PROPERTIES)
    .filter(([, { kind }]) => kinds.includes(kind))
    .map(([type]) => type);
}

/** A resource does not change, and many rules ask for its document. */
const known = new WeakMap<ResourceNode, PolicyDocument>();

/** The policy document a resource carries; undefined where it carries none. */
export function documentOf(resource: ResourceNode): PolicyDocument | undefined {
  const document = known.get(resource) ?? readDocument(resource);
  if (document !== undefined) known.set(resource, document);
  return document;
}

/** The policies that a role has written into itself. */
export function inlineIn({ type, inputs }: ResourceNode): PolicyDocument[] {
  if (type !== ROLE) return [];
  return objects(inputs.inlinePolicies).flatMap(({ policy }) => (isWritten(policy) ? [parseDocument(policy)] : []));
}

/** Every statement a resource carries: those of its document, and of the policies written into it. */
export function statementsIn(resource: ResourceNode): PolicyDocument {
  return [...(documentOf(resource) ?? []), ...inlineIn(resource).flat()];
}

function readDocument(resource: ResourceNode): PolicyDocument | undefined {
  const property = PROPERTIES[resource.type]?.property;
  const source = property === undefined ? undefined : resource.inputs[property];
  return isWritten(source) ? parseDocument(source) : undefined;
}

function isWritten(source: PlainValue | undefined): boolean {
  return source !== undefined && source !== null && source !== "";
}

/** Whether a managed policy only bounds roles: then it grants nothing by itself, and has a rule of its own. */
export function onlyBounds(policy: ResourceNode, graph: ResourceGraph): boolean {
  const arn = policy.outputs.arn;
  const attached = ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "aws:iam/policyAttachment:PolicyAttachment"]
    .flatMap((type) => graph.ofType(type))
    .some(({ inputs }) => inputs.policyArn === arn);
  return !attached && graph.ofType(ROLE).some(({ inputs }) => inputs.permissionsBoundary === arn);
}
