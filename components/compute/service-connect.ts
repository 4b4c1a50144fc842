import type * as ecs from "@pulumi/aws/ecs";
import type { FargateServiceSpec } from "./fargate-service-spec";
import { APP_CONTAINER, awslogs } from "./task-definition";

/** How the service appears in the namespace; undefined keeps it out. */
export function serviceConnectConfiguration(spec: FargateServiceSpec): ecs.ServiceArgs["serviceConnectConfiguration"] {
  const { serviceConnect, region, logGroupName, port } = spec;
  if (serviceConnect === undefined) return undefined;
  const { namespaceArn, name } = serviceConnect;
  return {
    enabled: true,
    namespace: namespaceArn,
    logConfiguration: awslogs(region, logGroupName, "service-connect"),
    services:
      name === undefined
        ? []
        : [
            {
              portName: APP_CONTAINER,
              discoveryName: name,
              clientAlias: [{ dnsName: name, port: serviceConnect.port ?? port }],
            },
          ],
  };
}
