import { type DataApi, dataApi } from "../../../functions/bootstrap/data-api";
import type { Clock } from "../../../functions/bootstrap/patience";
import type { DatabaseSettings, SearchSettings } from "../../../functions/bootstrap/request";
import type { ItemResult } from "../../../functions/bootstrap/result";
import { searchApi } from "../../../functions/bootstrap/search-api";
import { setUpSearch } from "../../../functions/bootstrap/search-setup";
import { signedFetch } from "../../../functions/lib/signed-fetch";

const WRITER = "arn:aws:iam::123456789012:role/kumiki-dev-index";
const READER = "arn:aws:iam::123456789012:role/kumiki-dev-app";

/** A request for one of each thing a domain can have. */
export const SEARCH: SearchSettings = {
  endpoint: "vpc-kumiki-dev-0a1b2c3d.ap-northeast-1.es.amazonaws.com",
  roles: [
    {
      name: "logs-writer",
      clusterPermissions: ["cluster_monitor", "indices:data/write/bulk"],
      indexPermissions: [{ patterns: ["logs-*"], actions: ["create_index", "write"] }],
      backendRoles: [WRITER],
      groups: ["engineers"],
    },
    {
      name: "app",
      clusterPermissions: [],
      indexPermissions: [{ patterns: ["catalog-*"], actions: ["read"] }],
      backendRoles: [READER],
    },
  ],
  auditConfig: { enabled: true, audit: { enable_rest: true, log_request_body: false } },
  ingestPipelines: [
    {
      name: "stamp",
      body: { description: "When it arrived.", processors: [{ set: { field: "at", value: "{{_x}}" } }] },
    },
  ],
  retentionPolicies: [
    {
      name: "logs",
      body: {
        policy: {
          description: "Rolls over by size, deletes after a month.",
          default_state: "hot",
          states: [
            {
              name: "hot",
              actions: [{ rollover: { min_primary_shard_size: "30gb", min_index_age: "1d" } }],
              transitions: [{ state_name: "gone", conditions: { min_index_age: "30d" } }],
            },
            { name: "gone", actions: [{ delete: {} }], transitions: [] },
          ],
          ism_template: [{ index_patterns: ["logs-*"], priority: 100 }],
        },
      },
    },
    {
      name: "traces",
      body: {
        policy: {
          description: "Keeps them.",
          default_state: "kept",
          states: [{ name: "kept" }],
          ism_template: { index_patterns: ["traces-*"] },
        },
      },
    },
  ],
  indexTemplates: [
    {
      name: "logs",
      body: {
        index_patterns: ["logs-*"],
        priority: 100,
        template: {
          settings: { number_of_shards: 1, "index.default_pipeline": "stamp", index: { hidden: false } },
          mappings: { dynamic: false, properties: { at: { type: "date" } } },
        },
      },
    },
  ],
};

/** A request for a database with one user of each kind. */
export const DATABASE: DatabaseSettings = {
  clusterArn: "arn:aws:rds:ap-northeast-1:123456789012:cluster:kumiki-dev",
  secretArn: "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:rds!cluster-0a1b2c3d-AbCdEf",
  database: "kumiki",
  extensions: ["pg_stat_statements", "pg_trgm"],
  schema: "app",
  users: [
    { name: "app", role: "app_rw" },
    { name: "reports", role: "app_ro" },
    { name: "migrations", role: "migrator" },
  ],
};

/** A clock that moves by being waited for, and what was waited. */
export function clock(seconds = 300): Clock & { readonly pauses: number[] } {
  const pauses: number[] = [];
  const now = () => pauses.reduce((sum, pause) => sum + pause, 0);
  const pause = async (milliseconds: number) => pauses.push(milliseconds);
  return { now, left: () => seconds * 1000 - now(), pause, signal: new AbortController().signal, pauses };
}

/** Sets up the domain behind an origin, with requests signed as the function signs them. */
export async function setUpDomain(origin: string, settings = SEARCH, time: Clock = clock()): Promise<ItemResult[]> {
  const credentials = async () => ({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "token" });
  const fetch = signedFetch({ service: "es", region: "ap-northeast-1", credentials });
  const results: ItemResult[] = [];
  await setUpSearch(settings, searchApi(origin, fetch, time.signal), time, (result) => results.push(result));
  return results;
}

/** A Data API client that talks to a stand-in. */
export function clientOf(endpoint: string, settings: DatabaseSettings, { signal } = clock()): DataApi {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret-of-the-test" };
  return dataApi(settings, signal, { endpoint, region: "ap-northeast-1", credentials });
}

/** The items of a report by what became of them. */
export function outcomes(results: readonly ItemResult[]): Record<string, string[]> {
  const grouped: Record<string, string[]> = {};
  for (const { item, outcome } of results) grouped[outcome] = [...(grouped[outcome] ?? []), item];
  return grouped;
}
