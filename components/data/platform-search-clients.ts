import type * as pulumi from "@pulumi/pulumi";
import { SEARCH_INDICES } from "./platform-search";
import type { SearchClient } from "./search-clients";

type RoleArns = readonly pulumi.Input<string>[];

/** IAM roles of those who call the domain. Whoever has none is not a client. */
export interface PlatformSearchRoles {
  /** Application and worker: they own the documents. */
  readonly application: RoleArns;
  /** Function that writes log entries. */
  readonly indexer: RoleArns;
  /** Function that copies documents to the lake. */
  readonly extract: RoleArns;
  /** Jaeger. @default [] */
  readonly tracing?: RoleArns;
  /** Grafana. @default [] */
  readonly dashboards?: RoleArns;
  /**
   * Roles of people, who see logs and traces; documents belong to customers. The boundary of the platform's own roles for
   * people leaves out every call of a domain: use `peopleGroups`, or a role made for this.
   * @default []
   */
  readonly people?: RoleArns;
  /** Groups of the identity provider whose members see the same. @default [] */
  readonly peopleGroups?: readonly string[];
}

/** Who calls the platform's domain, and what each may do there. */
export function platformSearchClients(roles: PlatformSearchRoles): SearchClient[] {
  const { documents, logs, traces } = SEARCH_INDICES;
  const clients: SearchClient[] = [
    { name: "documents-writer", access: "write", patterns: [documents], roleArns: roles.application },
    { name: "documents-exporter", access: "export", patterns: [documents], roleArns: roles.extract },
    { name: "logs-appender", access: "append", patterns: [logs], roleArns: roles.indexer },
    { name: "logs-reader", access: "read", patterns: [logs], roleArns: roles.dashboards ?? [] },
    { name: "traces-store", access: "store", patterns: [traces], roleArns: roles.tracing ?? [] },
    {
      name: "people",
      access: "browse",
      patterns: [logs, traces],
      roleArns: roles.people ?? [],
      groups: roles.peopleGroups ?? [],
    },
  ];
  return clients.filter(({ roleArns, groups = [] }) => roleArns.length + groups.length > 0);
}
