import type { Row } from "../../../lib/rows/property-row";

/** Vaults of backups. */
export const BACKUPS: readonly Row[] = [
  {
    control: "Backup.1",
    id: "backups-under-own-key",
    pack: "encryption",
    why: "Only a key of our own lets us say, and see, who may read backups.",
    fix: "set kmsKeyArn of the vault",
  },
];
