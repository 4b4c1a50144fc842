import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { iamActions } from "../iam/actions";
import { selectsAction } from "../iam/evaluate";
import { IAM_SERVICES } from "../iam/services";
import { STORE_KINDS, storeOf } from "../iam/stores";

/** What permissions are asked about on AWS. */
export interface AwsTarget {
  readonly kind: "aws";
  readonly name: string;
  /** Patterns of what is meant; `*` where only an action is. */
  readonly arns: readonly string[];
  /** Undefined: whatever can be done to it. */
  readonly action?: string;
  /** For a key: the service it is used through, as `kms:ViaService` has it. */
  readonly via?: string;
}

/** What permissions are asked about on Google Cloud. */
export interface GoogleTarget {
  readonly kind: "google";
  readonly name: string;
  /** Undefined: whatever can be done to it. */
  readonly permission?: string;
  /** Undefined: wherever it may be done. */
  readonly place?: ResourceNode;
}

export type Target = AwsTarget | GoogleTarget;

const ACTION = /^[a-z0-9-]+:[A-Za-z0-9]+$/;
const PERMISSION = /^[a-z]+\.[A-Za-z]+\.[A-Za-z]+$/;

/** Everything that may be meant: `ACTION`, `THING`, or `ACTION@THING`. */
export function targetsNamed(graph: ResourceGraph, name: string): Target[] {
  const [, wanted, thing] = /^([^@]+)@(.+)$/.exec(name) ?? [];
  if (wanted === undefined || thing === undefined) return [...actionNamed(name), ...thingsNamed(graph, name)];
  return thingsNamed(graph, thing).flatMap((target): Target[] => {
    if (target.kind === "google") return PERMISSION.test(wanted) ? [{ ...target, name, permission: wanted }] : [];
    const action = knownAction(wanted);
    return action === undefined ? [] : [{ ...target, name, action }];
  });
}

/** Logical names of what can be asked about. */
export function targetNames(graph: ResourceGraph): string[] {
  return graph.resources.filter((node) => isThing(node)).map(({ name }) => name);
}

/** Actions whose service is right, for a name that is none of them. */
export function actionsOfService(name: string): string[] {
  const [service = ""] = name.split(":", 1);
  if (!IAM_SERVICES.includes(service)) return [];
  return iamActions()
    .all()
    .map(({ name: action }) => action)
    .filter((action) => selectsAction({ patterns: [`${service}:*`], inverted: false }, action));
}

function actionNamed(name: string): Target[] {
  if (PERMISSION.test(name)) return [{ kind: "google", name, permission: name }];
  const action = knownAction(name);
  return action === undefined ? [] : [{ kind: "aws", name, arns: ["*"], action }];
}

function knownAction(name: string): string | undefined {
  return ACTION.test(name) ? iamActions().facts(name)?.name : undefined;
}

function thingsNamed(graph: ResourceGraph, name: string): Target[] {
  if (name.startsWith("arn:")) return [{ kind: "aws", name, arns: [name] }];
  const kind = name.split(":", 1)[0] ?? "";
  if (name.includes(":") && STORE_KINDS.includes(kind)) return storeNamed(graph, name);
  return graph.resources.filter((node) => node.name === name && isThing(node)).map((node) => thing(node, name));
}

function storeNamed(graph: ResourceGraph, name: string): Target[] {
  try {
    const { arns, via } = storeOf(graph, name);
    return [{ kind: "aws", name, arns, ...(via?.endsWith(".amazonaws.com") === true ? { via } : {}) }];
  } catch {
    return []; // a kind of store, but none of this stack's: the caller says what there is
  }
}

function isThing({ type, outputs }: ResourceNode): boolean {
  if (/^gcp:(bigquery\/(dataset|table)|vertex\/aiEndpoint|kms\/cryptoKey):/.test(type)) return true;
  return type.startsWith("aws:") && typeof outputs.arn === "string";
}

/** How the ARNs of what lies in a resource go on. */
const INSIDE: Readonly<Record<string, string>> = {
  "aws:cloudwatch/logGroup:LogGroup": ":*",
  "aws:opensearch/domain:Domain": "/*",
  "aws:s3/bucket:Bucket": "/*",
};

function thing(node: ResourceNode, name: string): Target {
  if (node.type.startsWith("gcp:")) return { kind: "google", name, place: node };
  const arn = String(node.outputs.arn);
  const inside = INSIDE[node.type];
  return { kind: "aws", name, arns: [arn, ...(inside === undefined ? [] : [arn + inside]), ...usersOf(node, arn)] };
}

/** People of a database have ARNs of their own, made from the cluster's id or the proxy's. */
function usersOf({ type, outputs }: ResourceNode, arn: string): string[] {
  const [, , , region, account, , proxy] = arn.split(":");
  const id = type === "aws:rds/proxy:Proxy" ? proxy : outputs.clusterResourceId;
  return typeof id === "string" ? [`arn:aws:rds-db:${region}:${account}:dbuser:${id}/*`] : [];
}
