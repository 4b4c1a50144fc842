import type { NamedBody } from "../../functions/bootstrap/request";

export interface RetentionArgs {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  readonly patterns: readonly string[];
  /** Days each entry stays searchable at least. */
  readonly days: number;
}

/**
 * Deletes indices by age, for indices that are named after a day. An index is as old as its first entry; its last came
 * almost a day later, hence the day more.
 *
 * It is attached to indices that are created after it. One that exists keeps the policy it has, also when this one
 * changes, until `POST _plugins/_ism/change_policy/<pattern>` says otherwise.
 */
export function deleteAfter({ name, patterns, days }: RetentionArgs): NamedBody {
  return {
    name,
    body: {
      policy: {
        description: `Deletes ${patterns.join(", ")} when every entry is at least ${days} days old.`,
        default_state: "kept",
        states: [
          {
            name: "kept",
            actions: [],
            transitions: [{ state_name: "deleted", conditions: { min_index_age: `${days + 1}d` } }],
          },
          { name: "deleted", actions: [{ delete: {} }], transitions: [] },
        ],
        ism_template: [{ index_patterns: [...patterns], priority: 100 }],
      },
    },
  };
}
