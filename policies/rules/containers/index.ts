import type { Rule } from "../../core/rule";
import { containerRuleOf } from "../../lib/rows/container-row";
import { CONTENTS } from "./contents";
import { ISOLATION } from "./isolation";
import { USERS } from "./users";

/** What holds for every container of every task. */
export const CONTAINERS: readonly Rule[] = [...ISOLATION, ...CONTENTS, ...USERS].map((row) => containerRuleOf(row));
