/**
 * `node tools/run.mjs tools/bench/evaluate --stack dev --services N [--rules]`: evaluates a platform with N services
 * instead of its one, and judges it where asked.
 */

import { parseArgs } from "node:util";
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

interface Options {
  readonly stack: string;
  readonly services: number;
  /** Whether every rule judges the platform, as `plan` has it. */
  readonly rules: boolean;
}

async function main({ stack, services, rules }: Options): Promise<void> {
  const { source } = readStackFile(`Pulumi.${stack}.yaml`);
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
  if (!rules) return console.log(`${graph.resources.length} registrations`);
  // Loaded here, because what the rules cost begins with reading them.
  const { judgePlatform } = await import("../../policies/core/judge-platform.js");
  const { verdicts } = judgePlatform(graph, new Date().toISOString().slice(0, 10));
  console.log(`${graph.resources.length} registrations, ${verdicts.length} verdicts`);
}

const { values } = parseArgs({
  options: {
    stack: { type: "string", default: "dev" },
    services: { type: "string", default: "1" },
    rules: { type: "boolean", default: false },
  },
});
void main({ ...values, services: Number(values.services) });
