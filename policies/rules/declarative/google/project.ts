import type { Row } from "../../../lib/rows/property-row";

/** What holds for the project: who signs in from outside, and what is recorded. */
export const PROJECT: readonly Row[] = [
  {
    control: "CKV_GCP_118",
    id: "federation-has-condition",
    pack: "least-privilege",
    why: "Without a condition every identity of the provider is let in.",
    fix: "set attributeCondition",
  },
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
