import type { NamedBody } from "../../functions/bootstrap/request";

export interface TemplateArgs {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  readonly patterns: readonly string[];
  /** Copies of each shard besides the first; `SearchDomain.replicas` knows how many the domain needs. */
  readonly replicas: number;
  /** Milliseconds after which a search or a write is logged as slow. */
  readonly slowLogThreshold: number;
  /** Settings of the index besides the ones every index of the platform has. @default {} */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly mappings: Readonly<Record<string, unknown>>;
}

/** Most fields an index may have: whoever sends values as field names is stopped before the masters run out of memory. */
const MAX_FIELDS = 500;

/**
 * What an index of these names begins with. One shard: the service recommends 10 to 50 GiB a shard, which a day of logs
 * does not reach below 30 GB (https://docs.aws.amazon.com/opensearch-service/latest/developerguide/bp.html).
 *
 * Publishing the slow logs makes none: their thresholds are settings of each index and off by default. The log of slow
 * writes would contain the documents themselves, so that is switched off; searches are logged as they were sent.
 */
export function indexTemplate(args: TemplateArgs): NamedBody {
  const { name, patterns, replicas, settings = {}, mappings } = args;
  const slow = { warn: `${args.slowLogThreshold}ms` };
  return {
    name,
    body: {
      index_patterns: [...patterns],
      priority: 100, // above what plugins bring, below what somebody tries out
      template: {
        settings: {
          index: {
            number_of_shards: 1,
            number_of_replicas: replicas,
            mapping: { total_fields: { limit: MAX_FIELDS } },
            search: { slowlog: { threshold: { query: slow, fetch: slow } } },
            indexing: { slowlog: { threshold: { index: slow }, source: "false" } },
            ...settings,
          },
        },
        mappings,
      },
    },
  };
}

/**
 * A pipeline that notes when a document arrived. As an index's `final_pipeline` it runs for every whole document,
 * whatever pipeline the request asks for, and overwrites what the sender may have put there.
 */
export function arrivalPipeline(name: string, field: string): NamedBody {
  return {
    name,
    body: {
      description: `Notes in ${field} when a document arrived.`,
      processors: [{ set: { field, value: "{{{_ingest.timestamp}}}" } }],
    },
  };
}
