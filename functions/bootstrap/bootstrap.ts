import type { DataApi } from "./data-api";
import { setUpDatabase } from "./database-setup";
import type { Clock } from "./patience";
import type { BootstrapRequest, DatabaseSettings, SearchSettings } from "./request";
import { checkRequest } from "./request-checks";
import type { BootstrapResult, ItemResult, Outcome } from "./result";
import type { SearchApi } from "./search-api";
import { setUpSearch } from "./search-setup";

/** Ways to the services, and the time there is. */
export interface Surroundings {
  readonly search: (settings: SearchSettings) => SearchApi;
  readonly database: (settings: DatabaseSettings) => DataApi;
  readonly clock: Clock;
  /** Told of each item when it is done. */
  readonly log: (result: ItemResult) => void;
}

/**
 * Carries out a request: the domain first, then the database. Neither needs the other, so that a failure of the one does
 * not keep the other from being set up.
 * @throws Error saying of each part what could not be brought about, and what was done before that
 */
export async function bootstrap(request: BootstrapRequest, surroundings: Surroundings): Promise<BootstrapResult> {
  checkRequest(request);
  const { clock } = surroundings;
  const items: ItemResult[] = [];
  const failures: string[] = [];
  const attempt = async (part: string, setUp: (report: (result: ItemResult) => void) => Promise<void>) => {
    const done: ItemResult[] = [];
    await setUp(({ item, outcome }) => {
      const result = { item: `${part}: ${item}`, outcome };
      done.push(result);
      surroundings.log(result);
    }).catch((error) => {
      failures.push(
        `${part}: ${error instanceof Error ? error.message : String(error)} Before that: ${counted(done)}.`,
      );
    });
    items.push(...done);
  };

  const { search, database } = request;
  if (search !== undefined) {
    await attempt("search", (report) => setUpSearch(search, surroundings.search(search), clock, report));
  }
  if (database !== undefined) {
    await attempt("database", (report) => setUpDatabase(database, surroundings.database(database), clock, report));
  }
  if (failures.length > 0) throw new Error(`The bootstrap is not complete:\n${bulleted(failures)}`);
  return { items };
}

function counted(results: readonly ItemResult[]): string {
  const outcomes: readonly Outcome[] = ["created", "updated", "unchanged", "skipped"];
  const counts = outcomes.map(
    (outcome) => [outcome, results.filter((result) => result.outcome === outcome).length] as const,
  );
  const seen = counts.filter(([, count]) => count > 0).map(([outcome, count]) => `${count} ${outcome}`);
  return seen.length === 0 ? "nothing was done" : seen.join(", ");
}

function bulleted(lines: readonly string[]): string {
  return lines.map((line) => `  - ${line}`).join("\n");
}
