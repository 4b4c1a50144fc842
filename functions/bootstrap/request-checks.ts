import {
  type BootstrapRequest,
  DATABASE_ROLES,
  type DatabaseSettings,
  type NamedBody,
  type SearchSettings,
} from "./request";
import { identifierProblem } from "./sql";

/**
 * Refuses a request that cannot be carried out, naming all that is wrong with it. The program asks this before it
 * deploys, the function before it starts.
 * @throws Error with every problem
 */
export function checkRequest({ search, database }: BootstrapRequest): void {
  const problems = [
    ...(search === undefined && database === undefined ? ["it must have search, database or both, got neither."] : []),
    ...(search === undefined ? [] : searchProblems(search)),
    ...(database === undefined ? [] : databaseProblems(database)),
  ];
  if (problems.length === 0) return;
  throw new Error(`The request of the bootstrap cannot be carried out:\n${problems.map((p) => `  - ${p}`).join("\n")}`);
}

function searchProblems(settings: SearchSettings): string[] {
  const { endpoint, roles, ingestPipelines, indexTemplates, retentionPolicies } = settings;
  const backendRoles = roles.flatMap((role) => role.backendRoles.map((holder) => ({ role: role.name, holder })));
  return [
    ...unless(
      /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(endpoint),
      `search.endpoint must be a host name without scheme, got "${endpoint}".`,
    ),
    ...restNames("search.roles", roles),
    ...restNames("search.ingestPipelines", ingestPipelines),
    ...restNames("search.indexTemplates", indexTemplates),
    ...restNames("search.retentionPolicies", retentionPolicies),
    ...backendRoles.flatMap(({ role, holder }) =>
      unless(
        holder.startsWith("arn:") ? /^arn:aws:iam::\d{12}:role\/.+$/.test(holder) : holder !== "",
        `backendRoles of search.roles "${role}" must be ARNs of IAM roles, not of sessions, or names of groups, got "${holder}".`,
      ),
    ),
    ...retentionPolicies.flatMap(({ name, body }) =>
      unless("policy" in body, `body of search.retentionPolicies "${name}" must be an object with the key "policy".`),
    ),
    ...indexTemplates.flatMap(({ name, body }) =>
      unless("index_patterns" in body, `body of search.indexTemplates "${name}" must have the key "index_patterns".`),
    ),
  ];
}

function restNames(list: string, entries: readonly Pick<NamedBody, "name">[]): string[] {
  const names = entries.map(({ name }) => name);
  const form = "must be letters, digits, dashes, dots and underscores";
  return [
    ...names.flatMap((name) =>
      unless(/^[A-Za-z0-9][\w.-]*$/.test(name), `each name in ${list} ${form}, got "${name}".`),
    ),
    ...duplicates(list, names),
  ];
}

function databaseProblems(settings: DatabaseSettings): string[] {
  const { clusterArn, secretArn, database, schema, extensions, users } = settings;
  const userNames = users.map(({ name }) => name);
  const reserved = [...DATABASE_ROLES, "public", "none", "rds_iam"];
  return [
    ...unless(
      /^arn:aws:rds:[a-z0-9-]+:\d{12}:cluster:.+$/.test(clusterArn),
      `database.clusterArn must be the ARN of a cluster, got "${clusterArn}".`,
    ),
    ...unless(
      /^arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+$/.test(secretArn),
      `database.secretArn must be the ARN of a secret, got "${secretArn}".`,
    ),
    ...identifiers("database.database", [database]),
    ...identifiers("database.schema", [schema]),
    ...identifiers("database.extensions", extensions),
    ...identifiers("database.users", userNames),
    ...unless(
      !/^(pg_.*|public|information_schema)$/.test(schema),
      `database.schema must be a schema of its own, got "${schema}", which is PostgreSQL's.`,
    ),
    ...userNames.flatMap((name) =>
      unless(
        !reserved.includes(name) && !/^(pg_|rds)/.test(name),
        `each name in database.users must not be one of ${reserved.join(", ")} or begin with pg_ or rds, got "${name}".`,
      ),
    ),
    ...users.flatMap(({ name, role }) =>
      unless(
        DATABASE_ROLES.includes(role),
        `role of database.users "${name}" must be one of ${DATABASE_ROLES.join(", ")}, got "${role}".`,
      ),
    ),
    ...duplicates("database.extensions", extensions),
    ...duplicates("database.users", userNames),
  ];
}

function identifiers(argument: string, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const problem = identifierProblem(name);
    return problem === undefined ? [] : [`${argument}: ${JSON.stringify(name)} cannot be a name: ${problem}.`];
  });
}

function duplicates(argument: string, names: readonly string[]): string[] {
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(twice)].map((name) => `${argument} names "${name}" more than once; keep one.`);
}

function unless(holds: boolean, problem: string): string[] {
  return holds ? [] : [problem];
}
