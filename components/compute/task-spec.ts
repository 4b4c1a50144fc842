import { physicalName } from "../shared/naming";
import type { Problems } from "../shared/validate";
import type { ContainerHealthCheck } from "./fargate-service-args";
import type { TaskArgs } from "./task-args";

export const TASK_DEFAULTS = {
  cpu: 256,
  memory: 1024,
  environment: {},
  secrets: {},
  taskGrants: [],
  writablePaths: ["/tmp"],
  logRetention: 30,
  executeCommand: false,
} as const satisfies Partial<TaskArgs>;

export type WithDefaults<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]-?: NonNullable<T[P]> };

/** The names other systems know a task by. */
export interface TaskNames {
  /** Fixed: Google's federation admits the role by its name. */
  readonly taskRoleName: string;
  readonly taskFamily: string;
  readonly logGroupName: string;
}

/** A task with nothing left open. */
export type TaskSpec = WithDefaults<TaskArgs, keyof typeof TASK_DEFAULTS> &
  TaskNames & {
    /** Port others call. @default - nobody calls */
    readonly port?: number;
    readonly containerHealthCheck?: ContainerHealthCheck;
  };

/** Names made of prefix and name; notes those that are too long. */
export function taskNames(name: string, { namePrefix }: TaskArgs, problems: Problems): TaskNames {
  const named = (make: () => string): string => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problems.add([`${error.message}.`]);
      return "";
    }
  };
  return {
    taskRoleName: named(() => physicalName("iamRole", namePrefix, name, "task")),
    taskFamily: named(() => physicalName("taskFamily", namePrefix, name)),
    logGroupName: named(() => physicalName("logGroup", `/ecs/${namePrefix}`, name)),
  };
}

/** Without the arguments that are named but undefined, which would hide a default. */
export function given<T extends object>(args: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
