import type { DataApi, Transaction } from "./data-api";
import { type Clock, patiently } from "./patience";
import type { DatabaseSettings } from "./request";
import { ItemError, type ItemResult, type Outcome } from "./result";
import { type Statement, SYSTEM_SEARCH_PATH } from "./statement";
import { databaseStatements } from "./statements";

/**
 * How a transaction starts. Others wait behind one that waits for a lock, so that it does not do so for long.
 */
const SESSION: readonly string[] = [
  "SET LOCAL lock_timeout = '10s'",
  "SET LOCAL statement_timeout = '30s'",
  SYSTEM_SEARCH_PATH,
];

/**
 * Brings a database to what is asked for, in one transaction: either all of it is there in the end, or nothing has
 * changed. A second run changes nothing.
 * @throws ItemError for the item that could not be brought about
 */
export async function setUpDatabase(
  settings: DatabaseSettings,
  api: DataApi,
  clock: Clock,
  report: (result: ItemResult) => void,
): Promise<void> {
  const statements = databaseStatements(settings);
  const results = await patiently(() => api.transaction((transaction) => carryOutAll(statements, transaction)), clock);
  results.forEach(report);
}

async function carryOutAll(statements: readonly Statement[], transaction: Transaction): Promise<ItemResult[]> {
  for (const sql of SESSION) await transaction.run(sql);
  const results: ItemResult[] = [];
  for (const statement of statements) {
    const outcome = await carryOut(statement, transaction).catch((error) => {
      throw new ItemError(statement.item, error);
    });
    results.push({ item: statement.item, outcome });
  }
  return results;
}

async function carryOut(statement: Statement, { run }: Transaction): Promise<Outcome> {
  if (statement.skipped) return "skipped";
  const state = await run(statement.state);
  if (state === "wanted") return "unchanged";
  for (const sql of state === "absent" ? statement.create : statement.repair) await run(sql);
  // PostgreSQL only warns where a right was not this user's to give or take.
  if ((await run(statement.state)) !== "wanted") {
    throw new Error(`It is not as it should be, and this function cannot change that. ${statement.otherwise}`);
  }
  return state === "absent" ? "created" : "updated";
}
