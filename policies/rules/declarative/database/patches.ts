import type { Row } from "../../../lib/rows/property-row";

/** Holes that are closed without being asked. */
export const PATCHES: readonly Row[] = [
  {
    control: "RDS.13",
    id: "database-patched",
    pack: "resilience",
    why: "Known holes stay open until somebody remembers to patch.",
    fix: "set autoMinorVersionUpgrade to true",
  },
  {
    control: "RDS.35",
    id: "database-cluster-patched",
    pack: "resilience",
    why: "Known holes stay open until somebody remembers to patch.",
    fix: "set autoMinorVersionUpgrade to true",
    when: { path: "engine", expect: "notMatches:^aurora" },
  },
];
