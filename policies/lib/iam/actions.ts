import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../plan/project";
import type { Selection } from "./document";
import { selectsAction } from "./evaluate";

export type AccessLevel = "List" | "Read" | "Tagging" | "Write" | "Permissions";

export interface ActionFacts {
  /** `s3:GetObject` */
  readonly name: string;
  readonly level: AccessLevel;
  /** What a statement can limit it to; empty where it cannot be limited. */
  readonly resourceTypes: readonly string[];
}

/** What IAM knows of the actions of the services in use (`tools/iam-actions.ts` writes the table). */
class ActionTable {
  private readonly byService = new Map<string, readonly ActionFacts[]>();
  private readonly byName = new Map<string, ActionFacts>();

  constructor(table: Readonly<Record<string, Readonly<Record<string, string>>>>) {
    for (const [service, actions] of Object.entries(table)) {
      const facts = Object.entries(actions).map(([action, text]) => readFacts(`${service}:${action}`, text));
      this.byService.set(service, facts);
      for (const fact of facts) this.byName.set(fact.name.toLowerCase(), fact);
    }
  }

  facts(action: string): ActionFacts | undefined {
    return this.byName.get(action.toLowerCase());
  }

  /** Every known action that a statement selects, in full. */
  expand({ patterns, inverted }: Selection): ActionFacts[] {
    const open = inverted ? patterns : patterns.filter((pattern) => /[*?]/.test(pattern));
    if (!inverted && open.length === 0) return patterns.flatMap((name) => this.facts(name) ?? []);
    const services = inverted ? [...this.byService.keys()] : this.servicesOf(patterns);
    return services
      .flatMap((service) => this.byService.get(service) ?? [])
      .filter(({ name }) => selectsAction({ patterns, inverted }, name));
  }

  /** Every known action of every service. */
  all(): ActionFacts[] {
    return [...this.byName.values()];
  }

  private servicesOf(patterns: readonly string[]): string[] {
    const named = new Set(patterns.map((pattern) => (pattern.split(":", 1)[0] ?? "").toLowerCase()));
    const open = [...named].some((service) => /[*?]/.test(service));
    return open ? [...this.byService.keys()] : [...named];
  }
}

let table: ActionTable | undefined;

/** The table, read when it is first needed. */
export function iamActions(): ActionTable {
  table ??= new ActionTable(JSON.parse(readFileSync(join(projectRoot, "policies/lib/iam/actions.json"), "utf8")));
  return table;
}

const LEVELS: readonly AccessLevel[] = ["List", "Read", "Tagging", "Write", "Permissions"];

function readFacts(name: string, text: string): ActionFacts {
  const [level, ...resourceTypes] = text.split(" ");
  const known = LEVELS.find((candidate) => candidate === level);
  if (known === undefined) throw new Error(`policies/lib/iam/actions.json gives ${name} no access level`);
  return { name, level: known, resourceTypes };
}
