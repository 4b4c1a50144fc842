import * as pulumi from "@pulumi/pulumi";
import type { AuroraCluster } from "../components/data/aurora-cluster";
import { platformSearchContent } from "../components/data/platform-search";
import { platformSearchClients } from "../components/data/platform-search-clients";
import { SearchDomain } from "../components/data/search-domain";
import { ZONES_WITH_STANDBY, zonesFilled } from "../components/data/search-rules";
import { Bootstrap } from "../components/operations/bootstrap";
import { BootstrapRun } from "../components/operations/bootstrap-run";
import { awsArn } from "../components/shared/naming";
import { DATABASE_USERS, type Data } from "./data";
import type { Foundation } from "./foundation";
import type { Network } from "./network";

/** The search domain, and the function that sets it and the database up from within. */
export interface Search {
  readonly domain: SearchDomain;
  /** What a workload has to wait for: before, the domain and the database know nobody. */
  readonly ready: readonly pulumi.Resource[];
}

export function createSearch(foundation: Foundation, network: Network, data: Data): Search {
  const bootstrap = createBootstrap(foundation, network, data);
  const domain = createDomain(foundation, network, bootstrap);
  return { domain, ready: runBootstrap(foundation, network, data, bootstrap, domain) };
}

/** It comes before the domain, which names its role as the master. */
function createBootstrap(foundation: Foundation, { vpc, groups }: Network, { database }: Data): Bootstrap {
  const { config, common, options, keys } = foundation;
  return new Bootstrap(
    "bootstrap",
    {
      ...common,
      network: { subnetIds: [...vpc.appSubnetIds], securityGroupId: groups.id("fn-boot") },
      search: { domainArn: awsArn("es", common.region, common.accountId, `domain/${domainName(foundation)}`) },
      database: {
        clusterArn: database.clusterArn,
        secretArn: database.masterSecretArn,
        secretKeyArn: keys.arn("data"),
      },
      reservedConcurrency: config.functions.reservedConcurrency.bootstrap,
      kmsKeyArn: keys.arn("data"),
      logsKeyArn: keys.arn("logs"),
      logRetention: config.observability.logRetentionDays,
    },
    options,
  );
}

function domainName({ common }: Foundation): string {
  return `${common.namePrefix}-search`;
}

function createDomain(foundation: Foundation, { vpc, groups }: Network, bootstrap: Bootstrap): SearchDomain {
  const { config, common, options, keys, protect, identities } = foundation;
  const { account, search, observability } = config;
  return new SearchDomain(
    "search",
    {
      ...common,
      subnetIds: vpc.dataSubnetIds.slice(0, zonesOf(search, vpc.dataSubnetIds.length)),
      securityGroupId: groups.id("search"),
      kmsKeyArn: keys.arn("data"),
      logsKeyArn: keys.arn("logs"),
      logRetention: observability.logRetentionDays,
      masterRoleArn: bootstrap.roleArn,
      clients: platformSearchClients({
        application: [identities.app.roleArn, identities.worker.roleArn],
        indexer: [],
        extract: config.gcp.enabled ? [identities.extract.roleArn] : [],
      }),
      engineVersion: search.engineVersion,
      dataNodes: { type: search.dataType, count: search.dataCount },
      masterNodes: search.masters > 0 ? { type: search.masterType, count: search.masters } : undefined,
      standby: search.standby,
      volume: search.volumeGiB,
      createServiceLinkedRole: account.createOpenSearchRole,
      protect,
    },
    options,
  );
}

/** As many zones as share the nodes evenly; with standby the configuration has seen to three. */
function zonesOf({ dataCount, standby }: Foundation["config"]["search"], zones: number): number {
  return standby ? ZONES_WITH_STANDBY : zonesFilled({ zones, dataCount });
}

/** One run after the other: the function takes one call at a time, and refuses a second. */
function runBootstrap(
  { config, common, options }: Foundation,
  { paths }: Network,
  { database }: Data,
  bootstrap: Bootstrap,
  domain: SearchDomain,
): BootstrapRun[] {
  const { functionName, codeSha256 } = bootstrap;
  const run = (name: string, request: BootstrapRequest, after: pulumi.Resource[]) =>
    new BootstrapRun(
      name,
      { region: common.region, functionName, codeSha256, request },
      { ...options, dependsOn: [...paths, bootstrap, ...after] },
    );
  const content = platformSearchContent({ replicas: domain.replicas, logDays: config.search.logDays });
  const searchSetup = run("search-setup", pulumi.output({ search: domain.settings(content) }), []);
  // A cluster answers once it has an instance and its secret a value, neither of which its ARN waits for.
  const databaseSetup = run("database-setup", databaseRequest(database), [searchSetup, database]);
  return [searchSetup, databaseSetup];
}

function databaseRequest({ clusterArn, masterSecretArn, databaseName }: AuroraCluster): BootstrapRequest {
  return pulumi.output({
    database: {
      clusterArn,
      secretArn: masterSecretArn,
      database: databaseName,
      extensions: ["pg_stat_statements"],
      schema: "app",
      users: [
        { name: DATABASE_USERS.app, role: "app_rw" as const },
        { name: DATABASE_USERS.worker, role: "app_rw" as const },
        { name: DATABASE_USERS.migration, role: "migrator" as const },
      ],
    },
  });
}

type BootstrapRequest = ConstructorParameters<typeof BootstrapRun>[1]["request"];
