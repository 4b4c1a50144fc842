import type { Row } from "../../../lib/rows/property-row";

/** Roles, and whom they are given to. */
export const GRANTS: readonly Row[] = [
  {
    control: "CIS-GCP-3.0-1.6",
    id: "no-impersonation-of-all-accounts",
    pack: "least-privilege",
    why: "On a whole project these roles let a member become every service account in it.",
    fix: "grant the role on the one service account",
    also: [],
  },
  {
    control: "CKV_GCP_117",
    id: "no-basic-roles",
    pack: "least-privilege",
    why: "Basic roles hold thousands of permissions.",
    fix: "grant a role of the service, or one of our own",
  },
  {
    control: "CKV_GCP_46",
    id: "no-default-accounts",
    pack: "least-privilege",
    why: "Everything in the project that names no account runs as the default one.",
    fix: "grant the role to an account of the workload",
  },
  {
    control: "GCP-0003",
    id: "no-single-people",
    pack: "least-privilege",
    why: "People come and go; a group is reviewed.",
    fix: "grant the role to a group",
  },
  {
    control: "GCP-0069",
    id: "no-private-accounts",
    pack: "least-privilege",
    why: "Nobody can close the private account of somebody who left.",
    fix: "grant the role to an account of the organisation",
  },
];
