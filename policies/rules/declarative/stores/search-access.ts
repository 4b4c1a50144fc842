import type { Row } from "../../../lib/rows/property-row";

/** Who reaches the search domain. */
export const SEARCH_ACCESS: readonly Row[] = [
  {
    control: "Opensearch.2",
    id: "search-in-network",
    pack: "network",
    why: "A domain outside the network has a public endpoint, for ever.",
    fix: "set vpcOptions.subnetIds",
  },
  {
    control: "Opensearch.5",
    id: "search-logs-access",
    pack: "least-privilege",
    why: "Nobody could tell who read what.",
    fix: "publish AUDIT_LOGS",
  },
  {
    control: "Opensearch.7",
    id: "search-controls-access",
    pack: "least-privilege",
    why: "Without it whoever may call the domain may read every index.",
    fix: "set advancedSecurityOptions.enabled to true",
  },
  {
    control: "CKV_AWS_248",
    id: "search-has-own-group",
    pack: "network",
    why: "The default security group cannot say who may connect.",
    fix: "set vpcOptions.securityGroupIds",
  },
];
