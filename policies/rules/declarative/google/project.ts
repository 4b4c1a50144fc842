import type { Row } from "../../../lib/rows/property-row";

/** What the project records. */
export const PROJECT: readonly Row[] = [
  {
    control: "CIS-GCP-3.0-2.1",
    id: "google-access-audited",
    pack: "least-privilege",
    why: "Nobody could tell who read which data.",
    fix: "list ADMIN_READ, DATA_READ and DATA_WRITE, and exempt nobody",
    also: [
      { path: "auditLogConfigs[].exemptedMembers[]", expect: "maxItems:0" },
      { path: "service", expect: "set" },
    ],
  },
];
