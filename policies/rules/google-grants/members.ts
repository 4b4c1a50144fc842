import { PASS, type Rule, violation } from "../../core/rule";

const MEMBERS = [
  "gcp:bigquery/datasetIamMember:DatasetIamMember",
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
  "gcp:projects/iAMMember:IAMMember",
  "gcp:serviceaccount/iAMMember:IAMMember",
  "gcp:vertex/aiEndpointIamMember:AiEndpointIamMember",
];

/** What the catalogue asks of datasets and keys holds for every grant. */
export const NO_PUBLIC_MEMBERS: Rule = {
  id: "least-privilege-google-members-are-named",
  title: "No grant of Google Cloud is made to everybody",
  why: "Everybody on the internet would hold the role.",
  fix: "name the service account that needs the role",
  severity: "critical",
  pack: "least-privilege",
  controls: ["CIS-GCP-3.0-7.1", "CIS-GCP-3.0-1.9"],
  types: MEMBERS,
  judge({ inputs }) {
    const open = typeof inputs.member !== "string" || /^(allUsers|allAuthenticatedUsers|domain:)/.test(inputs.member);
    return open ? violation("member", `member is everybody, or nobody in particular; ${this.fix}`) : PASS;
  },
};

/** Roles with which a workload could change who may do what. */
const ADMINISTRATIVE = /^roles\/(owner|editor)$|[aA]dmin$/;

/** A workload does its work; people administer. */
export const NO_ADMIN_ACCOUNTS: Rule = {
  id: "least-privilege-google-no-admin-accounts",
  title: "Service accounts hold no administrative role on the project",
  why: "A hole in the workload would give its finder the project.",
  fix: "grant the permissions that the workload needs as a role of our own",
  severity: "high",
  pack: "least-privilege",
  controls: ["CIS-GCP-3.0-1.5"],
  types: ["gcp:projects/iAMMember:IAMMember"],
  judge({ inputs }) {
    const workload = !/^(group|user):/.test(String(inputs.member));
    const mighty = ADMINISTRATIVE.test(String(inputs.role));
    return workload && mighty ? violation("role", `role is an administrative one; ${this.fix}`) : PASS;
  },
};
