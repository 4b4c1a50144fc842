import type * as inputs from "@pulumi/aws/types/input";

/** Which requests a rate rule counts, and the capacity units it takes to tell. */
export interface ScopeDown {
  readonly statement: inputs.wafv2.WebAclRuleStatementRateBasedStatementScopeDownStatement;
  readonly capacity: number;
}

/** Ways to write a path differently, undone in this order: `//x/%2e%2e/LOGIN` is `/login`. */
const TRANSFORMATIONS = ["URL_DECODE", "NORMALIZE_PATH", "LOWERCASE"];

/** Paths that start like this, however they are written: otherwise spelling would be a way around the limit. */
export function startOfPath(path: string): ScopeDown {
  return {
    capacity: 2 + 10 * TRANSFORMATIONS.length,
    statement: {
      byteMatchStatement: {
        searchString: path.toLowerCase(),
        positionalConstraint: "STARTS_WITH",
        fieldToMatch: { uriPath: {} },
        textTransformations: TRANSFORMATIONS.map((type, priority) => ({ priority, type })),
      },
    },
  };
}
