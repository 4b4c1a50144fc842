import { FargateService } from "../components/compute/fargate-service";
import { nightStopSchedules } from "../components/compute/night-stop";
import type { Queue } from "../components/compute/queue";
import { Certificate } from "../components/network/certificate";
import { LoadBalancer } from "../components/network/load-balancer";
import { OriginSecret } from "../components/network/origin-secret";
import type { ComputeBase } from "./compute-base";
import type { Foundation } from "./foundation";
import type { Network } from "./network";
import type { Storage } from "./storage";
import { type Stores, workloadAccess } from "./workload-access";

/** The application, the load balancer in front of it, and what the edge needs to reach both. */
export interface Application {
  readonly balancer: LoadBalancer;
  readonly service: FargateService;
  /** What the edge identifies itself with. */
  readonly originSecret: OriginSecret;
  /** Host name the edge calls. */
  readonly originHostname: string;
}

/** @param jobs queue of what is to be done later */
export function createApplication(
  foundation: Foundation,
  network: Network,
  stores: Stores,
  compute: ComputeBase,
  jobs: Queue,
): Application {
  const { config, common, options } = foundation;
  const originHostname = `${config.domain.originLabel}.${config.domain.name}`;
  const originSecret = new OriginSecret(
    "origin-secret",
    { generation: config.edge.originSecretGeneration, tags: common.tags },
    options,
  );
  const balancer = createBalancer(foundation, network, stores.storage, originHostname, originSecret);
  const service = createService(foundation, network, stores, compute, balancer, jobs);
  return { balancer, service, originSecret, originHostname };
}

function createBalancer(
  { config, common, options, protect }: Foundation,
  { vpc, groups }: Network,
  { store }: Storage,
  originHostname: string,
  originSecret: OriginSecret,
): LoadBalancer {
  const { domain, edge } = config;
  const certificate = new Certificate(
    "origin",
    { ...common, domainName: originHostname, zoneId: domain.zoneId },
    options,
  );
  const internal = edge.originMode === "vpcOrigin";
  return new LoadBalancer(
    "kumiki",
    {
      ...common,
      internal,
      subnetIds: internal ? vpc.appSubnetIds : vpc.publicSubnetIds,
      securityGroupId: groups.id("alb"),
      certificateArn: certificate.arn,
      tlsPolicy: edge.albTlsPolicy,
      originSecrets: originSecret.accepted,
      accessLogBucket: store.bucket("access").name,
      deletionProtection: protect,
      dns: { zoneId: domain.zoneId, name: originHostname },
    },
    options,
  );
}

function createService(
  foundation: Foundation,
  { vpc, groups, paths }: Network,
  stores: Stores,
  { cluster, image, telemetry }: ComputeBase,
  balancer: LoadBalancer,
  jobs: Queue,
): FargateService {
  const { config, common, options, keys } = foundation;
  const { observability, service } = config;
  const access = workloadAccess(foundation, stores, "app");
  const count = { min: service.min, max: service.max, desired: service.desired };
  return new FargateService(
    "app",
    {
      ...common,
      clusterArn: cluster.clusterArn,
      clusterName: cluster.clusterName,
      serviceConnect: { namespaceArn: cluster.namespaceArn },
      subnetIds: [...vpc.appSubnetIds],
      securityGroupId: groups.id("app"),
      loadBalancer: {
        vpcId: vpc.vpcId,
        listenerArn: balancer.listenerArn,
        albArnSuffix: balancer.arnSuffix,
        originHeader: balancer.originHeader,
        priority: 100,
        pathPatterns: ["/*"],
      },
      image,
      cpu: service.cpu,
      memory: service.memory,
      port: service.port,
      healthCheckPath: service.healthCheckPath,
      count,
      capacity: service.capacity,
      scaling: {
        predictive: service.predictive,
        memory: service.scaling.memory ?? "off",
        requestsPerTarget: service.scaling.requestsPerTarget,
        schedules: nightStopSchedules(service.nightStop, count),
      },
      deployment: { strategy: service.deployment },
      environment: { ...access.environment, WORKLOAD: "service", JOB_QUEUE_URL: jobs.url },
      taskGrants: [...access.grants, ...jobs.producerGrants()],
      telemetry,
      logsKeyArn: keys.arn("logs"),
      logRetention: observability.logRetentionDays,
    },
    { ...options, dependsOn: [...paths, ...stores.search.ready] },
  );
}
