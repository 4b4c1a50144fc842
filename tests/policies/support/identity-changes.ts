import type { PlainObject, PlainValue, ResourceGraph } from "../../../plan/graph";
import { mutated, resource, withInputs } from "./mutate";

export const POLICY = "aws:iam/rolePolicy:RolePolicy";
export const ROLE = "aws:iam/role:Role";
export const KEY = "aws:kms/key:Key";
export const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
export const QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy";
export const PROVIDER = "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider";
export const CUSTOM_ROLE = "gcp:projects/iAMCustomRole:IAMCustomRole";
export const TASK = "app-task-role-policy";

export type Statement = Record<string, PlainValue>;
export type Change = (graph: ResourceGraph) => ResourceGraph;

/** A policy document of one resource, changed statement by statement. */
function document(
  type: string,
  name: string,
  change: (lines: Statement[], graph: ResourceGraph) => Statement[],
): Change {
  return (graph) => {
    const property = type === ROLE ? "assumeRolePolicy" : "policy";
    const { Statement: lines, ...rest } = JSON.parse(String(graph.one(type, name).inputs[property]));
    return withInputs(graph, type, name, { [property]: JSON.stringify({ ...rest, Statement: change(lines, graph) }) });
  };
}

export const add = (type: string, name: string, line: Statement | ((graph: ResourceGraph) => Statement)): Change =>
  document(type, name, (lines, graph) => [
    ...lines,
    { Effect: "Allow", ...(typeof line === "function" ? line(graph) : line) },
  ]);
export const grant = (Action: string, Resource: PlainValue, more: Statement = {}) =>
  add(POLICY, TASK, { Action, Resource, ...more });
export const edit = (type: string, name: string, sid: string, change: (line: Statement) => Statement): Change =>
  document(type, name, (lines) => lines.map((line) => (line.Sid === sid ? change(line) : line)));
export const drop = (type: string, name: string, sid: string) =>
  document(type, name, (lines) => lines.filter(({ Sid }) => Sid !== sid));
export const unconditional = ({ Condition: _, ...line }: Statement): Statement => line;
export const inputs =
  (type: string, name: string, change: (old: PlainObject) => PlainObject): Change =>
  (graph) =>
    withInputs(graph, type, name, change(graph.one(type, name).inputs));
export const added =
  (type: string, name: string, its: PlainObject): Change =>
  (graph) =>
    mutated(graph, (node) => node, [resource(type, name, its)]);
export const arnOf = (graph: ResourceGraph, type: string, name: string) => String(graph.one(type, name).outputs.arn);

/** A rule without its pack. */
export function shortName(id: string): string {
  return id.replace(/^(least-privilege|encryption)-/, "");
}

/** By what is changed: the change, and every rule that has to notice it; no other may. */
export type Mutations = Readonly<Record<string, readonly [change: Change, ...rules: string[]]>>;
