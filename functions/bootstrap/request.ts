/**
 * What the bootstrap function is asked to bring about. Everything is named, so that the same request can be carried out
 * again: what is there already is left alone or brought up to date, and nothing is taken away.
 */
export interface BootstrapRequest {
  readonly search?: SearchSettings;
  readonly database?: DatabaseSettings;
}

/** What no provider resource covers in an OpenSearch domain. */
export interface SearchSettings {
  /** Host name of the domain, without scheme. */
  readonly endpoint: string;
  readonly roles: readonly SearchRole[];
  readonly indexTemplates: readonly NamedBody[];
  /** Policies of index state management: when indices roll over and when they are deleted. */
  readonly retentionPolicies: readonly NamedBody[];
}

/** A role of fine-grained access control, and the IAM roles that hold it. */
export interface SearchRole {
  readonly name: string;
  readonly clusterPermissions: readonly string[];
  readonly indexPermissions: readonly { readonly patterns: readonly string[]; readonly actions: readonly string[] }[];
  /** ARNs of IAM roles. */
  readonly backendRoles: readonly string[];
}

export interface NamedBody {
  readonly name: string;
  /** As the REST API takes it. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Roles and extensions of a PostgreSQL database, set up through the Data API. */
export interface DatabaseSettings {
  readonly clusterArn: string;
  /** Secret with the credentials of the master user. */
  readonly secretArn: string;
  readonly database: string;
  /** Extensions to create. */
  readonly extensions: readonly string[];
  /** Schema the application works in; owned by the migrator, never by the application. */
  readonly schema: string;
  /** Users that sign in by IAM token, and the group role each is a member of. */
  readonly users: readonly { readonly name: string; readonly role: DatabaseRole }[];
}

/** Reads; reads and writes; owns the schema and changes it. */
export type DatabaseRole = "app_ro" | "app_rw" | "migrator";
