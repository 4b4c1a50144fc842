import type { PlainObject, ResourceNode } from "../../../plan/graph";
import { controlOf } from "../../catalogue/catalogue";
import { type Finding, notApplicable, type Rule, violations } from "../../core/rule";
import { containersOf } from "../containers/containers";
import { type ControlRow, describeRow } from "./describe-row";

/** A control about every container of a task definition. */
export interface ContainerRow extends ControlRow {
  /** Why the control does not apply to a task definition, if so. */
  readonly notFor?: (task: ResourceNode) => string | undefined;
  /** The parts of a container that break the control. */
  readonly wrong: (container: PlainObject) => readonly string[];
}

export function containerRuleOf(row: ContainerRow): Rule {
  const control = controlOf(row.control);
  return {
    ...describeRow(row, control),
    types: control.resources,
    judge(task) {
      const reason = row.notFor?.(task);
      if (reason !== undefined) return notApplicable(reason);
      return violations(containersOf(task).flatMap((container, index) => findings(container, index, row)));
    },
  };
}

function findings(container: PlainObject, index: number, { wrong, fix }: ContainerRow): Finding[] {
  return wrong(container).map((part) => ({
    key: `containerDefinitions[${index}].${part}`,
    message: `${part} of container ${index + 1} is not as it must be; ${fix}`,
  }));
}
