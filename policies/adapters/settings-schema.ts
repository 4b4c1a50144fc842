import type { PolicyConfigSchema } from "@pulumi/policy";
import { z } from "zod";
import type { Rule } from "../core/rule";
import { isAdjustable } from "../core/settings";

const COMMON = z.strictObject({
  unproven: z
    .enum(["advisory", "violation"])
    .default("advisory")
    .describe("How to take a resource that cannot be judged because a value is not known: a hint, or as a violation"),
});

/** What can be set for a rule besides its level: how to take what is unproven, and the rule's own limits. */
export function settingsOf(rule: Rule): z.ZodObject {
  return isAdjustable(rule) ? z.strictObject({ ...COMMON.shape, ...rule.settings.shape }) : COMMON;
}

/** The same in the form the engine wants; it fills the defaults in from it. */
export function configSchemaOf(rule: Rule): PolicyConfigSchema {
  const { properties = {} } = z.toJSONSchema(settingsOf(rule), { io: "input" });
  const plain: PolicyConfigSchema["properties"] = JSON.parse(JSON.stringify(properties));
  return { properties: plain };
}
