import { isObject, type JsonObject, objectAt, objectsAt } from "../../../functions/bootstrap/json";
import type { Answer, Received } from "../support/loopback";

/**
 * A domain that remembers what it was told, and gives it back the way OpenSearch 3 does: with its own defaults, and
 * settings as nested texts. It speaks the six kinds of paths the bootstrap uses. What it cannot show is whether the real
 * domain accepts a body.
 */
export class OpenSearch {
  /** What there is, as it is given back, by path. */
  readonly stored = new Map<string, JsonObject>([[AUDIT, AUDIT_DEFAULTS]]);
  /** Every request that was not a GET, in order: `PUT /path?query`. */
  readonly writes: string[] = [];
  private sequence = 0;

  readonly answer = (request: Received): Answer => {
    const { pathname, searchParams } = new URL(request.path, "http://domain");
    if (request.method !== "GET") this.writes.push(`${request.method} ${request.path}`);
    if (request.method === "GET") return this.read(pathname);
    if (request.method === "PUT") return this.write(pathname, searchParams, JSON.parse(request.body));
    return { status: 405, body: { error: `Incorrect HTTP method for uri [${pathname}]`, status: 405 } };
  };

  private read(path: string): Answer {
    const body = this.stored.get(path);
    if (body !== undefined) return { status: 200, body };
    const name = path.split("/").at(-1);
    return path.includes("/_security/")
      ? { status: 404, body: { status: "NOT_FOUND", message: `Resource '${name}' not found.` } }
      : {
          status: 404,
          body: { error: { type: "resource_not_found_exception", reason: `${name} is missing` }, status: 404 },
        };
  }

  private write(path: string, query: URLSearchParams, body: JsonObject): Answer {
    const [folder, name] = split(path);
    const before = this.stored.get(path);
    if (folder === "/_plugins/_ism/policies" && !this.mayWrite(before, query)) {
      const reason = `[${name}]: version conflict, document already exists`;
      return { status: 409, body: { error: { type: "version_conflict_engine_exception", reason }, status: 409 } };
    }
    if (
      folder === "/_plugins/_security/api/rolesmapping" &&
      !this.stored.has(`/_plugins/_security/api/roles/${name}`)
    ) {
      return { status: 404, body: { status: "NOT_FOUND", message: `Resource '${name}' not found.` } };
    }
    const target = path === `${AUDIT}/config` ? AUDIT : path;
    this.stored.set(target, this.asGiven(folder, name, body));
    return { status: before === undefined ? 201 : 200, body: { status: before === undefined ? "CREATED" : "OK" } };
  }

  private mayWrite(before: JsonObject | undefined, query: URLSearchParams): boolean {
    const expected = [query.get("if_seq_no"), query.get("if_primary_term")];
    const present = before === undefined ? [null, null] : [String(before._seq_no), String(before._primary_term)];
    return expected[0] === present[0] && expected[1] === present[1];
  }

  private asGiven(folder: string, name: string, body: JsonObject): JsonObject {
    switch (folder) {
      case "/_plugins/_security/api/roles":
        return {
          [name]: { reserved: false, hidden: false, static: false, ...body, index_permissions: permissions(body) },
        };
      case "/_plugins/_security/api/rolesmapping":
        return { [name]: { hosts: [], users: [], reserved: false, hidden: false, and_backend_roles: [], ...body } };
      case AUDIT:
        return { _readonly: ["/audit/exclude_sensitive_headers"], config: body };
      case "/_plugins/_ism/policies":
        this.sequence += 1;
        return {
          _id: name,
          _version: 1,
          _seq_no: this.sequence,
          _primary_term: 1,
          policy: policy(name, objectAt(body, "policy")),
        };
      case "/_index_template":
        return { index_templates: [{ name, index_template: { composed_of: [], ...body, template: template(body) } }] };
      case "/_ingest/pipeline":
        return { [name]: body };
      default:
        throw new Error(`the domain was asked for ${folder}`);
    }
  }
}

const AUDIT = "/_plugins/_security/api/audit";
const AUDIT_DEFAULTS: JsonObject = {
  _readonly: ["/audit/exclude_sensitive_headers"],
  config: { enabled: false, audit: { enable_rest: true, log_request_body: true, exclude_sensitive_headers: true } },
};

function split(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf("/");
  return [path.slice(0, slash), decodeURIComponent(path.slice(slash + 1))];
}

function permissions(role: JsonObject): JsonObject[] {
  return objectsAt(role, "index_permissions").map((permission) => ({ fls: [], masked_fields: [], ...permission }));
}

function policy(id: string, given: JsonObject): JsonObject {
  const written = { last_updated_time: 1_795_000_000_000 };
  return {
    policy_id: id,
    ...given,
    ...written,
    schema_version: 21,
    error_notification: null,
    states: objectsAt(given, "states").map((state) => ({
      transitions: [],
      ...state,
      actions: objectsAt(state, "actions").map((action) => ({
        retry: { count: 3, backoff: "exponential", delay: "1m" },
        ...action,
        ...(isObject(action.rollover) ? { rollover: { ...action.rollover, copy_alias: false } } : {}),
      })),
    })),
    ism_template: objectsAt(given, "ism_template").map((entry) => ({ priority: 0, ...entry, ...written })),
  };
}

function template(body: JsonObject): JsonObject {
  const { settings, ...rest } = objectAt(body, "template");
  const nested: Record<string, unknown> = {};
  for (const [key, value] of flat(isObject(settings) ? settings : {})) {
    const path = key.replace(/^index\./, "").split(".");
    const last = path.pop() ?? "";
    let at = nested;
    for (const step of path) {
      const next: Record<string, unknown> = isObject(at[step]) ? { ...at[step] } : {};
      at[step] = next;
      at = next;
    }
    at[last] = String(value);
  }
  return { ...rest, settings: { index: nested } };
}

function flat(settings: JsonObject, prefix = ""): [string, unknown][] {
  return Object.entries(settings).flatMap(([key, value]): [string, unknown][] =>
    isObject(value) ? flat(value, `${prefix}${key}.`) : [[`${prefix}${key}`, value]],
  );
}
