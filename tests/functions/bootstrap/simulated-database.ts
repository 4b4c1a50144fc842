import type { Statement } from "../../../functions/bootstrap/statement";
import type { Database, Session } from "./data-api-server";

/**
 * A database that knows of each statement whether it holds, and remembers it when a transaction is committed. It reads no
 * SQL but recognises the statements it is given; what they do in PostgreSQL, `tests/real` shows.
 */
export class SimulatedDatabase implements Database {
  /** State of each statement, by its item; `absent` to begin with. */
  readonly states: Map<string, string>;
  /** Items that no SQL brings about. */
  readonly stubborn = new Set<string>();

  constructor(private readonly statements: readonly Statement[]) {
    this.states = new Map(statements.map(({ item }) => [item, "absent"]));
    for (const { item, create } of statements) {
      // Rights on what there is already are never absent, and checks find nothing wrong.
      if (create.length === 0) this.states.set(item, item.includes("rights on") ? "differs" : "wanted");
    }
  }

  async begin(): Promise<Session> {
    const within = new Map(this.states);
    const run: string[] = [];
    return {
      run: async (sql) => {
        const asked = this.statements.find(({ state }) => state === sql);
        if (asked === undefined) {
          run.push(sql);
          return null;
        }
        const state = within.get(asked.item) ?? "absent";
        const needed = state === "absent" ? asked.create : asked.repair;
        const carriedOut = needed.length > 0 && run.slice(-needed.length).join() === needed.join();
        if (!carriedOut || this.stubborn.has(asked.item)) return state;
        within.set(asked.item, "wanted");
        return "wanted";
      },
      end: async (how) => {
        if (how === "COMMIT") for (const [item, state] of within) this.states.set(item, state);
      },
    };
  }
}
