import type { Registration, Service, Simulated } from "./registration";

/** Elastic Container Registry: repositories, and what is set once for the account's registry in a region. */
export const ecrService: Service = {
  "aws:ecr/repository:Repository": (repository) => {
    const name = repository.physicalName();
    return {
      id: name,
      name,
      arn: repository.arn("ecr", `repository/${name}`),
      registryId: repository.accountId,
      repositoryUrl: `${repository.accountId}.dkr.ecr.${repository.region}.amazonaws.com/${name}`,
      imageTagMutability: repository.or("imageTagMutability", "MUTABLE"),
      forceDelete: repository.or("forceDelete", false),
    };
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": (lifecycle) => {
    const policy = lifecycle.inputs.policy;
    return {
      id: lifecycle.text("repository"),
      registryId: lifecycle.accountId,
      // The provider takes a document too, and keeps its JSON.
      policy: typeof policy === "string" ? policy : JSON.stringify(policy),
    };
  },
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": registryWide,
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": registryWide,
};

function registryWide(settings: Registration): Simulated {
  return { id: settings.accountId, registryId: settings.accountId };
}
