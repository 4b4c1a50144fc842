import type { Row } from "../../../lib/rows/property-row";

/** Subnets and their ACLs. */
export const SUBNETS: readonly Row[] = [
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
];
