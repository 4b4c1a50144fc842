import type { Row } from "../../../lib/rows/property-row";

/** Security groups and their rules. */
export const SECURITY_GROUPS: readonly Row[] = [
  {
    control: "CKV_AWS_23",
    id: "groups-say-what-for",
    pack: "network",
    why: "Nobody dares to remove a group whose purpose is not written down.",
    fix: "set description of the security group",
    also: [{ path: "description", expect: "noneOf:Managed by Pulumi,Managed by Terraform" }],
  },
  {
    control: "AWS-0124",
    id: "group-rules-say-what-for",
    pack: "network",
    why: "Nobody dares to remove a rule whose purpose is not written down.",
    fix: "set description of the rule",
  },
  {
    control: "AWS-0104",
    id: "egress-named",
    pack: "network",
    why: "Whoever takes over a task could send data to any address.",
    fix: "name the security group or prefix list that may be reached",
    also: [{ path: "cidrIpv6", expect: "noneOf:::/0" }],
  },
];
