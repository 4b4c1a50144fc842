import type { Rule } from "../../core/rule";
import { googleDataPlane } from "./data-plane";
import { declaredImpersonation } from "./declared-impersonation";
import { harmlessCustomRoles } from "./harmless-custom-roles";
import { narrowRoles } from "./narrow-roles";
import { noPublicMembers } from "./no-public-members";
import { pinnedFederation } from "./pinned-federation";

/** Who may do what on Google Cloud. */
export const googleRules: readonly Rule[] = [
  noPublicMembers,
  narrowRoles,
  harmlessCustomRoles,
  pinnedFederation,
  declaredImpersonation,
  googleDataPlane,
];
