import type * as inputs from "@pulumi/aws/types/input";
import type { SearchSpec } from "./search-checks";
import { isBurstable } from "./search-rules";

/** Japan is nine hours ahead and has no summer time; the service counts in UTC. */
const JAPAN_OFFSET = 9;

/** How many nodes there are, of which type, and over which zones they spread. */
export function clusterConfig(spec: SearchSpec): inputs.opensearch.DomainClusterConfig {
  const { subnetIds, dataNodes, masterNodes, standby } = spec;
  const zones = subnetIds.length;
  return {
    instanceType: dataNodes.type,
    instanceCount: dataNodes.count,
    dedicatedMasterEnabled: masterNodes !== undefined,
    dedicatedMasterType: masterNodes?.type,
    dedicatedMasterCount: masterNodes?.count,
    zoneAwarenessEnabled: zones > 1,
    zoneAwarenessConfig: zones > 1 ? { availabilityZoneCount: zones } : undefined,
    multiAzWithStandbyEnabled: standby,
    warmEnabled: false,
  };
}

/** The volume of each data node; what it can do is set as well, because changing the size alone resets it. */
export function volume(spec: SearchSpec): inputs.opensearch.DomainEbsOptions {
  return {
    ebsEnabled: true,
    volumeType: "gp3",
    volumeSize: spec.volume,
    iops: spec.volumeIops,
    throughput: spec.volumeThroughput,
  };
}

/** Daily ten hours in which the service may update the domain; they cannot be turned off. */
export function offPeakWindow({ offPeakStart }: SearchSpec): inputs.opensearch.DomainOffPeakWindowOptions {
  const hours = (offPeakStart + 24 - JAPAN_OFFSET) % 24;
  return { enabled: true, offPeakWindow: { windowStartTime: { hours, minutes: 0 } } };
}

/** The service refuses the option on burstable types. Turning it off again keeps what it tuned: undoing is blue/green. */
export function autoTune({ dataNodes }: SearchSpec): inputs.opensearch.DomainAutoTuneOptions | undefined {
  if (isBurstable(dataNodes.type)) return undefined;
  return { desiredState: "ENABLED", rollbackOnDisable: "NO_ROLLBACK", useOffPeakWindow: true };
}

/**
 * The service's default, said because it is a decision. Its other default, `override_main_response_version`, must not be
 * said: OpenSearch has no such setting since 2.0, and the service refuses the name
 * (https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2469, with 3.1), although it gives it
 * back; the provider overlooks it there.
 *
 * Index names in the body of `_bulk`, `_mget` and `_msearch` are allowed: IAM sees paths only, so whoever may call
 * `_bulk` passes IAM for any index. Forbidding them would stop Dashboards, Grafana and Jaeger, which know no other way.
 * The role in the domain is the limit that holds: it is checked for each document of a bulk request.
 */
export const ADVANCED_OPTIONS = { "rest.action.multi.allow_explicit_index": "true" } as const;
