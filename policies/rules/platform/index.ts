import type { Rule } from "../../core/rule";
import { MANDATORY } from "./mandatory";

export const PLATFORM: readonly Rule[] = [MANDATORY];
