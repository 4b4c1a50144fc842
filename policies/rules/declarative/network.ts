import type { Row } from "./row";

const MANAGED_POLICY = "A policy of AWS grants more than this role needs, and changes without notice.";

/** Addresses, security groups, and the policies that roles are given by name. */
export const NETWORK: readonly Row[] = [
  {
    control: "EC2.15",
    id: "subnets-give-no-public-addresses",
    pack: "network",
    why: "Whatever starts in the subnet could be reached from the internet.",
    fix: "set mapPublicIpOnLaunch to false",
  },
  {
    control: "EC2.16",
    id: "acls-in-use",
    pack: "cost",
    why: "An ACL that guards no subnet misleads whoever reads it.",
    fix: "list the subnets of the ACL, or remove it",
  },
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
  {
    control: "CKV2_AWS_44",
    id: "peering-routes-narrow",
    pack: "network",
    why: "A default route into a peered network sends it everything.",
    fix: "route only the addresses of the peer into the peering",
    when: { path: "vpcPeeringConnectionId", expect: "set" },
    also: [{ path: "destinationIpv6CidrBlock", expect: "noneOf:::/0" }],
  },
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
