/** One thing the database is to have, with the SQL that finds out whether it has it and the SQL that brings it about. */
export interface Statement {
  /** What it is about, as reports call it. */
  readonly item: string;
  /** A query for one text: `absent`, `differs` or `wanted`. */
  readonly state: string;
  /** Run in order where the state is `absent`. */
  readonly create: readonly string[];
  /** Run in order where the state is `differs`. */
  readonly repair: readonly string[];
  /** What a person has to do where the state is not `wanted` even then. */
  readonly otherwise: string;
  /** Neither looked at nor run, because the request says so. */
  readonly skipped?: true;
}

/** A query for a state: `absent` or `differs` where that condition holds, else `wanted`. */
export function stateQuery({ absent, differs }: { readonly absent?: string; readonly differs?: string }): string {
  const cases = Object.entries({ absent, differs }).flatMap(([state, condition]) =>
    condition === undefined ? [] : [`WHEN ${condition} THEN '${state}'`],
  );
  return `SELECT CASE ${cases.join(" ")} ELSE 'wanted' END`;
}

/** Names in states mean those of the system, whatever else of that name there is in the database or the session. */
export const SYSTEM_SEARCH_PATH = "SET LOCAL search_path = pg_catalog, pg_temp";
