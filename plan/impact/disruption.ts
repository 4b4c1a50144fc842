import type { ChangedProperty, Judge, PlannedChange, Reason } from "./change";
import { CACHES } from "./restarts/caches";
import { COMPUTE } from "./restarts/compute";
import { DATABASES } from "./restarts/databases";
import type { RestartTable, RunningType } from "./restarts/restart-table";
import { SEARCH } from "./restarts/search";
import { NOT_KNOWN, shown, tablePath } from "./values";

export const RUNNING: RestartTable = { ...COMPUTE, ...DATABASES, ...CACHES, ...SEARCH };

/** What an update does to something that runs. A replacement is another judge's matter. */
export const judgeUpdate: Judge = (change) => {
  if (change.operation !== "update") return [];
  const running = RUNNING[change.type];
  return change.changed.map((property) =>
    running ? whileRunning(change, property, running) : inPlace(change, property),
  );
};

function whileRunning(change: PlannedChange, property: ChangedProperty, running: RunningType): Reason {
  const path = tablePath(property.path);
  const restart = running.restarts.find(({ paths, when }) => paths.some(touches(path)) && (when?.(change) ?? true));
  if (restart) {
    const later = running.waits && change.after?.applyImmediately !== true ? ", in the next maintenance window" : "";
    return {
      class: "restart",
      text: `${difference(change, property)}: ${restart.text}${later}`,
      paths: [property.path],
    };
  }
  if (running.calm.some(within(path))) return inPlace(change, property);
  return {
    class: "unknown",
    text: `${property.path}: nobody has written down what changing it does to a running ${lastPart(change.type)}`,
  };
}

function inPlace(change: PlannedChange, property: ChangedProperty): Reason {
  return { class: "in place", text: difference(change, property), paths: [property.path] };
}

/** `instanceClass db.t4g.medium -> db.r7g.large` */
export function difference({ before, after }: PlannedChange, { path, kind }: ChangedProperty): string {
  const [old, now] = [shown(path, before), shown(path, after)];
  if (kind === "add") return `${path} is new`;
  if (kind === "delete") return `${path} is gone`;
  if (now === NOT_KNOWN) return `${path} differs, in what only the run will show`;
  return old === now ? `${path} differs` : `${path} ${old} -> ${now}`;
}

/** Whether the path that changed is a listed one, or lies below it. */
function within(path: string): (listed: string) => boolean {
  return (listed) => path === listed || path.startsWith(`${listed}.`) || path.startsWith(`${listed}[`);
}

/** A whole object that came or went takes what is listed of it along. */
function touches(path: string): (listed: string) => boolean {
  return (listed) => within(path)(listed) || listed.startsWith(`${path}.`);
}

function lastPart(type: string): string {
  return type.split(":").at(-1) ?? type;
}
