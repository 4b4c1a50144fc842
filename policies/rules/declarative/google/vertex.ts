import type { Row } from "../../../lib/rows/property-row";

/** Endpoints for predictions. */
export const VERTEX: readonly Row[] = [
  {
    control: "CKV2_GCP_24",
    id: "predictions-under-own-key",
    pack: "encryption",
    why: "Models would lie on disks under a key that is not ours.",
    fix: "set encryptionSpec.kmsKeyName",
  },
  {
    control: "CKV2_GCP_33",
    id: "predictions-private",
    pack: "network",
    why: "An endpoint without a private network answers on the internet.",
    fix: "set network, or private service connect",
    or: { path: "privateServiceConnectConfig.enablePrivateServiceConnect", expect: "true" },
  },
];
