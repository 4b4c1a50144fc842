import { type Finding, type Rule, violations } from "../../core/rule";
import { GRANT_TYPES, membershipsOf } from "../../lib/google/members";

const BASIC = /^roles\/(owner|editor|viewer)$/;
const WIDE = /(admin|Admin|\.editor|securityReviewer|dataOwner)$/;
/** Acting as a service account is given on that account, never on the project. */
const ACTING =
  /^roles\/iam\.(serviceAccountUser|serviceAccountTokenCreator|workloadIdentityUser|serviceAccountOpenIdTokenCreator)$/;
const DEFAULT_ACCOUNT = /(compute@developer|@appspot)\.gserviceaccount\.com$/;
const SERVICE_AGENT =
  /^serviceAccount:(service-\d+@gcp-sa-[a-z-]+|bq-\d+@bigquery-encryption)\.iam\.gserviceaccount\.com$/;

/** Roles are made for their purpose, and given to groups and accounts of this project. */
export const narrowRoles: Rule = {
  id: "least-privilege-google-narrow-roles",
  title: "No basic role, no administrator, and nobody by name",
  why: "Basic roles reach every service of the project, also those that it will use next year.",
  fix: "use a custom role with the permissions that are needed, on the data set instead of the project",
  severity: "high",
  pack: "least-privilege",
  controls: ["CKV_GCP_117", "CIS-GCP-3.0-1.5", "CIS-GCP-3.0-1.6", "CKV_GCP_46", "GCP-0003", "GCP-0069"],
  types: GRANT_TYPES,
  judge(subject) {
    const onProject = subject.type.startsWith("gcp:projects/");
    return violations(
      membershipsOf(subject).flatMap(({ member, role }): Finding[] => {
        const problems = [
          BASIC.test(role) || WIDE.test(role) ? "is wide; use a custom role" : undefined,
          onProject && ACTING.test(role) ? "lets its bearer act as every account; give it on one account" : undefined,
          /\.serviceAgent$/.test(role) && !SERVICE_AGENT.test(member)
            ? "is meant for a service of Google's own"
            : undefined,
          /^user:|@gmail\.com$/.test(member) ? "is given to one person; use a group" : undefined,
          DEFAULT_ACCOUNT.test(member) ? "is given to a default account; make one for the purpose" : undefined,
        ].filter((problem) => problem !== undefined);
        return problems.map((problem) => ({ key: `Role::${role}`, message: `the role ${role} ${problem}` }));
      }),
    );
  },
};
