import type { Rule } from "../../core/rule";
import { COMPUTE } from "./compute";
import { DATABASES } from "./databases";
import { EDGE } from "./edge";
import { GOOGLE } from "./google";
import { NETWORK } from "./network";
import { type Row, ruleOf } from "./row";
import { STORAGE } from "./storage";
import { STORES } from "./stores";

/** Every row, service by service. */
export const ROWS: readonly Row[] = [...EDGE, ...COMPUTE, ...DATABASES, ...STORES, ...STORAGE, ...NETWORK, ...GOOGLE];

export const DECLARATIVE: readonly Rule[] = ROWS.map((row) => ruleOf(row));
