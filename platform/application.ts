import { EcsCluster } from "../components/compute/ecs-cluster";
import { FargateService } from "../components/compute/fargate-service";
import { ImageRepository } from "../components/compute/image-repository";
import { nightStopSchedules } from "../components/compute/night-stop";
import { objectGrants } from "../components/data/object-grants";
import { Certificate } from "../components/network/certificate";
import { LoadBalancer } from "../components/network/load-balancer";
import { OriginSecret } from "../components/network/origin-secret";
import type { Foundation } from "./foundation";
import type { Network } from "./network";
import type { Storage } from "./storage";

/** The application, the load balancer in front of it, and what both need. */
export interface Application {
  readonly images: ImageRepository;
  readonly cluster: EcsCluster;
  readonly balancer: LoadBalancer;
  readonly service: FargateService;
  /** What the edge identifies itself with. */
  readonly originSecret: OriginSecret;
  /** Host name the edge calls. */
  readonly originHostname: string;
}

/** Objects the application owns in the lake. */
const UPLOADS = "raw/uploads/";

export function createApplication(foundation: Foundation, network: Network, storage: Storage): Application {
  const { config, common, options, keys } = foundation;
  const cluster = new EcsCluster(
    "cluster",
    {
      ...common,
      diskKeyArn: keys.arn("tasks"),
      namespaceName: common.namePrefix,
      insights: config.observability.containerInsights,
    },
    options,
  );
  const images = createImages(foundation);
  const originHostname = `${config.domain.originLabel}.${config.domain.name}`;
  const originSecret = new OriginSecret(
    "origin-secret",
    { generation: config.edge.originSecretGeneration, tags: common.tags },
    options,
  );
  const balancer = createBalancer(foundation, network, storage, originHostname, originSecret);
  const service = createService(foundation, network, storage, { cluster, images, balancer });
  return { images, cluster, balancer, service, originSecret, originHostname };
}

function createImages({ config, common, options, keys, replicaRegion }: Foundation): ImageRepository {
  return new ImageRepository(
    "images",
    {
      ...common,
      repositoryName: "app",
      kmsKeyArn: keys.arn("data"),
      build: config.service.build,
      replica: replicaRegion === undefined ? undefined : { region: replicaRegion, kmsKeyArn: keys.replicaArn("data") },
      accountOwner: config.account.owner,
    },
    options,
  );
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
  { cluster, images, balancer }: Pick<Application, "cluster" | "images" | "balancer">,
): FargateService {
  const { observability, service } = config;
  const { collectorImage, sampling: samplingRatio } = observability;
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
      image: images.imageUri ?? service.image,
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
      environment: { UPLOAD_BUCKET: uploads.name, UPLOAD_PREFIX: UPLOADS },
      taskGrants: objectGrants(uploads.arn, UPLOADS, keys.arn("data"), common.region),
      telemetry: collectorImage ? { collectorImage, samplingRatio } : undefined,
      logsKeyArn: keys.arn("logs"),
      logRetention: observability.logRetentionDays,
    },
    { ...options, dependsOn: [...paths] },
  );
}
