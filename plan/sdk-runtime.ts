import { runtime } from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import type { Recorder } from "./recorder";

/**
 * The two parts of the SDK's runtime that its type definitions leave out and an in-process evaluation needs.
 * Both are what the SDK's own `setMocks` and inline programs use; checked against @pulumi/pulumi 3.248.
 */
interface RuntimeState {
  withLocalStorage<T>(callback: () => T): T;
  getStore(): Record<SupportFlag, boolean>;
}

type SupportFlag =
  | "supportsSecrets"
  | "supportsResourceReferences"
  | "supportsDeletedWith"
  | "supportsReplaceWith"
  | "supportsAliasSpecs"
  | "supportsParameterization";

const internals = state as unknown as RuntimeState;

/** Runs the callback with a runtime of its own, so that evaluations neither see each other nor leave anything behind. */
export function isolate<T>(callback: () => Promise<T>): Promise<T> {
  return internals.withLocalStorage(callback);
}

/** Makes the recorder the engine of the present runtime. Installing a monitor resets the feature flags. */
export function useMonitor(recorder: Recorder, project: string, stack: string): void {
  runtime.setMockOptions(recorder, project, stack, false, "");
  const store = internals.getStore();
  store.supportsSecrets = true;
  store.supportsResourceReferences = true;
  store.supportsDeletedWith = true;
  store.supportsReplaceWith = true;
  store.supportsAliasSpecs = true;
  store.supportsParameterization = true;
}
