import { isObject, type JsonObject, objectAt, objectsAt, textsAt, without } from "./json";

// OpenSearch gives bodies back with its own defaults, in its own notation. Each function here brings both what is wanted
// and what is there to one form, so that two bodies are equal exactly where they mean the same. What is not named here is
// compared as it is: at worst a second run writes the same again.

/** A role of the security plugin. Lists are sets; what the request does not speak of must be empty. */
export function roleForm(role: JsonObject): unknown {
  return {
    cluster: textsAt(role, "cluster_permissions"),
    tenants: objectsAt(role, "tenant_permissions"),
    indices: objectsAt(role, "index_permissions").map((permission) => ({
      patterns: textsAt(permission, "index_patterns"),
      actions: textsAt(permission, "allowed_actions"),
      fields: textsAt(permission, "fls"),
      masked: textsAt(permission, "masked_fields"),
      documents: permission.dls ?? "",
    })),
  };
}

/** Who holds a role. */
export function mappingForm(mapping: JsonObject): unknown {
  return ["backend_roles", "and_backend_roles", "hosts", "users"].map((who) => textsAt(mapping, who));
}

/** A composable template: settings come back nested below `index`, and as texts. */
export function templateForm(body: JsonObject): unknown {
  const template = objectAt(body, "template");
  return {
    ...without(body, "template", "composed_of", "data_stream"),
    composed: body.composed_of ?? [],
    ...(isObject(body.data_stream) ? { stream: { ...TIMESTAMP, ...body.data_stream } } : {}),
    settings: Object.fromEntries(flatSettings(objectAt(template, "settings"), "")),
    mappings: objectAt(template, "mappings"),
    aliases: objectAt(template, "aliases"),
  };
}

const TIMESTAMP = { timestamp_field: { name: "@timestamp" } };

function flatSettings(settings: JsonObject, prefix: string): [string, unknown][] {
  return Object.entries(settings).flatMap(([key, value]): [string, unknown][] => {
    const name = `${prefix}${key}`;
    if (isObject(value)) return flatSettings(value, `${name}.`);
    const full = name.startsWith("index.") ? name : `index.${name}`;
    return [[full, Array.isArray(value) ? value.map(String) : String(value)]];
  });
}

/**
 * A policy of index state management: the plugin adds when it was written and by which version, and to each action how
 * often it is tried again.
 */
export function policyForm(policy: JsonObject): unknown {
  const { error_notification: notification = null } = policy;
  return {
    ...without(
      policy,
      "policy_id",
      "last_updated_time",
      "schema_version",
      "error_notification",
      "states",
      "ism_template",
    ),
    notification,
    states: objectsAt(policy, "states").map((state) => ({
      ...state,
      actions: objectsAt(state, "actions").map(actionForm),
      transitions: objectsAt(state, "transitions"),
    })),
    templates: objectsAt(policy, "ism_template").map((template) => ({
      priority: 0,
      ...without(template, "last_updated_time"),
    })),
  };
}

function actionForm(action: JsonObject): unknown {
  return {
    ...action,
    retry: { count: 3, backoff: "exponential", delay: "1m", ...objectAt(action, "retry") },
    ...(isObject(action.rollover) ? { rollover: { copy_alias: false, ...action.rollover } } : {}),
  };
}
