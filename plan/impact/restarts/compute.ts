import type { RestartTable } from "./restart-table";

const ROLLING = "the tasks are replaced in turn, as the deployment settings say";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html tells what starts a deployment. */
export const COMPUTE: RestartTable = {
  "aws:ecs/service:Service": {
    restarts: [
      {
        paths: [
          "capacityProviderStrategies",
          "enableEcsManagedTags",
          "enableExecuteCommand",
          "forceNewDeployment",
          "loadBalancers",
          "networkConfiguration",
          "placementConstraints",
          "platformVersion",
          "propagateTags",
          "serviceConnectConfiguration",
          "serviceRegistries",
          "taskDefinition",
          "triggers",
          "volumeConfiguration",
          "vpcLatticeConfigurations",
        ],
        text: ROLLING,
      },
    ],
    calm: [
      "alarms",
      "availabilityZoneRebalancing",
      "deploymentCircuitBreaker",
      "deploymentConfiguration",
      "deploymentMaximumPercent",
      "deploymentMinimumHealthyPercent",
      "desiredCount",
      "forceDelete",
      "healthCheckGracePeriodSeconds",
      "orderedPlacementStrategies",
      "sigintRollback",
      "tags",
      "waitForSteadyState",
    ],
  },
};
