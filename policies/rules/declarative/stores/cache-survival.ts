import type { Row } from "../../../lib/rows/property-row";

/** What the cache survives. */
export const CACHE_SURVIVAL: readonly Row[] = [
  {
    control: "ElastiCache.2",
    id: "cache-patched",
    pack: "resilience",
    why: "Known holes stay open until somebody remembers to patch.",
    fix: "set autoMinorVersionUpgrade to true",
  },
  {
    control: "ElastiCache.3",
    id: "cache-fails-over",
    pack: "resilience",
    why: "With the primary node the whole cache would be gone.",
    fix: "set automaticFailoverEnabled to true",
  },
  {
    control: "AwsSolutions-AEC4",
    id: "cache-spans-zones",
    pack: "resilience",
    why: "A cache in one zone stops with that zone.",
    fix: "set multiAzEnabled to true",
  },
];
