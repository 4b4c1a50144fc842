import type { ResourceGraph } from "../../../plan/graph";
import { coversArn } from "./arn";
import type { DataGrant } from "./data-grants";
import type { Right } from "./data-plane";
import { VERBS } from "./data-verbs";
import { decide } from "./evaluate";
import { policyOn } from "./resource-policies";
import type { Role } from "./roles";
import { type Store, storeOf } from "./stores";

/** What a row of the matrix asks for: one action on one store. */
export interface Need {
  readonly store: string;
  readonly action: string;
  readonly at: Store;
}

export function needsOf(rights: readonly Right[] | undefined, graph: ResourceGraph): Need[] {
  return (rights ?? []).flatMap(([verb, store]) => {
    const at = storeOf(graph, store);
    return VERBS[verb].map((action) => ({ store, action, at }));
  });
}

/** Whether a grant is what a need asks for, or more. */
export function gives(grant: DataGrant, { action, at }: Need, arn: string): boolean {
  return grant.action === action && grant.via === at.via && coversArn(grant.arn, arn);
}

/** Whether a need asks for all that a grant gives. */
export function asks({ action, at }: Need, grant: DataGrant): boolean {
  const wide = [...at.arns, ...(at.also ?? [])];
  return grant.action === action && grant.via === at.via && wide.some((arn) => coversArn(arn, grant.arn));
}

/** Whether the store's own policy, or the role's boundary, refuses what the role's policies grant. */
export function isRefused(role: Role, { action, at }: Need, graph: ResourceGraph): boolean {
  const { owner, via } = at;
  if (owner === undefined) return false;
  const decision = decide(
    {
      requester: { arn: role.arn, account: role.account },
      action,
      resource: (at.arns[0] ?? "").replaceAll(/[*?]/g, "x"),
      resourceAccount: role.account,
      context: new Map([
        ["aws:principalarn", [role.arn]],
        ["aws:principalaccount", [role.account]],
        ["aws:principalisawsservice", ["false"]],
        ["aws:securetransport", ["true"]],
        ["s3:tlsversion", ["1.3"]],
        ["kms:calleraccount", [role.account]],
        ...(via === undefined || !via.endsWith(".amazonaws.com") ? [] : [["kms:viaservice", [via]] as const]),
      ]),
    },
    { identity: role.own, resource: policyOn(owner, graph), ...(role.boundary ? { boundary: role.boundary } : {}) },
  );
  return decision === "explicitlyDenied" || decision === "implicitlyDenied";
}
