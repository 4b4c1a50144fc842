import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { admitted, parseCel } from "../google/cel";
import { GRANT_TYPES, membershipsOf } from "../google/members";
import { permissionsOf } from "../google/rights";
import { type Role, sessionArn } from "../iam/roles";
import type { Answer } from "./answer";
import type { GoogleTarget } from "./targets";

/** Whether a service account may do something, and which grants say so. */
export function explainGoogle(graph: ResourceGraph, account: ResourceNode, target: GoogleTarget): Answer[] {
  const { permission, place } = target;
  const member = `serviceAccount:${String(account.outputs.email)}`;
  const head = { kind: "permission", from: account.name, to: target.name, on: [] } as const;
  const answers = grantsTo(graph, member)
    .filter(({ grant }) => place === undefined || isOn(grant, place))
    .flatMap(({ grant, role }): Answer[] => {
      const given = permissionsOf(role, graph).filter((name) => permission === undefined || name === permission);
      const by = [`granted by ${grant.urn}`, `in the role ${role}`];
      return given.length === 0 ? [] : [{ ...head, verdict: "yes", what: [...given].sort(), because: by }];
    });
  if (answers.length > 0) return answers;
  const what = permission === undefined ? [] : [permission];
  return [{ ...head, verdict: "no", what, because: [`stopped by Google: no grant gives it to ${account.name}`] }];
}

/** Whether a role of AWS may do something on Google Cloud, as the service accounts it may act as. */
export function explainFederated(graph: ResourceGraph, role: Role, target: GoogleTarget): Answer[] {
  const accounts = graph.ofType("gcp:serviceaccount/account:Account");
  const doors = accounts.flatMap((account) => doorsTo(graph, role, account).map((door) => ({ account, door })));
  const answers = doors.flatMap(({ account, door }) => {
    const shut = closedBy(graph, role);
    return explainGoogle(graph, account, target).map((answer): Answer => {
      const through = [`acts as ${account.name} by ${door.urn}`, ...answer.because];
      if (shut.length > 0) return { ...answer, from: role.name, verdict: "no", because: [...through, ...shut] };
      return { ...answer, from: role.name, because: through };
    });
  });
  if (answers.length > 0) return answers;
  const because = ["stopped by Google: the role may act as no service account"];
  const what = target.permission === undefined ? [] : [target.permission];
  return [{ kind: "permission", from: role.name, to: target.name, verdict: "no", what, on: [], because }];
}

/** Grants that let a role of AWS act as a service account. */
function doorsTo(graph: ResourceGraph, role: Role, account: ResourceNode): ResourceNode[] {
  return graph
    .ofType("gcp:serviceaccount/iAMMember:IAMMember")
    .filter(({ inputs }) => inputs.serviceAccountId === account.outputs.name || inputs.serviceAccountId === account.id)
    .filter((grant) =>
      membershipsOf(grant).some(({ member }) => member.endsWith(`/attribute.aws_role/${sessionArn(role)}`)),
    );
}

/** Providers whose condition keeps the role out, where none lets it in. */
function closedBy(graph: ResourceGraph, role: Role): string[] {
  const providers = graph.ofType("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider");
  const closed = providers.filter(({ inputs }) => {
    const condition = parseCel(String(inputs.attributeCondition ?? ""));
    return condition !== undefined && admitted(condition, "attribute.aws_role")?.has(sessionArn(role)) === false;
  });
  if (closed.length < providers.length) return [];
  return closed.map(({ urn }) => `stopped by the condition of ${urn}: it does not admit the role`);
}

function grantsTo(graph: ResourceGraph, member: string): { grant: ResourceNode; role: string }[] {
  return GRANT_TYPES.flatMap((type) => graph.ofType(type)).flatMap((grant) =>
    membershipsOf(grant)
      .filter((membership) => membership.member === member)
      .map(({ role }) => ({ grant, role })),
  );
}

/** A grant on the project holds everywhere in it. */
function isOn({ type, inputs }: ResourceNode, place: ResourceNode): boolean {
  if (type.startsWith("gcp:projects/")) return true;
  const names = [place.id, place.outputs.name, place.inputs.datasetId];
  return Object.values(inputs).some((value) => value !== undefined && names.includes(value));
}
