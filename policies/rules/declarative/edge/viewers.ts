import type { Row } from "../../../lib/rows/property-row";

/** What viewers speak with CloudFront, and what it answers. */
export const VIEWERS: readonly Row[] = [
  {
    control: "CloudFront.3",
    id: "viewers-use-tls",
    pack: "encryption",
    why: "What a viewer sends over plain HTTP can be read and changed on its way.",
    fix: "set viewerProtocolPolicy of the behaviour to https-only or redirect-to-https",
    mayLack: ["orderedCacheBehaviors"],
  },
  {
    control: "CloudFront.7",
    id: "distribution-has-certificate",
    pack: "encryption",
    why: "The default certificate serves cloudfront.net only, and with old protocol versions.",
    fix: "pass the distribution a certificate for its own domain",
  },
  {
    control: "CloudFront.8",
    id: "distribution-uses-sni",
    pack: "cost",
    why: "Dedicated addresses cost 600 USD a month and serve only clients that are older than TLS 1.2.",
    fix: "set viewerCertificate.sslSupportMethod to sni-only",
  },
  {
    control: "CloudFront.15",
    id: "viewers-use-current-tls",
    pack: "encryption",
    why: "Older security policies accept protocol versions and ciphers that are broken.",
    fix: "set viewerCertificate.minimumProtocolVersion to TLSv1.2_2021 or later",
  },
  {
    control: "CKV2_AWS_32",
    id: "responses-carry-security-headers",
    pack: "network",
    why: "Without these headers a browser allows framing, sniffing and plain HTTP.",
    fix: "give the behaviour a responseHeadersPolicyId",
    mayLack: ["orderedCacheBehaviors"],
  },
];
