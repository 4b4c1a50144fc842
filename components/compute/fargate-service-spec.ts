import { physicalName } from "../shared/naming";
import { Problems } from "../shared/validate";
import type { ScalingArgs } from "./autoscaling-args";
import { DEPLOYMENT_DEFAULTS, type DeploymentSpec } from "./deployment";
import type { FargateServiceArgs } from "./fargate-service-args";
import { checkCapacity, checkScaling } from "./scaling-rules";
import { checkTask } from "./task-rules";
import { checkDeployment, checkLoadBalancer } from "./traffic-rules";

const DEFAULTS = {
  cpu: 256,
  memory: 1024,
  port: 8443,
  targetProtocol: "HTTPS",
  count: { min: 1, max: 2, desired: 1 },
  capacity: { onDemandBase: 1, onDemandWeight: 1, spotWeight: 0 },
  environment: {},
  secrets: {},
  taskGrants: [],
  healthCheckPath: "/healthz",
  writablePaths: ["/tmp"],
  logRetention: 30,
  executeCommand: false,
} as const satisfies Partial<FargateServiceArgs>;

const SCALING_DEFAULTS = { cpu: 60, memory: 70, predictive: "off", schedules: [] } as const satisfies ScalingArgs;

type WithDefaults<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]-?: NonNullable<T[P]> };

export type ScalingSpec = WithDefaults<ScalingArgs, keyof typeof SCALING_DEFAULTS>;

/** A service's arguments with nothing left open and nothing wrong, and the names other systems know it by. */
export type FargateServiceSpec = WithDefaults<
  Omit<FargateServiceArgs, "scaling" | "deployment">,
  keyof typeof DEFAULTS
> & {
  readonly scaling: ScalingSpec;
  readonly deployment: DeploymentSpec;
  /** Fixed: Google's federation admits the role by its name. */
  readonly taskRoleName: string;
  readonly taskFamily: string;
  readonly logGroupName: string;
};

/**
 * Fills in defaults and checks the rest.
 * @throws ArgumentError naming everything that is wrong
 */
export function resolveFargateService(name: string, args: FargateServiceArgs): FargateServiceSpec {
  const problems = new Problems();
  const named = (make: () => string): string => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problems.add([`${error.message}.`]);
      return "";
    }
  };
  const spec: FargateServiceSpec = {
    ...DEFAULTS,
    ...given(args),
    scaling: { ...SCALING_DEFAULTS, ...given(args.scaling ?? {}) },
    deployment: { ...DEPLOYMENT_DEFAULTS, ...given(args.deployment ?? {}) },
    taskRoleName: named(() => physicalName("iamRole", args.namePrefix, name, "task")),
    taskFamily: named(() => physicalName("taskFamily", args.namePrefix, name)),
    logGroupName: named(() => physicalName("logGroup", `/ecs/${args.namePrefix}`, name)),
  };
  checkTask(spec, problems);
  checkCapacity(spec, problems);
  checkScaling(spec, problems);
  checkLoadBalancer(name, spec, problems);
  checkDeployment(spec, problems);
  problems.throwFor(`FargateService "${name}"`);
  return spec;
}

/** Without the arguments that are named but undefined, which would hide a default. */
function given<T extends object>(args: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
