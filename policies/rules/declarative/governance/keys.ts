import type { Row } from "../../../lib/rows/property-row";

/** Keys. */
export const KEYS: readonly Row[] = [
  {
    control: "CIS-AWS-3.0-3.6",
    id: "keys-rotate",
    pack: "encryption",
    why: "A key that never changes protects more with every year.",
    fix: "set enableKeyRotation to true",
    also: [],
    when: { path: "customerMasterKeySpec", expect: "noneOf:RSA_2048,RSA_3072,RSA_4096,ECC_NIST_P256,HMAC_256" },
  },
  {
    control: "CKV_AWS_227",
    id: "keys-enabled",
    pack: "resilience",
    why: "Whatever is under a key that is switched off cannot be read.",
    fix: "leave isEnabled on",
  },
];
