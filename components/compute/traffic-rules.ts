import { MAX_ORIGIN_SECRETS, MAX_PATTERNS_PER_RULE } from "../network/listener-rules";
import type { Problems } from "../shared/validate";
import { DEPLOYMENT_STRATEGIES, shiftsTraffic } from "./deployment";
import type { FargateServiceSpec } from "./fargate-service-spec";
import { PRIORITIES_PER_SERVICE } from "./rule-identity";

/** A target group's name has 32 characters; Pulumi takes 8 of them, our suffix `-lb-green` 9. */
const MAX_NAME_BEHIND_LOAD_BALANCER = 15;
/** Of a listener's rules. */
const LAST_PRIORITY = 50_000;
const MAX_BAKE_MINUTES = 1440;

/** The way in. */
export function checkLoadBalancer(name: string, spec: FargateServiceSpec, problems: Problems): void {
  const { loadBalancer, healthCheckPath } = spec;
  if (loadBalancer === undefined) return;
  const { originHeader, pathPatterns, priority } = loadBalancer;
  problems.unless(
    name.length <= MAX_NAME_BEHIND_LOAD_BALANCER,
    `the name "${name}" may have ${MAX_NAME_BEHIND_LOAD_BALANCER} characters behind a load balancer: target groups carry it, and their names end at 32.`,
  );
  problems.range("loadBalancer.priority", priority, 1, LAST_PRIORITY - PRIORITIES_PER_SERVICE + 1);
  problems.count("loadBalancer.pathPatterns", pathPatterns, 1, MAX_PATTERNS_PER_RULE);
  problems.count("loadBalancer.originHeader.values", originHeader.values, 1, MAX_ORIGIN_SECRETS);
  problems.unless(
    /^[A-Za-z0-9_-]{1,40}$/.test(originHeader.name),
    `loadBalancer.originHeader.name must have 1 to 40 letters, digits, hyphens and underscores, got "${originHeader.name}".`,
  );
  for (const pattern of pathPatterns) {
    problems.unless(
      /^\/\S{0,127}$/.test(pattern),
      `loadBalancer.pathPatterns must start with "/" and have at most 128 characters, got "${pattern}".`,
    );
  }
  problems.unless(
    /^\/\S{0,1023}$/.test(healthCheckPath),
    `healthCheckPath must start with "/" and contain no blank, got "${healthCheckPath}".`,
  );
}

/** The way from one version to the next. */
export function checkDeployment({ deployment, loadBalancer }: FargateServiceSpec, problems: Problems): void {
  const { strategy, bake, stepPercent, stepBake } = deployment;
  problems.oneOf("deployment.strategy", strategy, DEPLOYMENT_STRATEGIES);
  problems.range("deployment.bake", bake, 0, MAX_BAKE_MINUTES, "minutes");
  problems.range("deployment.stepBake", stepBake, 0, MAX_BAKE_MINUTES, "minutes");
  problems.range("deployment.stepPercent", stepPercent, strategy === "LINEAR" ? 3 : 1, 99, "%");
  problems.unless(
    !shiftsTraffic(strategy) || loadBalancer !== undefined,
    `deployment.strategy "${strategy}" needs loadBalancer: without one there is no traffic to shift. Use "ROLLING".`,
  );
}
