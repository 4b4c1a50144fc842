import { Problems } from "../shared/validate";
import { DEPLOYMENT_DEFAULTS, type DeploymentSpec } from "./deployment";
import type { FargateServiceArgs } from "./fargate-service-args";
import { checkCapacity, checkScaling } from "./scaling-rules";
import type { ScalingArgs } from "./service-scaling-args";
import { checkContainer, checkTask } from "./task-rules";
import { given, TASK_DEFAULTS, type TaskNames, taskNames, type WithDefaults } from "./task-spec";
import { checkDeployment, checkLoadBalancer } from "./traffic-rules";

const DEFAULTS = {
  ...TASK_DEFAULTS,
  port: 8443,
  targetProtocol: "HTTPS",
  count: { min: 1, max: 2, desired: 1 },
  capacity: { onDemandBase: 1, onDemandWeight: 1, spotWeight: 0 },
  healthCheckPath: "/healthz",
} as const satisfies Partial<FargateServiceArgs>;

const SCALING_DEFAULTS = { cpu: 60, memory: 70, predictive: "off", schedules: [] } as const satisfies ScalingArgs;

export type ScalingSpec = WithDefaults<ScalingArgs, keyof typeof SCALING_DEFAULTS>;

/** A service's arguments with nothing left open and nothing wrong, and the names other systems know it by. */
export type FargateServiceSpec = WithDefaults<
  Omit<FargateServiceArgs, "scaling" | "deployment">,
  keyof typeof DEFAULTS
> &
  TaskNames & {
    readonly scaling: ScalingSpec;
    readonly deployment: DeploymentSpec;
  };

/**
 * Fills in defaults and checks the rest.
 * @throws ArgumentError naming everything that is wrong
 */
export function resolveFargateService(name: string, args: FargateServiceArgs): FargateServiceSpec {
  const problems = new Problems();
  const spec: FargateServiceSpec = {
    ...DEFAULTS,
    ...given(args),
    scaling: { ...SCALING_DEFAULTS, ...given(args.scaling ?? {}) },
    deployment: { ...DEPLOYMENT_DEFAULTS, ...given(args.deployment ?? {}) },
    ...taskNames(name, args, problems),
  };
  checkTask(spec, problems);
  checkContainer(spec, problems);
  checkCapacity(spec, problems);
  checkScaling(spec, problems);
  checkLoadBalancer(name, spec, problems);
  checkDeployment(spec, problems);
  problems.throwFor(`FargateService "${name}"`);
  return spec;
}
