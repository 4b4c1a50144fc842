import type { PlainObject, ResourceNode } from "../../../plan/graph";
import { controlOf } from "../../catalogue/catalogue";
import { type Finding, notApplicable, type Pack, type Rule, violations } from "../../core/rule";
import { containersOf } from "../containers/containers";

/** A control about every container of a task definition. */
export interface ContainerRow {
  readonly control: string;
  readonly id: string;
  readonly pack: Pack;
  readonly why: string;
  readonly fix: string;
  /** Why the control does not apply to a task definition, if so. */
  readonly notFor?: (task: ResourceNode) => string | undefined;
  /** The parts of a container that break the control. */
  readonly wrong: (container: PlainObject) => readonly string[];
}

export function containerRuleOf(row: ContainerRow): Rule {
  const { title, severity, resources } = controlOf(row.control);
  return {
    id: `${row.pack}-${row.id}`,
    title,
    why: row.why,
    fix: row.fix,
    severity,
    pack: row.pack,
    controls: [row.control],
    types: resources,
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
