import type { Row } from "../../../lib/rows/property-row";

/** A distribution, and how it speaks with its origins. */
export const DISTRIBUTIONS: readonly Row[] = [
  {
    control: "CloudFront.6",
    id: "distribution-has-firewall",
    pack: "network",
    why: "Without a web ACL nothing filters the requests of the whole internet.",
    fix: "pass the distribution the ARN of a web ACL",
  },
  {
    control: "CloudFront.9",
    id: "origins-use-tls",
    pack: "encryption",
    why: "Between edge and origin the request crosses networks that are not ours.",
    fix: "set originProtocolPolicy of the origin to https-only",
    mayLack: ["customOriginConfig"],
  },
  {
    control: "CloudFront.10",
    id: "origins-use-current-tls",
    pack: "encryption",
    why: "Protocol versions before TLS 1.2 are broken.",
    fix: "list TLSv1.2 alone in originSslProtocols",
    mayLack: ["customOriginConfig"],
  },
  {
    control: "CKV_AWS_216",
    id: "distribution-enabled",
    pack: "cost",
    why: "A distribution that is switched off still owns its domain and serves nobody.",
    fix: "set enabled to true, or remove the distribution",
  },
];
