import type { PlainValue } from "../../../plan/graph";
import { STACK_TYPE } from "../../../plan/graph";
import { PASS, type Rule, violations } from "../../core/rule";
import { KINDS } from "../../lib/network/kinds";
import { networkOf } from "../../lib/network/network";
import * as types from "../../lib/network/types";

/** Types that name subnets without having an interface in them, or one that is modelled elsewhere. */
const NAMING: readonly string[] = [
  ...Object.keys(KINDS),
  ...types.SUBNET_GROUPS,
  types.SUBNET,
  types.ACL,
  types.DEFAULT_ACL,
  types.ACL_ASSOCIATION,
  types.TABLE_ASSOCIATION,
  types.NAT_GATEWAY,
];

/** What the other theorems rest on: nothing stands in a subnet that they do not see. */
export const placementsKnown: Rule = {
  id: "network-placements-known",
  title: "The proofs know everything that stands in a subnet",
  why: "A resource of a type that the proofs do not read could have any way at all.",
  fix: "add the type to policies/lib/network/kinds.ts",
  severity: "high",
  pack: "network",
  controls: [],
  types: [STACK_TYPE],
  judge: (_stack, graph) => {
    const { subnets } = networkOf(graph);
    const ids = new Set(subnets.flatMap(({ resource }) => resource.id ?? []));
    const urns = new Set(subnets.map(({ resource }) => resource.urn));
    const unknown = graph.resources.filter(
      ({ custom, type, inputs, propertyDependencies }) =>
        custom &&
        !NAMING.includes(type) &&
        !type.startsWith("aws:iam/") &&
        (mentions(inputs, ids) ||
          Object.values(propertyDependencies).some((list) => list.some((urn) => urns.has(urn)))),
    );
    return unknown.length === 0
      ? PASS
      : violations(
          unknown.map(({ name, type }) => ({
            key: name,
            message: `${name} is in a subnet, and ${type} is of no type the proofs know; add it to kinds.ts`,
          })),
        );
  },
};

function mentions(value: PlainValue, ids: ReadonlySet<string>): boolean {
  if (typeof value === "string") return ids.has(value);
  if (value === null || typeof value !== "object") return false;
  return (Array.isArray(value) ? value : Object.values(value)).some((member) => mentions(member, ids));
}
