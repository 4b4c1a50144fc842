import type { NamedBody } from "../../functions/bootstrap/request";

/** What is written for every valid request; the service advises against it (audit-logs.html#audit-log-settings). */
const EVERY_REQUEST = ["AUTHENTICATED", "GRANTED_PRIVILEGES"];

/**
 * What the domain audits: refused logins and requests, administrative changes of indices, and every change of the
 * security configuration. No bodies, no contents of documents: the log is read by people who may not read those.
 * Publishing the audit log to CloudWatch turns nothing on; this does.
 */
export const AUDIT_CONFIG: NamedBody["body"] = {
  enabled: true,
  audit: {
    enable_rest: true,
    disabled_rest_categories: EVERY_REQUEST,
    enable_transport: true,
    disabled_transport_categories: EVERY_REQUEST,
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
};
