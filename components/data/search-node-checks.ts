import type { Problems } from "../shared/validate";
import type { SearchSpec } from "./search-checks";
import { fitsStandby, isBurstable } from "./search-rules";
import {
  hasLocalDisks,
  includedPerformance,
  largestPerformance,
  largestVolume,
  SMALLEST_VOLUME,
} from "./search-volumes";

/** Notes what is wrong with number and types of the nodes, and how they spread over the subnets. */
export function checkNodes({ subnetIds, dataNodes, masterNodes, standby }: SearchSpec, problems: Problems): void {
  const zones = subnetIds.length;
  const masters = masterNodes?.count ?? 0;
  problems.count("subnetIds", subnetIds, 1, 3);
  problems.range("dataNodes.count", dataNodes.count, 1, 80, "nodes");
  problems.unless(
    zones === 0 || dataNodes.count % zones === 0,
    `dataNodes.count must be a multiple of the ${zones} subnets, got ${dataNodes.count}; nodes are spread evenly.`,
  );
  if (masterNodes !== undefined) {
    problems.oneOf("masterNodes.count", masterNodes.count, [3, 5]);
    // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html#clusterresource
    problems.unless(
      dataNodes.count <= 10 || !isBurstable(masterNodes.type),
      `masterNodes.type "${masterNodes.type}" can lead 10 data nodes at most, got ${dataNodes.count}; use m7g.large.search.`,
    );
  }
  if (!standby) return;
  problems.unless(
    fitsStandby({ zones, dataCount: dataNodes.count, masters }),
    "standby needs 3 subnets, a dataNodes.count divisible by 3 and 3 masterNodes; " +
      `got ${zones} subnets, ${dataNodes.count} data nodes, ${masters} masters.`,
  );
  for (const [argument, type] of [
    ["dataNodes", dataNodes.type],
    ["masterNodes", masterNodes?.type ?? ""],
  ] as const) {
    problems.unless(
      !isBurstable(type),
      `${argument}.type "${type}" cannot be used with standby; use r7g.large.search.`,
    );
  }
}

/** Notes what is wrong with the volumes of the data nodes. */
export function checkVolume({ dataNodes, volume, volumeIops, volumeThroughput }: SearchSpec, problems: Problems): void {
  const { type } = dataNodes;
  problems.unless(
    !hasLocalDisks(type),
    `dataNodes.type "${type}" keeps data on its own disks and takes no volume; use a type such as r7g.large.search.`,
  );
  problems.range(`volume of ${type}`, volume, SMALLEST_VOLUME, largestVolume(type), "GiB");
  const [least, most] = [includedPerformance(volume), largestPerformance(volume)];
  problems.range(`volumeIops of ${volume} GiB`, volumeIops, least.iops, most.iops);
  problems.range(`volumeThroughput of ${volume} GiB`, volumeThroughput, least.throughput, most.throughput, "MiB/s");
  problems.unless(
    4 * volumeThroughput <= volumeIops,
    `volumeThroughput may be a quarter of volumeIops, ${volumeIops / 4} MiB/s, got ${volumeThroughput}.`,
  );
}
