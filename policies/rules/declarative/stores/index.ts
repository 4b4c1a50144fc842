import type { Row } from "../../../lib/rows/property-row";
import { CACHE_ACCESS } from "./cache-access";
import { CACHE_SURVIVAL } from "./cache-survival";
import { SEARCH_ACCESS } from "./search-access";
import { SEARCH_ENCRYPTION } from "./search-encryption";
import { SEARCH_SURVIVAL } from "./search-survival";

/** Cache and search. */
export const STORES: readonly Row[] = [
  ...CACHE_SURVIVAL,
  ...CACHE_ACCESS,
  ...SEARCH_ENCRYPTION,
  ...SEARCH_ACCESS,
  ...SEARCH_SURVIVAL,
];
