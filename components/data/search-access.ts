import type { HttpMethod, SearchAccess } from "./search-clients";

/** Paths of the REST API that a kind of access needs. IAM sees method and path, never what the body names. */
interface Calls {
  readonly methods: readonly HttpMethod[];
  /** Besides the indices, relative to the domain. `<pattern>` stands for each pattern. */
  readonly apis: readonly string[];
  /** Whether the paths below the indices are included. @default true */
  readonly indices?: boolean;
}

interface AccessRule {
  readonly cluster: readonly string[];
  readonly index: readonly string[];
  readonly calls: readonly Calls[];
  /** Other indices the access needs, whatever its patterns. */
  readonly besides?: { readonly patterns: readonly string[]; readonly actions: readonly string[] };
}

const READ_APIS = ["", "_mget", "_msearch", "_resolve/index/*", "_search", "_search/scroll"];
const READ_CLUSTER = [
  "cluster:monitor/main",
  "indices:data/read/mget",
  "indices:data/read/msearch",
  "indices:data/read/scroll*",
];
const READ_INDEX = ["indices:admin/get", "indices:admin/mappings/get", "read"];

/** To write, an index is created and its mapping extended under the same names, automatic or not. */
const CREATE_INDEX = ["indices:admin/create", "indices:admin/mapping/put"];
/** The parts a bulk request is split into, and what each document in it is checked for, be it an index or a create. */
const INDEX_DOCUMENTS = ["indices:data/write/bulk[s]", "indices:data/write/index"];

/**
 * The permissions of each kind of access, as the security plugin checks them: a bulk request on the cluster, its parts
 * and documents on each index (`PrivilegesEvaluatorImpl` and `static_action_groups.yml` of opensearch-project/security,
 * 2026-08). A word without a colon is one of the plugin's own groups.
 */
export const ACCESS: Readonly<Record<SearchAccess, AccessRule>> = {
  append: {
    // The plugin cannot tell a new document from a replaced one; what is written can be overwritten by its id, but
    // neither read nor deleted.
    cluster: ["indices:data/write/bulk"],
    index: [...CREATE_INDEX, ...INDEX_DOCUMENTS],
    calls: [{ methods: ["Post"], apis: ["_bulk"] }],
  },
  export: {
    cluster: [],
    index: [
      "indices:data/read/point_in_time/create",
      "indices:data/read/point_in_time/delete",
      "indices:data/read/search",
    ],
    // A search in a point in time names no index in its path.
    calls: [
      { methods: ["Post"], apis: ["_search"] },
      { methods: ["Delete"], apis: ["_search/point_in_time"], indices: false },
    ],
  },
  read: {
    cluster: READ_CLUSTER,
    index: READ_INDEX,
    calls: [{ methods: ["Get", "Head", "Post"], apis: READ_APIS }],
  },
  write: {
    // No update of a part of a document: no pipeline runs for it, so that `ingested_at` would keep its old value and
    // the export never see the change (https://github.com/opensearch-project/OpenSearch/issues/17742).
    cluster: [...READ_CLUSTER, "indices:data/write/bulk"],
    index: [...READ_INDEX, ...CREATE_INDEX, ...INDEX_DOCUMENTS, "indices:data/write/delete"],
    calls: [{ methods: ["Delete", "Get", "Head", "Post", "Put"], apis: [...READ_APIS, "_bulk"] }],
  },
  store: {
    // Templates belong to the cluster: the plugin cannot limit them to a pattern, but IAM limits their names.
    cluster: [
      ...READ_CLUSTER,
      "indices:admin/index_template/get",
      "indices:admin/index_template/put",
      "indices:admin/template/get",
      "indices:admin/template/put",
      "indices:data/write/bulk",
    ],
    index: [...READ_INDEX, ...CREATE_INDEX, "indices:admin/aliases*", "write"],
    calls: [
      {
        methods: ["Delete", "Get", "Head", "Post", "Put"],
        apis: [...READ_APIS, "_bulk", "_index_template/<pattern>", "_template/<pattern>"],
      },
    ],
  },
  browse: {
    cluster: READ_CLUSTER,
    index: READ_INDEX,
    calls: [
      { methods: ["Delete", "Get", "Head", "Post", "Put"], apis: ["_dashboards", "_dashboards/*"], indices: false },
    ],
    // Dashboards keeps saved searches and settings of a person in indices of its own, in that person's name.
    besides: {
      patterns: [".kibana*", ".opensearch_dashboards*"],
      actions: ["delete", "index", "manage", "read"],
    },
  },
};
