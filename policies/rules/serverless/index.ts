import type { Rule } from "../../core/rule";
import { FUNCTION_RUNTIMES } from "./function-runtimes";
import { FUNCTION_SETTINGS } from "./function-settings";

export const SERVERLESS: readonly Rule[] = [FUNCTION_RUNTIMES, FUNCTION_SETTINGS];
