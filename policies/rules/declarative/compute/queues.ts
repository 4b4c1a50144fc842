import type { Row } from "../../../lib/rows/property-row";

/** Queues. */
export const QUEUES: readonly Row[] = [
  {
    control: "CKV2_AWS_73",
    id: "queues-under-own-key",
    pack: "encryption",
    why: "The key of the service cannot be narrowed, nor shared with another service.",
    fix: "set kmsMasterKeyId to a key of the platform",
    also: [{ path: "kmsMasterKeyId", expect: "set" }],
    alsoDecides: ["SQS.1"],
  },
];
