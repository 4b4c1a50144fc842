import { z } from "zod";
import type { PlainObject } from "../../../plan/graph";
import { notApplicable, PASS, violation } from "../../core/rule";
import { adjustable } from "../../core/settings";
import { isProduction } from "../../lib/facts/tags";
import { objects } from "../../lib/values/objects";

const SETTINGS = z.strictObject({
  percent: z.int().min(0).max(100).default(50).describe("Share of the tasks that must run on Spot at least"),
});

export const SPOT_OUTSIDE_PRODUCTION = adjustable(SETTINGS, ({ percent }) => ({
  id: "cost-spot-outside-production",
  title: "Outside production tasks run on Spot",
  why: "Spot costs about 70 % less, and a development stack can wait two minutes for a new task.",
  fix: "set `service.capacity` and `worker.spot` in the stack file",
  severity: "low",
  pack: "cost",
  controls: [],
  types: ["aws:ecs/service:Service"],
  judge: (service) => {
    if (isProduction(service)) return notApplicable("it is production");
    return spotShare(objects(service.inputs.capacityProviderStrategies)) * 100 >= percent
      ? PASS
      : violation("capacity", `less than ${percent} % of the tasks run on FARGATE_SPOT; raise its weight`);
  },
}));

/** By weight, which is how tasks beyond the base are spread; a base on demand leaves no share to tasks that never come. */
function spotShare(strategies: readonly PlainObject[]): number {
  const weightOf = ({ weight }: PlainObject) => (typeof weight === "number" ? weight : 0);
  const total = strategies.reduce((sum, strategy) => sum + weightOf(strategy), 0);
  const spot = strategies.filter(({ capacityProvider }) => capacityProvider === "FARGATE_SPOT");
  return total === 0 ? 0 : spot.reduce((sum, strategy) => sum + weightOf(strategy), 0) / total;
}
