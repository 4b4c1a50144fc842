import type { Row } from "../../../lib/rows/property-row";

const MYSQL = { path: "engine", expect: "matches:mysql" };

/** What is left after a mistake. */
export const RECOVERY: readonly Row[] = [
  {
    control: "RDS.14",
    id: "database-can-go-back",
    pack: "resilience",
    why: "Undoing a mistake would take a restore.",
    fix: "set backtrackWindow",
    when: MYSQL,
  },
  {
    control: "RDS.16",
    id: "snapshots-keep-tags",
    pack: "tagging",
    why: "A snapshot without tags has no owner and no cost centre.",
    fix: "set copyTagsToSnapshot to true",
  },
];
