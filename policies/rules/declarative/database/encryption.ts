import type { Row } from "../../../lib/rows/property-row";

/** Records, at rest and on their way. */
export const ENCRYPTION: readonly Row[] = [
  {
    control: "RDS.27",
    id: "database-encrypted",
    pack: "encryption",
    why: "Records would lie on disks and in snapshots in the clear.",
    fix: "set storageEncrypted to true",
  },
  {
    control: "RDS.43",
    id: "proxy-uses-tls",
    pack: "encryption",
    why: "Credentials and records would cross the network in the clear.",
    fix: "set requireTls to true",
  },
  {
    control: "CKV_AWS_327",
    id: "database-under-own-key",
    pack: "encryption",
    why: "Only a key of our own lets us say, and see, who may read the records.",
    fix: "set kmsKeyId of the cluster",
  },
  {
    control: "CKV_AWS_140",
    id: "global-database-encrypted",
    pack: "encryption",
    why: "Every region inherits from the global cluster whether it is encrypted.",
    fix: "set storageEncrypted of the global cluster to true, or make it from an encrypted cluster",
    // Then it takes over whether it is encrypted, and the cluster itself is judged.
    or: { path: "sourceDbClusterIdentifier", expect: "set" },
  },
];
