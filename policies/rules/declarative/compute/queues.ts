import type { Row } from "../../../lib/rows/property-row";

/** Queues. */
export const QUEUES: readonly Row[] = [
  {
    control: "SQS.1",
    id: "queues-encrypted",
    pack: "encryption",
    why: "Messages would lie on disks in the clear.",
    fix: "set kmsMasterKeyId of the queue",
    or: { path: "kmsMasterKeyId", expect: "set" },
  },
  {
    control: "CKV2_AWS_73",
    id: "queues-under-own-key",
    pack: "encryption",
    why: "The key of the service cannot be narrowed, nor shared with another service.",
    fix: "set kmsMasterKeyId to a key of the platform",
  },
];
