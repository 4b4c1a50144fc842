import { Problems } from "../shared/validate";
import type { AuroraClusterArgs } from "./aurora-args";
import { hasRoomForInsights, pausesWhenIdle } from "./aurora-capacity";
import { checkAccess, checkDatabase, checkPlace } from "./aurora-checks";
import { checkBackups, checkCapacity, checkReplica } from "./aurora-cluster-checks";
import { type AuroraNames, auroraNames } from "./aurora-names";
import type { ProxyPool } from "./aurora-options";

const DEFAULTS = {
  logRetention: 30,
  databaseName: "app",
  masterUsername: "clusteradmin",
  engineVersion: "17.7",
  allowMajorVersionUpgrade: false,
  mode: "serverless",
  acu: { min: 0, max: 2 },
  autoPause: 300,
  instanceClass: "db.r7g.large",
  instances: 1,
  backupRetention: 7,
  backupWindow: "18:00-19:00",
  maintenanceWindow: "sun:19:30-sun:20:30",
  applyImmediately: false,
  deletionProtection: true,
  finalSnapshot: true,
  generation: 1,
  proxy: false,
  insights: "standard",
  monitoringInterval: 60,
  slowQuery: 1000,
  statementTimeout: 30_000,
  idleInTransactionTimeout: 60_000,
  certificateAuthority: "rds-ca-rsa2048-g1",
  dataApi: false,
  rotationDays: 30,
} as const satisfies Partial<AuroraClusterArgs>;

const POOL_DEFAULTS = {
  maxConnections: 90,
  maxIdleConnections: 50,
  borrowTimeout: 30,
  idleClientTimeout: 1800,
} as const;

/** Class of an instance whose capacity follows the load. */
const SERVERLESS_CLASS = "db.serverless";

type WithDefaults<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]-?: NonNullable<T[P]> };

/** A cluster's arguments with nothing left open and nothing wrong, and what follows from them. */
export type AuroraSpec = WithDefaults<AuroraClusterArgs, keyof typeof DEFAULTS> & {
  readonly names: AuroraNames;
  /** Class of each provisioned instance; what serverless ones are is for `classOf` to say. */
  readonly classes: readonly string[];
  readonly pool: Required<ProxyPool>;
  /** What RDS sends to CloudWatch Logs, each to a group of its own. */
  readonly logTypes: readonly string[];
  /** Days of Performance Insights; 0 turns it off. */
  readonly insightsRetention: number;
};

/**
 * Fills in defaults and checks the rest.
 * @throws ArgumentError naming everything that is wrong
 */
export function resolveAuroraCluster(name: string, args: AuroraClusterArgs): AuroraSpec {
  const problems = new Problems();
  const given = { ...DEFAULTS, ...definedOnly(args) };
  const { mode, acu, instances, instanceClass, insights } = given;
  const spec: AuroraSpec = {
    ...given,
    names: namesOf(args.namePrefix, name, given.generation, problems),
    classes: typeof instanceClass === "string" ? Array.from({ length: instances }, () => instanceClass) : instanceClass,
    pool: { ...POOL_DEFAULTS, ...definedOnly(args.proxyPool ?? {}) },
    // The third is written only where instances pause, and says what keeps them awake.
    logTypes: ["postgresql", "iam-db-auth-error", ...(pausesWhenIdle(mode, acu.min) ? ["instance"] : [])],
    insightsRetention: insights === "advanced" ? 465 : hasRoomForInsights(mode, acu.min) ? 7 : 0,
  };
  checkPlace(spec, problems);
  checkDatabase(spec, problems);
  checkCapacity(spec, problems);
  checkBackups(spec, problems);
  checkAccess(spec, problems);
  checkReplica(spec, problems);
  problems.throwFor(`AuroraCluster "${name}"`);
  return spec;
}

/** Class of an instance of the cluster or its copy. */
export function classOf({ mode }: AuroraSpec, provisioned: string): string {
  return mode === "serverless" ? SERVERLESS_CLASS : provisioned;
}

function namesOf(namePrefix: string, name: string, generation: number, problems: Problems): AuroraNames {
  try {
    return auroraNames(namePrefix, name, generation);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.add([`${error.message}.`]);
    return auroraNames("x", "x", 1);
  }
}

/** Without the arguments that are named but undefined, which would hide a default. */
function definedOnly<T extends object>(args: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
