import type * as pulumi from "@pulumi/pulumi";
import { functionCode } from "../compute/function-code";
import { LambdaFunction } from "../compute/lambda-function";
import type { FunctionNetwork } from "../compute/lambda-function-args";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { Problems } from "../shared/validate";
import { type BootstrapDatabase, type BootstrapSearch, databaseGrants, searchGrants } from "./bootstrap-grants";

const FUNCTION = "bootstrap";

/** Two minutes for a domain to get ready and two for a paused cluster to resume, one after the other, and the work. */
const MIN_TIMEOUT = 300;

export interface BootstrapArgs extends PlatformArgs {
  /** Region of the function. Changing it replaces the function. */
  readonly region: string;
  /** AWS account, 12 digits. */
  readonly accountId: string;
  /** Start of the names of the function, its role and its log group. Changing it replaces them. */
  readonly namePrefix: string;
  /** Subnets that lead to the domain, and the group `fn-boot` of `SecurityGroups`. */
  readonly network: FunctionNetwork;
  /** Domain whose master user the function's role is. @default - the function may use none */
  readonly search?: BootstrapSearch;
  /** Database whose master user's secret the function may use. @default - the function may use none */
  readonly database?: BootstrapDatabase;
  /** Seconds a run may take, 300-900. @default 300 */
  readonly timeout?: number;
  /**
   * Runs at once, 1-1000, taken out of the account's pool. One is enough, and keeps two deployments from writing at the
   * same time.
   * @default 1
   */
  readonly reservedConcurrency?: number;
  /** Key of the function's code and environment; it must be usable through Lambda. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Key of the log group. */
  readonly logsKeyArn: pulumi.Input<string>;
  /** Days the log is kept; a period CloudWatch offers. @default 30 */
  readonly logRetention?: number;
}

/**
 * The function that sets up what no resource of a provider covers: roles, templates and retention within an OpenSearch
 * domain, and roles, schema and extensions within a PostgreSQL database. It is deployed once and does nothing until a
 * `BootstrapRun` hands it a request.
 *
 * ```ts
 * const bootstrap = new Bootstrap("kumiki", {
 *   region, accountId, namePrefix, kmsKeyArn, logsKeyArn, network: { subnetIds, securityGroupId },
 *   search: { domainArn: awsArn("es", region, accountId, `domain/${domainName}`) },
 *   database: { clusterArn: cluster.clusterArn, secretArn: cluster.masterSecretArn, secretKeyArn },
 * });
 * ```
 *
 * The order in which things come to be: the role; the domain, which takes the role's ARN as its master user, and without
 * it would obey nobody; the function, once the database's secret is known; the run, which depends on all of them. That is
 * why the domain enters here by its name.
 *
 * Default settings: as `LambdaFunction`, in the network, one run at a time, 300 s. It may read and write seven kinds of
 * paths of one domain, and run statements in one cluster with one secret. It may delete nothing in the domain and read no
 * document. A run costs less than a cent.
 *
 * What it does not do: it opens no connection to the database, and so needs no way there but the Data API's; it does not
 * create the domain, the cluster or its security group.
 */
export class Bootstrap extends PlatformComponent {
  readonly functionName: pulumi.Output<string>;
  readonly functionArn: pulumi.Output<string>;
  /** Master user of the domain; the same for as long as the name prefix is. */
  readonly roleArn: pulumi.Output<string>;
  readonly roleName: string;
  /** Of the function's code: a run is repeated when it changes. */
  readonly codeSha256: string;

  constructor(name: string, args: BootstrapArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:operations:Bootstrap", name, args, options);
    checkBootstrapArgs(name, args);
    const code = functionCode(FUNCTION);
    const fn = new LambdaFunction(
      this.childName("function"),
      {
        region: args.region,
        accountId: args.accountId,
        namePrefix: args.namePrefix,
        functionName: FUNCTION,
        description: "Sets up what is within the search domain and the database.",
        code,
        grants: [
          ...(args.search === undefined ? [] : searchGrants(args.search)),
          ...(args.database === undefined ? [] : databaseGrants(args.database, args.region)),
        ],
        network: args.network,
        timeout: args.timeout ?? MIN_TIMEOUT,
        reservedConcurrency: args.reservedConcurrency ?? 1,
        kmsKeyArn: args.kmsKeyArn,
        logsKeyArn: args.logsKeyArn,
        logRetention: args.logRetention,
        ...this.inherited,
      },
      { parent: this },
    );
    this.functionName = fn.functionName;
    this.functionArn = fn.arn;
    this.roleArn = fn.roleArn;
    this.roleName = fn.roleName;
    this.codeSha256 = code.sha256;
    this.registerOutputs({
      functionName: this.functionName,
      functionArn: this.functionArn,
      roleArn: this.roleArn,
      roleName: this.roleName,
      codeSha256: this.codeSha256,
    });
  }
}

function checkBootstrapArgs(name: string, { search, database, timeout = MIN_TIMEOUT }: BootstrapArgs): void {
  const problems = new Problems();
  problems.unless(
    search !== undefined || database !== undefined,
    "search or database must be given: without either there is nothing to set up.",
  );
  problems.range("timeout", timeout, MIN_TIMEOUT, 900, "s");
  problems.throwFor(`Bootstrap "${name}"`);
}
