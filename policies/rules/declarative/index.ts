import type { Rule } from "../../core/rule";
import { type Row, ruleOf } from "../../lib/rows/property-row";
import { COMPUTE } from "./compute";
import { DATABASE } from "./database";
import { EDGE } from "./edge";
import { GOOGLE } from "./google";
import { GOVERNANCE } from "./governance";
import { NETWORK } from "./network";
import { STORAGE } from "./storage";
import { STORES } from "./stores";

/** Every row, service by service. */
export const ROWS: readonly Row[] = [
  ...EDGE,
  ...COMPUTE,
  ...DATABASE,
  ...STORES,
  ...STORAGE,
  ...GOVERNANCE,
  ...NETWORK,
  ...GOOGLE,
];

export const DECLARATIVE: readonly Rule[] = ROWS.map((row) => ruleOf(row));
