import type { Row } from "../../../lib/rows/property-row";

const MANAGED_POLICY = "A policy of AWS grants more than this role needs, and changes without notice.";

/** Policies of AWS that roles are given by name. */
export const MANAGED_POLICIES: readonly Row[] = [
  {
    control: "CKV_AWS_274",
    id: "no-administrator-policy",
    pack: "least-privilege",
    why: "A role that may do everything makes every other boundary void.",
    fix: "grant the actions that the role needs",
  },
  {
    control: "CKV2_AWS_56",
    id: "no-iam-full-access",
    pack: "least-privilege",
    why: "Whoever may change every role may become any of them.",
    fix: "grant the actions that the role needs",
  },
  {
    control: "CIS-AWS-3.0-1.22",
    id: "no-cloud-shell",
    pack: "least-privilege",
    why: "A shell with a file upload is a way out for data.",
    fix: "do not attach the policy",
  },
  {
    control: "AwsSolutions-IAM4",
    id: "no-managed-policies",
    pack: "least-privilege",
    why: MANAGED_POLICY,
    fix: "grant the actions that the role needs",
  },
];
