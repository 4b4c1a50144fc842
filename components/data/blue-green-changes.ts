/** Where the service says so; read 2026-11. A dry run (`UpdateDomainConfig` with `DryRun`) tells for one change. */
export const BLUE_GREEN_SOURCE =
  "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-configuration-changes.html#bg";

/** A change that is reported as an update in place, and for which the service moves all data to new nodes. */
export interface BlueGreenChange {
  /** Property of `aws.opensearch.Domain`. */
  readonly property: string;
  /** Which change of it. */
  readonly change: string;
  /** When the service makes it without new nodes after all. */
  readonly unless?: string;
}

/**
 * Changes of a domain that take hours: the service doubles the nodes, copies every shard and switches over. Nothing is
 * lost and the domain answers meanwhile, but slower, and no other change can be made. A preview shows them as an update
 * like any other.
 */
export const BLUE_GREEN_CHANGES: readonly BlueGreenChange[] = [
  { property: "engineVersion", change: "a later version" },
  { property: "clusterConfig.instanceType", change: "another type of data nodes" },
  {
    property: "clusterConfig.instanceCount",
    change: "more or fewer data nodes",
    unless: "there are dedicated masters",
  },
  { property: "clusterConfig.dedicatedMasterEnabled", change: "with or without dedicated masters" },
  { property: "clusterConfig.zoneAwarenessEnabled", change: "one zone or several" },
  { property: "clusterConfig.zoneAwarenessConfig", change: "two zones or three" },
  { property: "clusterConfig.multiAzWithStandbyEnabled", change: "with or without standby" },
  { property: "clusterConfig.warmEnabled", change: "with or without warm nodes" },
  { property: "clusterConfig.coldStorageOptions", change: "with or without cold storage" },
  { property: "clusterConfig.nodeOptions", change: "with or without coordinator nodes" },
  { property: "ebsOptions.volumeType", change: "another type of volume" },
  {
    property: "ebsOptions.volumeSize",
    change: "a smaller or larger volume",
    unless: "it grows, and last grew long ago",
  },
  { property: "vpcOptions.subnetIds", change: "other subnets" },
  { property: "vpcOptions.securityGroupIds", change: "other security groups" },
  { property: "encryptAtRest.enabled", change: "turned on" },
  { property: "nodeToNodeEncryption.enabled", change: "turned on" },
  { property: "advancedSecurityOptions.enabled", change: "turned on" },
  { property: "advancedOptions", change: "any" },
  { property: "autoTuneOptions.desiredState", change: "turned off", unless: "what it tuned is kept (`NO_ROLLBACK`)" },
];
