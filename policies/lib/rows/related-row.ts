import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { controlOf } from "../../catalogue/catalogue";
import { parseExpectation } from "../../core/expect";
import { unmet } from "../../core/expect-judge";
import { readPath } from "../../core/property-path";
import { notApplicable, PASS, type Rule, violation } from "../../core/rule";
import { type Reference, referring } from "../graph/references";
import { type ControlRow, describeRow } from "./describe-row";
import type { Demand } from "./property-row";

/** A control that asks for another resource beside the one it is about. */
export interface RelatedRow extends ControlRow {
  /** The type to judge, where the catalogue names the one that must exist instead. */
  readonly about?: string;
  /** Where the other resource names the one that the control is about; one of these is enough. */
  readonly through: readonly [Reference, ...Reference[]];
  /** What the other resource must hold. */
  readonly holds?: readonly Demand[];
  /** The control does not apply to what is named here. */
  readonly except?: Reference & { readonly reason: string };
}

/** The rule that a row stands for. @throws when the row asks for what the evaluator does not understand */
export function relatedRuleOf(row: RelatedRow): Rule {
  const control = controlOf(row.control);
  const demands = (row.holds ?? []).map(({ path, expect }) => ({ path, expectation: parseExpectation(expect) }));
  const meets = ({ inputs }: ResourceNode) =>
    demands.every(({ path, expectation }) => unmet(expectation, readPath(inputs, path)).length === 0);
  const hasRelated = (subject: ResourceNode, graph: ResourceGraph) =>
    row.through.some((reference) => referring(reference, subject, graph).some(meets));
  return {
    ...describeRow(row, control),
    types: row.about === undefined ? control.resources : [row.about],
    judge(subject, graph) {
      if (row.except !== undefined && referring(row.except, subject, graph).length > 0)
        return notApplicable(row.except.reason);
      if (hasRelated(subject, graph)) return PASS;
      const wanted = row.through.map(({ type }) => type.split(":")[2]).join(" or ");
      return violation("missing", `no ${wanted} for it; ${row.fix}`);
    },
  };
}
