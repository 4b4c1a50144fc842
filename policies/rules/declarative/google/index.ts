import type { Row } from "../../../lib/rows/property-row";
import { BIGQUERY } from "./bigquery";
import { GRANTS } from "./grants";
import { KEYS } from "./keys";
import { PROJECT } from "./project";
import { VERTEX } from "./vertex";

/** Google Cloud. */
export const GOOGLE: readonly Row[] = [...BIGQUERY, ...KEYS, ...GRANTS, ...PROJECT, ...VERTEX];
