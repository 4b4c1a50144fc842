import type { ResourceNode } from "../../../plan/graph";
import { type Control, controlOf } from "../../catalogue/catalogue";
import { describeExpectation, type Expectation, parseExpectation } from "../../core/expect";
import { unmet } from "../../core/expect-judge";
import { readPath } from "../../core/property-path";
import { type Finding, notApplicable, PASS, type Rule, violations } from "../../core/rule";
import { type ControlRow, describeRow } from "./describe-row";

/** A property and what must stand there. */
export interface Demand {
  readonly path: string;
  readonly expect: string;
}

/** What this project adds to a control of the catalogue that is about properties of one resource. */
export interface Row extends ControlRow {
  /** The control applies to a resource that meets this. */
  readonly when?: Demand;
  /** Meeting this instead is as good. */
  readonly or?: Demand;
  /** What the catalogue's further paths must hold, where it is not what the first one must. */
  readonly also?: readonly Demand[];
  /** Properties on the path whose absence means that there is nothing to judge. */
  readonly mayLack?: readonly string[];
}

/** The demands of a row: the control's own, and one for each further path. */
export function demandsOf(row: Row, control: Control = controlOf(row.control)): readonly Demand[] {
  const others = row.also ?? (control.also ?? []).map((path) => ({ path, expect: control.expect }));
  return [{ path: control.property, expect: control.expect }, ...others];
}

/** The rule that a row stands for. @throws when the catalogue asks for what the evaluator does not understand */
export function ruleOf(row: Row): Rule {
  const control = controlOf(row.control);
  const demands = demandsOf(row, control).map(understand);
  const condition = row.when && understand(row.when);
  const instead = row.or && understand(row.or);
  return {
    ...describeRow(row, control),
    types: control.resources,
    judge(subject) {
      if (condition !== undefined && failures(condition, subject).length > 0) {
        return notApplicable(`${condition.path} does not ${describeExpectation(condition.expectation)}`);
      }
      if (instead !== undefined && failures(instead, subject).length === 0) return PASS;
      return violations(demands.flatMap((demand) => findings(demand, subject, row)));
    },
  };
}

interface Understood {
  readonly path: string;
  readonly expectation: Expectation;
}

function understand({ path, expect }: Demand): Understood {
  return { path, expectation: parseExpectation(expect) };
}

function findings(demand: Understood, subject: ResourceNode, row: Row): Finding[] {
  return failures(demand, subject, row).map((path) => ({
    key: path,
    message: `${path} must ${describeExpectation(demand.expectation)}; ${row.fix}`,
  }));
}

/** The places where a demand is not met. Conditions and alternatives get no leave to lack anything. */
function failures({ path, expectation }: Understood, { inputs }: ResourceNode, leave: Pick<Row, "mayLack"> = {}) {
  const readings = readPath(inputs, path, leave.mayLack);
  return unmet(expectation, readings, expectation.operator === "differs" ? readPath(inputs, expectation.path) : []);
}
