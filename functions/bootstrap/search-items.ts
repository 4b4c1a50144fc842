import { type JsonObject, merged, objectAt, objectsAt } from "./json";
import type { NamedBody, SearchRole, SearchSettings } from "./request";
import { mappingForm, policyForm, roleForm, templateForm } from "./search-forms";

/** One thing the domain is to have, and how its REST API reads and writes it. */
export interface SearchItem {
  /** What it is about, as reports call it. */
  readonly item: string;
  /** What GET and PUT go to. */
  readonly path: string;
  /** What the answer to GET holds of it; undefined where it holds nothing. */
  readonly found: (answer: JsonObject) => JsonObject | undefined;
  /** What is written; may depend on what is there. */
  readonly body: (found: JsonObject | undefined) => JsonObject;
  /** The part of a body that is compared, in the form in which it is. @default the body */
  readonly form?: (body: JsonObject) => unknown;
  /** What PUT goes to, where that is not `path`. */
  readonly target?: (answer: JsonObject | undefined) => string;
}

const SECURITY = "_plugins/_security/api";

/**
 * Everything the domain is to have, in the order in which one thing needs another: a role before who holds it, pipelines
 * and policies before the indices whose templates name them.
 */
export function searchItems(settings: SearchSettings): SearchItem[] {
  return [
    ...settings.roles.map(role),
    ...settings.roles.map(mapping),
    audit(settings.auditConfig),
    ...settings.ingestPipelines.map(pipeline),
    ...settings.retentionPolicies.map(policy),
    ...settings.indexTemplates.map(template),
  ];
}

function role({ name, clusterPermissions, indexPermissions }: SearchRole): SearchItem {
  const body = {
    cluster_permissions: clusterPermissions,
    index_permissions: indexPermissions.map(({ patterns, actions }) => ({
      index_patterns: patterns,
      allowed_actions: actions,
    })),
    tenant_permissions: [],
  };
  return {
    item: `role "${name}"`,
    path: `${SECURITY}/roles/${encodeURIComponent(name)}`,
    found: (answer) => named(answer, name),
    body: () => body,
    form: roleForm,
  };
}

/** Whoever else was given the role by hand loses it. */
function mapping({ name, backendRoles, groups = [] }: SearchRole): SearchItem {
  return {
    item: `holders of role "${name}"`,
    path: `${SECURITY}/rolesmapping/${encodeURIComponent(name)}`,
    found: (answer) => named(answer, name),
    body: () => ({ backend_roles: [...backendRoles, ...groups], and_backend_roles: [], hosts: [], users: [] }),
    form: mappingForm,
  };
}

/**
 * What the request does not speak of stays as it is: some properties are read-only, and a body without them is refused
 * as an attempt to change them.
 */
function audit(config: JsonObject): SearchItem {
  return {
    item: "audit configuration",
    path: `${SECURITY}/audit`,
    found: (answer) => named(answer, "config"),
    body: (found = {}) => merged(found, config),
    target: () => `${SECURITY}/audit/config`,
  };
}

function pipeline({ name, body }: NamedBody): SearchItem {
  return {
    item: `ingest pipeline "${name}"`,
    path: `_ingest/pipeline/${encodeURIComponent(name)}`,
    found: (answer) => named(answer, name),
    body: () => body,
  };
}

/** A changed policy holds for indices created from then on; those under way finish by the one they started with. */
function policy({ name, body }: NamedBody): SearchItem {
  const path = `_plugins/_ism/policies/${encodeURIComponent(name)}`;
  return {
    item: `retention policy "${name}"`,
    path,
    found: (answer) => answer,
    body: () => body,
    form: (whole) => policyForm(objectAt(whole, "policy")),
    // The plugin takes a PUT without these for a new policy, and refuses it where there is one.
    target: (answer) =>
      answer === undefined ? path : `${path}?if_seq_no=${answer._seq_no}&if_primary_term=${answer._primary_term}`,
  };
}

function template({ name, body }: NamedBody): SearchItem {
  return {
    item: `index template "${name}"`,
    path: `_index_template/${encodeURIComponent(name)}`,
    found: (answer) => objectsAt(answer, "index_templates").map((entry) => objectAt(entry, "index_template"))[0],
    body: () => body,
    form: templateForm,
  };
}

function named(answer: JsonObject, name: string): JsonObject | undefined {
  return name in answer ? objectAt(answer, name) : undefined;
}
