import { shiftsTraffic } from "./deployment";
import type { FargateServiceSpec } from "./fargate-service-spec";

/** How many priorities of the listener one service keeps, one for each kind of rule. */
export const PRIORITIES_PER_SERVICE = 3;

/**
 * Logical name and priority of a service's listener rule, by its kind. See docs/adr/0009.
 *
 * ECS owns the actions of a rule it shifts traffic with, so such a rule can neither be given other target groups nor be
 * replaced by one that has them: the engine would fill the old actions in. A change of kind therefore makes another
 * resource. The two stand side by side until the service has moved, for which each kind has a priority of its own. The
 * rolling rule comes last: it knows one target group only, which may be the idle one.
 */
export function ruleIdentity(
  { deployment, targetProtocol }: Pick<FargateServiceSpec, "deployment" | "targetProtocol">,
  firstPriority: number,
): { readonly suffix: string; readonly priority: number } {
  if (!shiftsTraffic(deployment.strategy)) return { suffix: "rule", priority: firstPriority + 2 };
  return targetProtocol === "HTTPS"
    ? { suffix: "shifting-rule", priority: firstPriority }
    : { suffix: "shifting-http-rule", priority: firstPriority + 1 };
}
