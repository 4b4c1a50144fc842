import { type Rule, violations } from "../../core/rule";
import { GRANT_TYPES, membershipsOf } from "../../lib/google/members";

const EVERYBODY: ReadonlySet<string> = new Set(["allUsers", "allAuthenticatedUsers"]);

/** Nothing on Google Cloud is given to everybody, nor to everybody who has signed in anywhere. */
export const noPublicMembers: Rule = {
  id: "least-privilege-google-no-public-members",
  title: "Nothing is given to allUsers or allAuthenticatedUsers",
  why: "Anyone in the world could use it; an account of Google's is free.",
  fix: "name a group, or a service account of this project",
  severity: "critical",
  pack: "least-privilege",
  controls: ["CKV_GCP_113", "CIS-GCP-3.0-1.9", "CKV2_GCP_8"],
  types: GRANT_TYPES,
  judge(subject) {
    const open = membershipsOf(subject).filter(
      ({ member }) => EVERYBODY.has(member) || /\/workloadIdentityPools\/[^/]+\/\*$/.test(member),
    );
    return violations(
      open.map(({ role }) => ({
        key: `Member::${role}`,
        message: `the role ${role} is given to everybody; name who is meant`,
      })),
    );
  },
};
