import type { SearchSettings } from "../../functions/bootstrap/request";
import { AUDIT_CONFIG } from "./search-audit";
import { deleteAfter } from "./search-retention";
import { arrivalPipeline, indexTemplate } from "./search-templates";

/**
 * How indices are named. The application's documents, which are also what is exported: `documents-<kind>`. Log entries,
 * one index a day: `logs-2026.11.26`. Traces, as Jaeger names them: `jaeger-span-2026-11-26`. A name outside these is
 * nobody's: no role reaches it.
 */
export const SEARCH_INDICES = { documents: "documents-*", logs: "logs-*", traces: "jaeger-*" } as const;

/** When a document arrived. The export pages by it, and every document has it. */
export const ARRIVAL_FIELD = "ingested_at";
const ARRIVAL_PIPELINE = "arrival";

export interface PlatformSearchArgs {
  /** Copies of each shard besides the first: `SearchDomain.replicas`. */
  readonly replicas: number;
  /** Days log entries stay searchable, 1-3650. */
  readonly logDays: number;
  /** Days traces stay searchable. @default 7 */
  readonly traceDays?: number;
  /** Milliseconds after which a search or a write is logged as slow. @default 1000 */
  readonly slowLogThreshold?: number;
}

/** What the domain contains before the first document: see {@link SearchSettings}. */
export type SearchContent = Omit<SearchSettings, "endpoint" | "roles">;

/**
 * Templates, pipeline and retention of the platform's indices. Documents are kept. Traces have no template here: Jaeger
 * brings its own, in the older form, which a template of ours would silence; tell Jaeger the number of replicas.
 */
export function platformSearchContent(args: PlatformSearchArgs): SearchContent {
  const { replicas, logDays, traceDays = 7, slowLogThreshold = 1000 } = args;
  const { documents, logs, traces } = SEARCH_INDICES;
  return {
    ingestPipelines: [arrivalPipeline(ARRIVAL_PIPELINE, ARRIVAL_FIELD)],
    indexTemplates: [
      indexTemplate({
        name: "documents",
        patterns: [documents],
        replicas,
        slowLogThreshold,
        settings: { final_pipeline: ARRIVAL_PIPELINE },
        // Text that looks like a date makes no date field: the first document would decide for all that follow.
        mappings: { date_detection: false, properties: { [ARRIVAL_FIELD]: { type: "date" } } },
      }),
      indexTemplate({
        name: "logs",
        patterns: [logs],
        replicas,
        slowLogThreshold,
        settings: { codec: "best_compression", refresh_interval: "30s" },
        mappings: LOG_MAPPINGS,
      }),
    ],
    retentionPolicies: [
      deleteAfter({ name: "logs", patterns: [logs], days: logDays }),
      deleteAfter({ name: "traces", patterns: [traces], days: traceDays }),
    ],
    auditConfig: AUDIT_CONFIG,
  };
}

/** Everything a program writes goes to `fields`, one field whatever it contains; what else arrives is kept unindexed. */
const LOG_MAPPINGS = {
  dynamic: "false",
  properties: {
    "@timestamp": { type: "date" },
    message: { type: "text", norms: false },
    level: { type: "keyword", ignore_above: 64 },
    log_group: { type: "keyword" },
    log_stream: { type: "keyword" },
    trace_id: { type: "keyword" },
    fields: { type: "flat_object" },
  },
};
