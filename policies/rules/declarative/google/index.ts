import type { Row } from "../../../lib/rows/property-row";
import { BIGQUERY } from "./bigquery";
import { KEYS } from "./keys";
import { PROJECT } from "./project";
import { VERTEX } from "./vertex";

/** Google Cloud. */
export const GOOGLE: readonly Row[] = [...BIGQUERY, ...KEYS, ...PROJECT, ...VERTEX];
