/** `node tools/run.mjs tools/bench/services N`: evaluates the dev platform with N services instead of its one. */

import * as pulumi from "@pulumi/pulumi";
import { FargateService } from "../../components/compute/fargate-service";
import { readStackFile } from "../../config/stack-file";
import { evaluateProgram } from "../../plan/evaluate-program";

const [REGION, ACCOUNT] = ["ap-northeast-1", "123456789012"];
const IMAGE = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/kumiki-dev/app@sha256:${"0".repeat(64)}`;

/** One more service like the application's: literal ids where that one has outputs. */
function addService(index: number): void {
  new FargateService(`svc${index}`, {
    region: REGION,
    accountId: ACCOUNT,
    namePrefix: "kumiki-dev",
    clusterArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/cluster`,
    clusterName: "cluster",
    subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
    securityGroupId: "sg-0a1b2c3d4e5f60718",
    logsKeyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/1f0c5c0e-7d5e-4c3a-9d3b-2a6f8f1e4b10`,
    image: IMAGE,
    loadBalancer: {
      vpcId: "vpc-0a1b2c3d4e5f60718",
      listenerArn: `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:listener/app/kumiki/1234567890abcdef/fedcba0987654321`,
      albArnSuffix: "app/kumiki/1234567890abcdef",
      originHeader: { name: "x-origin-verify", values: [pulumi.secret("0".repeat(32))] },
      priority: 100 + index,
      pathPatterns: [`/svc${index}/*`],
    },
  });
}

async function main(services: number): Promise<void> {
  const { source } = readStackFile("Pulumi.dev.yaml");
  const graph = await evaluateProgram({
    stack: source.stack,
    config: source.values,
    secretKeys: source.secretKeys,
    program: () => {
      const outputs = require("../../index");
      for (let index = 1; index < services; index += 1) addService(index);
      return outputs;
    },
  });
  console.log(`${services} services: ${graph.resources.length} registrations`);
}

void main(Number(process.argv[2] ?? 1));
