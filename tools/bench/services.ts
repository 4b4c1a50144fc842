/** `node tools/run.mjs tools/bench/services N`: evaluates the dev platform with N services behind its load balancer. */

import { FargateService } from "../../components/compute/fargate-service";
import { loadConfig } from "../../config/load";
import { readStackFile } from "../../config/stack-file";
import { evaluateProgram } from "../../plan/evaluate-program";
import { createApplication } from "../../platform/application";
import { createEdge } from "../../platform/edge";
import { createFoundation } from "../../platform/foundation";
import { createNetwork } from "../../platform/network";
import { createStorage } from "../../platform/storage";

/** The platform of index.ts, and further services beside its one. */
function platformWith(services: number): void {
  const foundation = createFoundation(loadConfig());
  const network = createNetwork(foundation);
  const storage = createStorage(foundation);
  const application = createApplication(foundation, network, storage);
  createEdge(foundation, storage, application);
  const { balancer, cluster } = application;
  for (let index = 1; index < services; index += 1) {
    new FargateService(
      `svc${index}`,
      {
        ...foundation.common,
        clusterArn: cluster.clusterArn,
        clusterName: cluster.clusterName,
        subnetIds: [...network.vpc.appSubnetIds],
        securityGroupId: network.groups.id("app"),
        logsKeyArn: foundation.keys.arn("logs"),
        image: foundation.config.service.image,
        loadBalancer: {
          vpcId: network.vpc.vpcId,
          listenerArn: balancer.listenerArn,
          albArnSuffix: balancer.arnSuffix,
          originHeader: balancer.originHeader,
          priority: 100 + index,
          pathPatterns: [`/svc${index}/*`],
        },
      },
      foundation.options,
    );
  }
}

async function main(services: number): Promise<void> {
  const { source } = readStackFile("Pulumi.dev.yaml");
  const graph = await evaluateProgram({
    stack: source.stack,
    config: source.values,
    secretKeys: source.secretKeys,
    program: () => platformWith(services),
  });
  console.log(`${services} services: ${graph.resources.length} registrations`);
}

void main(Number(process.argv[2] ?? 1));
