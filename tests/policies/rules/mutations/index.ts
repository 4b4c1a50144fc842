import type { Mutation } from "./change";
import { GRANTS } from "./grants";
import { PERIMETER } from "./perimeter";
import { STORES } from "./stores";
import { WORKLOADS } from "./workloads";

/** Changes for the rules that are written by hand. */
export const BY_HAND: readonly Mutation[] = [...PERIMETER, ...WORKLOADS, ...STORES, ...GRANTS];
