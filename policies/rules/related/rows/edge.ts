import type { RelatedRow } from "../../../lib/rows/related-row";

/** What records the requests of the edge. */
export const EDGE: readonly RelatedRow[] = [
  {
    control: "CloudFront.5",
    id: "distribution-logs-requests",
    pack: "network",
    why: "Without access logs nobody can tell who asked for what.",
    fix: "deliver the access logs of the distribution to a bucket",
    through: [{ type: "aws:cloudwatch/logDeliverySource:LogDeliverySource", path: "resourceArn" }],
    holds: [{ path: "logType", expect: "oneOf:ACCESS_LOGS" }],
  },
  {
    control: "CKV2_AWS_31",
    id: "firewall-logs-requests",
    pack: "network",
    why: "Nobody could tell what the firewall refused, or why.",
    fix: "give the web ACL a logging configuration",
    through: [{ type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", path: "resourceArn" }],
    holds: [{ path: "logDestinationConfigs[]", expect: "minItems:1" }],
  },
];
