import type { Row } from "../../../lib/rows/property-row";

/** What load balancers hand requests to. */
export const TARGET_GROUPS: readonly Row[] = [
  {
    control: "ELB.21",
    id: "health-checks-use-tls",
    pack: "encryption",
    why: "A health check in the clear does not notice that TLS of the target is broken.",
    fix: "set healthCheck.protocol to HTTPS",
  },
  {
    control: "ELB.22",
    id: "targets-use-tls",
    pack: "encryption",
    why: "Between load balancer and container the request would cross the network in the clear.",
    fix: "set protocol of the target group to HTTPS",
    when: { path: "targetType", expect: "noneOf:lambda,alb" },
  },
  {
    control: "CKV_AWS_261",
    id: "health-checks-ask-the-application",
    pack: "resilience",
    why: "A check of the port alone takes a hanging application for a healthy one.",
    fix: "set healthCheck.path",
    when: { path: "healthCheck.protocol", expect: "oneOf:HTTP,HTTPS" },
  },
];
