import type { Row } from "../../../lib/rows/property-row";
import { KEYS } from "./keys";
import { MANAGED_POLICIES } from "./managed-policies";
import { SECRETS } from "./secrets";

/** Keys, secrets, and the policies that roles are given by name. */
export const GOVERNANCE: readonly Row[] = [...KEYS, ...SECRETS, ...MANAGED_POLICIES];
