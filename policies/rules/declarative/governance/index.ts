import type { Row } from "../../../lib/rows/property-row";
import { KEYS } from "./keys";
import { SECRETS } from "./secrets";

/** Keys and secrets. */
export const GOVERNANCE: readonly Row[] = [...KEYS, ...SECRETS];
