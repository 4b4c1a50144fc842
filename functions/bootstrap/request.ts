/**
 * What the bootstrap function is asked to bring about. Everything is named, so that the same request can be carried out
 * again: what is there already is left alone or brought up to date, and nothing else is taken away.
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
  /** Ingest pipelines (`PUT _ingest/pipeline/<name>`). They come before the templates, which name them. */
  readonly ingestPipelines: readonly NamedBody[];
  /** Composable templates (`PUT _index_template/<name>`). */
  readonly indexTemplates: readonly NamedBody[];
  /** Policies of index state management: when indices roll over and when they are deleted. */
  readonly retentionPolicies: readonly NamedBody[];
  /**
   * What is audited (`PUT _plugins/_security/api/audit/config`). Publishing the audit log to CloudWatch does not turn
   * auditing on: without this the log group stays empty.
   */
  readonly auditConfig: NamedBody["body"];
}

/** A role of fine-grained access control, and who holds it. Whoever else was given it loses it. */
export interface SearchRole {
  readonly name: string;
  readonly clusterPermissions: readonly string[];
  readonly indexPermissions: readonly { readonly patterns: readonly string[]; readonly actions: readonly string[] }[];
  /** ARNs of IAM roles, and names of groups of an identity provider. */
  readonly backendRoles: readonly string[];
  /** Groups of the identity provider that people sign in to Dashboards with. @default [] */
  readonly groups?: readonly string[];
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
  readonly users: readonly DatabaseUser[];
  /**
   * Whether users sign in by IAM token. `false` is for a PostgreSQL that is not RDS's and has no role `rds_iam`: its users
   * are then made without a way to sign in, and the report says of each that this was skipped.
   * @default true
   */
  readonly iamSignIn?: boolean;
}

export interface DatabaseUser {
  readonly name: string;
  readonly role: DatabaseRole;
}

/** Group roles: one that reads; one that reads and writes; one that owns the schema and changes it. */
export const DATABASE_ROLES = ["app_ro", "app_rw", "migrator"] as const;
export type DatabaseRole = (typeof DATABASE_ROLES)[number];
