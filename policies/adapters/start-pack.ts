import { existsSync, readFileSync } from "node:fs";
import { PolicyPack, type PolicyPackConfig } from "@pulumi/policy";
import { RunError } from "@pulumi/pulumi";
import { applyWaivers } from "../core/apply-waivers";
import { readWaivers } from "../core/judge-platform";
import type { Rule } from "../core/rule";
import { PackConfigError, parsePackConfig } from "./pack-config";
import { PACK_DESCRIPTIONS, type PackName, rulesOf } from "./packs";
import { type ApplyWaivers, policiesOf } from "./policies";

/** Configuration a pack starts with; `--policy-pack-config` comes on top of it. */
const CONFIG_FILE = "policy-config.json";

/**
 * Serves a pack to the engine: what the `index.ts` of each pack calls. The folder of the pack is the current one.
 *
 * @throws RunError if the pack's configuration cannot be followed; its message lists every problem
 */
export function startPack(pack: PackName): PolicyPack {
  const rules = rulesOf(pack);
  return new PolicyPack(
    `kumiki-${pack}`,
    { ...PACK_DESCRIPTIONS[pack], tags: ["aws", "gcp"], policies: policiesOf(rules, projectWaivers(rules)) },
    initialConfig(rules),
  );
}

/**
 * The waivers of the project, as of today. Whether each of them is still needed is for `npm run plan` to say, which judges
 * all rules with every value known; here one that waives nothing may just wait for a value.
 */
function projectWaivers(rules: readonly Rule[]): ApplyWaivers {
  const waivers = readWaivers();
  return (verdicts, graph) => {
    const today = new Date().toISOString().slice(0, 10);
    return applyWaivers(verdicts, waivers, { graph, rules, today }).verdicts;
  };
}

function initialConfig(rules: readonly Rule[]): PolicyPackConfig | undefined {
  if (!existsSync(CONFIG_FILE)) return undefined;
  try {
    return parsePackConfig(CONFIG_FILE, readFileSync(CONFIG_FILE, "utf8"), rules);
  } catch (error) {
    throw error instanceof PackConfigError ? new RunError(error.message) : error;
  }
}
