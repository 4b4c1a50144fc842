import type { Row } from "../../../lib/rows/property-row";

/** The web ACL. */
export const FIREWALL: readonly Row[] = [
  {
    control: "CKV_AWS_192",
    id: "firewall-knows-bad-inputs",
    pack: "network",
    why: "Remote code execution in a logging library (CVE-2021-44228) is stopped by this managed group.",
    fix: "add the managed group AWSManagedRulesKnownBadInputsRuleSet to the web ACL",
    alsoDecides: ["WAF.10"],
  },
];
