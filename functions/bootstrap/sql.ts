/** PostgreSQL cuts a longer name off without an error (NAMEDATALEN - 1), so that two names could become one. */
const MAX_IDENTIFIER_BYTES = 63;

/**
 * A name as SQL, whatever characters it has: `app` becomes `"app"`, and `a"b` becomes `"a""b"`.
 * @throws Error for what cannot be a name
 */
export function quoteIdentifier(name: string): string {
  const problem = identifierProblem(name);
  if (problem !== undefined) throw new Error(`${JSON.stringify(name)} cannot be a name in PostgreSQL: ${problem}.`);
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * A text as SQL. Backslashes are written so that they mean themselves whatever `standard_conforming_strings` says.
 * @throws Error for a text with a NUL, which PostgreSQL cannot hold
 */
export function quoteLiteral(text: string): string {
  if (text.includes("\0")) throw new Error("a text in PostgreSQL cannot hold a NUL character.");
  const quoted = `'${text.replaceAll("'", "''").replaceAll("\\", "\\\\")}'`;
  return text.includes("\\") ? `E${quoted}` : quoted;
}

/** Why a text cannot be a name; undefined if it can. */
export function identifierProblem(name: string): string | undefined {
  if (name === "") return "it is empty";
  if (name.includes("\0")) return "it holds a NUL character";
  // The Data API takes `:name` for a parameter, and does not document that it leaves quoted text alone.
  if (name.includes(":")) return "it holds a colon, with which the Data API marks parameters";
  const bytes = Buffer.byteLength(name, "utf8");
  return bytes > MAX_IDENTIFIER_BYTES ? `it has ${bytes} bytes of at most ${MAX_IDENTIFIER_BYTES}` : undefined;
}
