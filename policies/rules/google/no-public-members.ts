import { type Rule, violations } from "../../core/rule";
import { GRANT_TYPES, membershipsOf } from "../../lib/google/members";

/** The whole internet, a whole organisation, or whoever a pool lets in. */
const EVERYBODY = /^(allUsers|allAuthenticatedUsers|domain:.*)$|\/workloadIdentityPools\/[^/]+\/\*$/;

/** Nothing on Google Cloud is given to everybody, nor to everybody who has signed in somewhere. */
export const noPublicMembers: Rule = {
  id: "least-privilege-google-no-public-members",
  title: "Nothing is given to allUsers, allAuthenticatedUsers or a whole domain",
  why: "Anyone in the world could use it; an account of Google's is free.",
  fix: "name a group, or a service account of this project",
  severity: "critical",
  pack: "least-privilege",
  controls: ["CKV_GCP_113", "CIS-GCP-3.0-1.9", "CIS-GCP-3.0-7.1", "CKV2_GCP_8"],
  types: GRANT_TYPES,
  judge(subject) {
    const open = membershipsOf(subject).filter(({ member }) => EVERYBODY.test(member));
    return violations(
      open.map(({ role }) => ({
        key: `Member::${role}`,
        message: `the role ${role} is given to everybody; name who is meant`,
      })),
    );
  },
};
