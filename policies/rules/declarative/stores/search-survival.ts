import type { Row } from "../../../lib/rows/property-row";

/** What the search domain survives, and tells of itself. */
export const SEARCH_SURVIVAL: readonly Row[] = [
  {
    control: "Opensearch.4",
    id: "search-logs-errors",
    pack: "resilience",
    why: "Without its log nobody can tell why a domain failed.",
    fix: "publish ES_APPLICATION_LOGS",
  },
  {
    control: "Opensearch.6",
    id: "search-spans-zones",
    pack: "resilience",
    why: "With fewer than three nodes in several zones one failure stops the domain.",
    fix: "set instanceCount to 3 or more and zoneAwarenessEnabled to true",
    also: [{ path: "clusterConfig.zoneAwarenessEnabled", expect: "true" }],
  },
  {
    control: "Opensearch.10",
    id: "search-patched",
    pack: "resilience",
    why: "Known holes stay open until somebody remembers to patch.",
    fix: "set softwareUpdateOptions.autoSoftwareUpdateEnabled to true",
  },
  {
    control: "CKV_AWS_318",
    id: "search-has-own-masters",
    pack: "resilience",
    why: "A data node under load that is also the master takes the cluster with it.",
    fix: "set dedicatedMasterEnabled to true and dedicatedMasterCount to 3",
    also: [{ path: "clusterConfig.dedicatedMasterEnabled", expect: "true" }],
  },
  {
    control: "AwsSolutions-OS9",
    id: "search-logs-slow-requests",
    pack: "resilience",
    why: "Nobody could tell which request made the domain slow.",
    fix: "publish SEARCH_SLOW_LOGS and INDEX_SLOW_LOGS",
  },
];
