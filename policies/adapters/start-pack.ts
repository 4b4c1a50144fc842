import { existsSync, readFileSync } from "node:fs";
import { PolicyPack, type PolicyPackConfig } from "@pulumi/policy";
import { RunError } from "@pulumi/pulumi";
import { PackConfigError, parsePackConfig } from "./pack-config";
import { PACK_DESCRIPTIONS, type PackName } from "./packs";
import { policiesOf } from "./policies";
import { rulesOf } from "./rules";

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
    { ...PACK_DESCRIPTIONS[pack], tags: ["aws", "gcp"], policies: policiesOf(rules, (verdicts) => verdicts) },
    initialConfig(rules),
  );
}

function initialConfig(rules: Parameters<typeof parsePackConfig>[2]): PolicyPackConfig | undefined {
  if (!existsSync(CONFIG_FILE)) return undefined;
  try {
    return parsePackConfig(CONFIG_FILE, readFileSync(CONFIG_FILE, "utf8"), rules);
  } catch (error) {
    throw error instanceof PackConfigError ? new RunError(error.message) : error;
  }
}
