import type { Row } from "../../../lib/rows/property-row";

/** Keys of Google Cloud. */
export const KEYS: readonly Row[] = [
  {
    control: "CIS-GCP-3.0-1.10",
    id: "google-keys-rotate",
    pack: "encryption",
    why: "A key that never changes protects more with every year.",
    fix: "set rotationPeriod to 90 days or less",
  },
];
