import type { Row } from "../../../lib/rows/property-row";

/** Certificates. */
export const CERTIFICATES: readonly Row[] = [
  {
    control: "ACM.2",
    id: "certificate-key-long-enough",
    pack: "encryption",
    why: "RSA keys of 1024 bits can be factored.",
    fix: "choose RSA_2048 or an elliptic curve as keyAlgorithm",
  },
  {
    control: "CKV_AWS_234",
    id: "certificate-logged",
    pack: "encryption",
    why: "Browsers refuse certificates that no transparency log knows.",
    fix: "leave certificateTransparencyLoggingPreference on",
  },
  {
    control: "CKV2_AWS_71",
    id: "certificate-names-hosts",
    pack: "encryption",
    why: "The key of a wildcard certificate speaks for every host of the domain.",
    fix: "list the host names instead of a wildcard",
    mayLack: ["subjectAlternativeNames"],
  },
];
