import type * as pulumi from "@pulumi/pulumi";
import { EcsCluster } from "../components/compute/ecs-cluster";
import { ImageRepository } from "../components/compute/image-repository";
import type { TelemetryArgs } from "../components/compute/telemetry-sidecar";
import type { Foundation } from "./foundation";

/** What every workload runs in and from. */
export interface ComputeBase {
  readonly cluster: EcsCluster;
  readonly images: ImageRepository;
  /** The application's image: built here, or named by the stack. */
  readonly image: pulumi.Input<string>;
  readonly telemetry: TelemetryArgs | undefined;
}

export function createComputeBase(foundation: Foundation): ComputeBase {
  const { config, common, options, keys } = foundation;
  const { containerInsights, collectorImage, sampling: samplingRatio } = config.observability;
  const cluster = new EcsCluster(
    "cluster",
    {
      ...common,
      diskKeyArn: keys.arn("tasks"),
      namespaceName: common.namePrefix,
      insights: containerInsights,
    },
    options,
  );
  const images = createImages(foundation);
  return {
    cluster,
    images,
    image: images.imageUri ?? config.service.image,
    telemetry: collectorImage ? { collectorImage, samplingRatio } : undefined,
  };
}

function createImages({ config, common, options, keys, replicaRegion, protect }: Foundation): ImageRepository {
  return new ImageRepository(
    "images",
    {
      ...common,
      repositoryName: "app",
      kmsKeyArn: keys.arn("data"),
      build: config.service.build,
      replica: replicaRegion === undefined ? undefined : { region: replicaRegion, kmsKeyArn: keys.replicaArn("data") },
      protect,
      accountOwner: config.account.owner,
    },
    options,
  );
}
