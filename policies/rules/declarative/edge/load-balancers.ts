import type { Row } from "../../../lib/rows/property-row";

/** Load balancers. */
export const LOAD_BALANCERS: readonly Row[] = [
  {
    control: "ELB.4",
    id: "balancer-drops-invalid-headers",
    pack: "network",
    why: "Malformed header names are how requests are smuggled past a proxy.",
    fix: "set dropInvalidHeaderFields to true",
  },
  {
    control: "ELB.5",
    id: "balancer-logs-requests",
    pack: "network",
    why: "Without access logs nobody can tell who asked for what.",
    fix: "set accessLogs with a bucket and enabled",
    also: [{ path: "accessLogs.bucket", expect: "set" }],
  },
  {
    control: "ELB.12",
    id: "balancer-mitigates-desync",
    pack: "network",
    why: "Requests that two parsers read differently are smuggled past the first.",
    fix: "set desyncMitigationMode to defensive or strictest",
  },
  {
    control: "CKV_AWS_152",
    id: "balancer-crosses-zones",
    pack: "resilience",
    why: "Without it a zone with few targets gets as many requests as one with many.",
    fix: "set enableCrossZoneLoadBalancing to true",
    when: { path: "loadBalancerType", expect: "oneOf:network,gateway" },
  },
];
