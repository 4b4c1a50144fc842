import type { Rule } from "../../core/rule";
import { MANDATORY } from "./mandatory";

export const TAGGING: readonly Rule[] = [MANDATORY];
