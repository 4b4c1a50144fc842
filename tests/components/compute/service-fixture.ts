import * as pulumi from "@pulumi/pulumi";
import { FargateService } from "../../../components/compute/fargate-service";
import type { FargateServiceArgs, LoadBalancerAttachment } from "../../../components/compute/fargate-service-args";
import type { PlainObject, ResourceGraph } from "../../../plan/graph";

export const ACCOUNT = "123456789012";
export const REGION = "ap-northeast-1";
export const DIGEST = `sha256:${"3f".repeat(32)}`;
export const REGISTRY = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;
export const COLLECTOR_IMAGE = `public.ecr.aws/aws-observability/aws-otel-collector@${DIGEST}`;

const LISTENER = "listener/app/kumiki/1234567890abcdef/fedcba0987654321";
export const ALB_SUFFIX = "app/kumiki/1234567890abcdef";

export const loadBalancer: LoadBalancerAttachment = {
  vpcId: "vpc-0a1b2c3d4e5f60718",
  listenerArn: `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:${LISTENER}`,
  priority: 100,
  pathPatterns: ["/*"],
  originHeader: { name: "x-origin-secret", values: [pulumi.secret("current"), pulumi.secret("next")] },
  albArnSuffix: ALB_SUFFIX,
};

export const minimal: FargateServiceArgs = {
  region: REGION,
  accountId: ACCOUNT,
  namePrefix: "kumiki-dev",
  clusterArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/main`,
  clusterName: "main",
  subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
  securityGroupId: "sg-0c3d4e5f607182930",
  logsKeyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/5b7c2f0a-3a41-4c57-8a0e-6e1f0d9c2b34`,
  image: `${REGISTRY}/kumiki/app@${DIGEST}`,
};

/** Builds the service "app" from the least arguments and what a test changes. */
export function service(overrides: Partial<FargateServiceArgs> = {}): () => FargateService {
  return () => new FargateService("app", { ...minimal, ...overrides });
}

export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
export const SERVICE = "aws:ecs/service:Service";
export const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

/** The container definitions as sent, parsed; `index` 0 is the application, 1 the collector. */
export function container(graph: ResourceGraph, index = 0): PlainObject {
  const containers = JSON.parse(String(graph.one(TASK_DEFINITION).inputs.containerDefinitions)) as PlainObject[];
  const found = containers[index];
  if (found === undefined) throw new Error(`the task has no container ${index}, only ${containers.length}`);
  return found;
}
