import { FargateService } from "../components/compute/fargate-service";
import { nightStopSchedules } from "../components/compute/night-stop";
import type { Queue } from "../components/compute/queue";
import { objectGrants } from "../components/data/object-grants";
import { Certificate } from "../components/network/certificate";
import { LoadBalancer } from "../components/network/load-balancer";
import { OriginSecret } from "../components/network/origin-secret";
import type { ComputeBase } from "./compute-base";
import type { Foundation } from "./foundation";
import type { Network } from "./network";
import type { Storage } from "./storage";

/** The application, the load balancer in front of it, and what the edge needs to reach both. */
export interface Application {
  readonly balancer: LoadBalancer;
  readonly service: FargateService;
  /** What the edge identifies itself with. */
  readonly originSecret: OriginSecret;
  /** Host name the edge calls. */
  readonly originHostname: string;
}

/** Objects the application owns in the lake. */
const UPLOADS = "raw/uploads/";

/** @param jobs queue of what is to be done later */
export function createApplication(
  foundation: Foundation,
  network: Network,
  storage: Storage,
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
  const balancer = createBalancer(foundation, network, storage, originHostname, originSecret);
  const service = createService(foundation, network, storage, compute, balancer, jobs);
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
  { config, common, options, keys }: Foundation,
  { vpc, groups, paths }: Network,
  { store }: Storage,
  { cluster, image, telemetry }: ComputeBase,
  balancer: LoadBalancer,
  jobs: Queue,
): FargateService {
  const { observability, service } = config;
  const count = { min: service.min, max: service.max, desired: service.desired };
  const uploads = store.bucket("lake");
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
      environment: {
        WORKLOAD: "service",
        UPLOAD_BUCKET: uploads.name,
        UPLOAD_PREFIX: UPLOADS,
        JOB_QUEUE_URL: jobs.url,
      },
      taskGrants: [...objectGrants(uploads.arn, UPLOADS, keys.arn("data"), common.region), ...jobs.producerGrants()],
      telemetry,
      logsKeyArn: keys.arn("logs"),
      logRetention: observability.logRetentionDays,
    },
    { ...options, dependsOn: [...paths] },
  );
}
