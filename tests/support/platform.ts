import * as pulumi from "@pulumi/pulumi";
import { evaluateProgram } from "../../plan/evaluate-program";
import type { PlainObject, ResourceGraph, ResourceNode } from "../../plan/graph";

/**
 * The one harness: builds something against the simulated cloud and gives everything it registered.
 *
 * Waits for every registration, fails on a lookup, an unknown property, an unknown resource type and an output the
 * simulated cloud does not model. What it cannot show: whether the real service accepts a combination of values.
 */
export async function register(build: () => unknown): Promise<ResourceGraph> {
  return evaluateProgram({
    stack: "test",
    program: () => {
      build();
    },
  });
}

/** Builds something and gives, as the graph's outputs, what it returns. */
export async function registerOutputs(build: () => Record<string, unknown>): Promise<PlainObject> {
  const graph = await evaluateProgram({ stack: "test", program: build });
  return graph.outputs;
}

/** The error a build fails with. @throws if it does not fail */
export async function registerError(build: () => unknown): Promise<Error> {
  try {
    await register(build);
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error("expected the build to fail, but it succeeded");
}

/** A policy document of a resource's input, parsed. */
export function policyOf(
  resource: ResourceNode,
  property = "policy",
): { Version: string; Statement: PolicyStatement[] } {
  return JSON.parse(String(resource.inputs[property]));
}

export interface PolicyStatement {
  Sid: string;
  Effect: "Allow" | "Deny";
  Principal?: unknown;
  Action: string[];
  Resource?: string[];
  Condition?: Record<string, Record<string, unknown>>;
}

/** Logical names of all resources of a type, sorted. */
export function namesOf(graph: ResourceGraph, type: string): string[] {
  return graph
    .ofType(type)
    .map((resource) => resource.name)
    .sort();
}

/** A secret for tests; its value must never be found outside marked properties. */
export const SEEDED_SECRET = pulumi.secret("seeded-secret-value");
