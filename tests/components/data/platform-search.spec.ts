import { expect } from "chai";
import { platformSearchContent } from "../../../components/data/platform-search";
import { platformSearchClients } from "../../../components/data/platform-search-clients";

const SLOW = { warn: "1000ms" };

/** Settings every index of the platform has. */
const COMMON = {
  number_of_shards: 1,
  number_of_replicas: 2,
  mapping: { total_fields: { limit: 500 } },
  search: { slowlog: { threshold: { query: SLOW, fetch: SLOW } } },
  indexing: { slowlog: { threshold: { index: SLOW }, source: "false" } },
};

describe("clients of the platform's search domain", () => {
  it("have the access they need, each on its own indices (1.1-6, 1.3-4, 2.2-2, F8, F14, F17, F18, F26)", () => {
    expect(
      platformSearchClients({
        application: ["app", "worker"],
        indexer: ["indexer"],
        extract: ["extract"],
        tracing: ["jaeger"],
        dashboards: ["grafana"],
        people: ["operator"],
        peopleGroups: ["engineers"],
      }),
    ).to.deep.equal([
      { name: "documents-writer", access: "write", patterns: ["documents-*"], roleArns: ["app", "worker"] },
      { name: "documents-exporter", access: "export", patterns: ["documents-*"], roleArns: ["extract"] },
      { name: "logs-appender", access: "append", patterns: ["logs-*"], roleArns: ["indexer"] },
      { name: "logs-reader", access: "read", patterns: ["logs-*"], roleArns: ["grafana"] },
      { name: "traces-store", access: "store", patterns: ["jaeger-*"], roleArns: ["jaeger"] },
      {
        name: "people",
        access: "browse",
        patterns: ["logs-*", "jaeger-*"],
        roleArns: ["operator"],
        groups: ["engineers"],
      },
    ]);
  });

  it("are only those who have a role or a group", () => {
    const needed = { application: ["app"], indexer: ["indexer"], extract: ["extract"] };
    const names = ["documents-writer", "documents-exporter", "logs-appender"];
    expect(platformSearchClients(needed).map(({ name }) => name)).to.deep.equal(names);
    expect(platformSearchClients({ ...needed, peopleGroups: ["engineers"] }).map(({ name }) => name)).to.deep.equal([
      ...names,
      "people",
    ]);
  });
});

describe("content of the platform's search domain", () => {
  const content = platformSearchContent({ replicas: 2, logDays: 30 });

  it("stamps every document with its arrival, whatever the sender says (1.3-4, 4.3-1)", () => {
    expect(content.ingestPipelines).to.deep.equal([
      {
        name: "arrival",
        body: {
          description: "Notes in ingested_at when a document arrived.",
          processors: [{ set: { field: "ingested_at", value: "{{{_ingest.timestamp}}}" } }],
        },
      },
    ]);
    expect(content.indexTemplates[0]).to.deep.equal({
      name: "documents",
      body: {
        index_patterns: ["documents-*"],
        priority: 100,
        template: {
          settings: { index: { ...COMMON, final_pipeline: "arrival" } },
          mappings: { date_detection: false, properties: { ingested_at: { type: "date" } } },
        },
      },
    });
  });

  it("keeps log entries small, and their fields from becoming thousands (4.3-1, 5.1-5)", () => {
    expect(content.indexTemplates.slice(1)).to.deep.equal([
      {
        name: "logs",
        body: {
          index_patterns: ["logs-*"],
          priority: 100,
          template: {
            settings: { index: { ...COMMON, codec: "best_compression", refresh_interval: "30s" } },
            mappings: {
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
            },
          },
        },
      },
    ]);
  });

  it("deletes logs and traces once each entry is old enough, and documents never (4.3-1, 5.1-5)", () => {
    const states = (age: string) => [
      { name: "kept", actions: [], transitions: [{ state_name: "deleted", conditions: { min_index_age: age } }] },
      { name: "deleted", actions: [{ delete: {} }], transitions: [] },
    ];
    expect(content.retentionPolicies).to.deep.equal([
      {
        name: "logs",
        body: {
          policy: {
            description: "Deletes logs-* when every entry is at least 30 days old.",
            default_state: "kept",
            states: states("31d"),
            ism_template: [{ index_patterns: ["logs-*"], priority: 100 }],
          },
        },
      },
      {
        name: "traces",
        body: {
          policy: {
            description: "Deletes jaeger-* when every entry is at least 7 days old.",
            default_state: "kept",
            states: states("8d"),
            ism_template: [{ index_patterns: ["jaeger-*"], priority: 100 }],
          },
        },
      },
    ]);
  });

  it("takes replicas, days and the threshold of slow requests as asked", () => {
    const asked = platformSearchContent({ replicas: 0, logDays: 7, traceDays: 1, slowLogThreshold: 250 });
    expect(asked.indexTemplates[0]).to.have.nested.property("body.template.settings.index.number_of_replicas", 0);
    expect(asked.indexTemplates[1]).to.have.deep.nested.property(
      "body.template.settings.index.search.slowlog.threshold",
      { query: { warn: "250ms" }, fetch: { warn: "250ms" } },
    );
    const age = "body.policy.states[0].transitions[0].conditions.min_index_age";
    expect(asked.retentionPolicies[0]).to.have.nested.property(age, "8d");
    expect(asked.retentionPolicies[1]).to.have.nested.property(age, "2d");
  });

  it("turns auditing on, without bodies and without an entry for each valid request (1.3-4)", () => {
    const everyRequest = ["AUTHENTICATED", "GRANTED_PRIVILEGES"];
    expect(content.auditConfig).to.deep.equal({
      enabled: true,
      audit: {
        enable_rest: true,
        disabled_rest_categories: everyRequest,
        enable_transport: true,
        disabled_transport_categories: everyRequest,
        resolve_bulk_requests: false,
        log_request_body: false,
        resolve_indices: true,
        exclude_sensitive_headers: true,
        ignore_users: ["kibanaserver"],
        ignore_requests: [],
      },
      compliance: {
        enabled: true,
        internal_config: true,
        external_config: false,
        read_metadata_only: true,
        read_watched_fields: {},
        read_ignore_users: [],
        write_metadata_only: true,
        write_log_diffs: false,
        write_watched_indices: [],
        write_ignore_users: [],
      },
    });
  });
});
