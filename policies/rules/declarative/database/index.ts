import type { Row } from "../../../lib/rows/property-row";
import { ACCESS } from "./access";
import { ENCRYPTION } from "./encryption";
import { LOGS } from "./logs";
import { PATCHES } from "./patches";
import { RECOVERY } from "./recovery";

/** The relational database and its proxy. */
export const DATABASE: readonly Row[] = [...ACCESS, ...ENCRYPTION, ...LOGS, ...PATCHES, ...RECOVERY];
