import type { Row } from "../../../lib/rows/property-row";

/** Secrets. */
export const SECRETS: readonly Row[] = [
  {
    control: "SecretsManager.4",
    id: "secrets-rotate-in-time",
    pack: "least-privilege",
    why: "A secret that leaked unnoticed stays good until it is rotated.",
    fix: "set rotationRules.automaticallyAfterDays to 90 or less",
  },
  {
    control: "CKV_AWS_149",
    id: "secrets-under-own-key",
    pack: "encryption",
    why: "The key of the service lets whoever may read the secret decrypt it.",
    fix: "set kmsKeyId of the secret",
  },
];
