import { contentOf } from "../facts";
import type { Judge, PlannedChange, Reason } from "./change";
import { WEAKENINGS } from "./weakenings";

/** What a deletion or a replacement means, above all for data. */
export const judgeEnd: Judge = (change) => {
  if (change.operation === "delete") return [deletion(change)];
  return change.operation === "replace" ? [replacement(change)] : [];
};

/** What an update takes away from data without deleting their store: its backups, its age, its protection. */
export const judgeProtection: Judge = (change) => {
  if (change.operation !== "update") return [];
  return WEAKENINGS.filter(({ types }) => types.includes(change.type)).flatMap(({ path, says }): Reason[] => {
    const text = says(change);
    return text === undefined ? [] : [{ class: "data loss", text, paths: path === undefined ? [] : [path] }];
  });
};

function deletion(change: PlannedChange): Reason {
  const content = contentOf(change.type);
  if (change.retained) {
    const keeps = content === undefined ? "" : `it keeps ${content}, and `;
    return { class: "unknown", text: `forgotten, not deleted: ${keeps}nobody manages it` };
  }
  if (content === undefined) return { class: "replacement", text: "deleted, and nothing takes its place" };
  return { class: "data loss", text: `deleted, and with it ${content}${rest(change)}`, refused: true };
}

function replacement(change: PlannedChange): Reason {
  const cause = change.forcedBy.length > 0 ? ` because of ${change.forcedBy.join(", ")}` : "";
  const content = contentOf(change.type);
  if (change.retained) {
    const keeps = content === undefined ? "" : `, and keeps ${content}`;
    return { class: "replacement", text: `replaced${cause}; the old one is forgotten, not deleted${keeps}` };
  }
  if (content === undefined) return { class: "replacement", text: `replaced${cause}` };
  return {
    class: "data loss",
    text: `replaced${cause}, and the old one is deleted with ${content}${rest(change)}`,
    refused: true,
  };
}

/** What stands against the deletion, or softens it. */
function rest({ before, protected: guarded }: PlannedChange): string {
  const notes = [
    ...(guarded ? ["the engine refuses it while the resource is protected"] : []),
    ...(before?.deletionProtection === true || before?.deletionProtectionEnabled === true
      ? ["the service refuses it while deletion protection is on"]
      : []),
    ...(typeof before?.finalSnapshotIdentifier === "string" && before.skipFinalSnapshot !== true
      ? [`the snapshot ${before.finalSnapshotIdentifier} is taken before`]
      : []),
  ];
  return notes.length === 0 ? "" : ` (${notes.join("; ")})`;
}
