import { expect } from "chai";
import type { ResourceGraph } from "../../plan/graph";
import type { Stack } from "../support/stacks";
import { platformWith } from "./changed-stack";

/**
 * A stranger changes one value of a shipped stack file and gets the platform that value stands for. What is shown is the
 * one decisive effect of each value; that nothing else changed is what the golden dumps are for.
 */
export interface Variation {
  readonly what: string;
  readonly stack: Stack;
  readonly changes: Record<string, unknown>;
  readonly effect: (graph: ResourceGraph) => unknown;
  readonly expected: unknown;
}

export function describeVariations(part: string, variations: readonly Variation[]): void {
  describe(`a stack file with one thing changed ${part} gives`, () => {
    for (const { what, stack, changes, effect, expected } of variations) {
      it(`${what} (${stack})`, async () => {
        expect(effect(await platformWith(stack, changes))).to.deep.equal(expected);
      });
    }
  });
}

export function count(graph: ResourceGraph, type: string): number {
  return graph.ofType(type).length;
}
