import type { Row } from "../../../lib/rows/property-row";
import { BACKUPS } from "./backups";
import { BUCKETS } from "./buckets";
import { LOGS } from "./logs";
import { PUBLIC_ACCESS } from "./public-access";

/** Buckets, logs and backups. */
export const STORAGE: readonly Row[] = [...PUBLIC_ACCESS, ...BUCKETS, ...LOGS, ...BACKUPS];
