import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ResourceGraph } from "../../plan/graph";
import { projectRoot } from "../../plan/project";
import { RULES } from "../rules";
import { type AfterWaivers, applyWaivers } from "./apply-waivers";
import { evaluateRules } from "./evaluate";
import { parseWaivers, type Waiver } from "./waivers";

/** The waivers of this project. @throws WaiverFileError with every problem of the file */
export function readWaivers(): readonly Waiver[] {
  return parseWaivers(readFileSync(join(projectRoot, "policies/waivers.yaml"), "utf8"));
}

/** Holds every rule and every waiver against a platform. @param today a day such as 2026-11-26 */
export function judgePlatform(graph: ResourceGraph, today: string): AfterWaivers {
  return applyWaivers(evaluateRules(graph, RULES), readWaivers(), { graph, rules: RULES, today });
}
