import { BLUE_GREEN_CHANGES } from "../../../components/data/blue-green-changes";
import { numberAt, valueAt } from "../values";
import type { Restart, RestartTable } from "./restart-table";

const BLUE_GREEN = "all data moves to new nodes, which takes hours and slows the domain down";

/** A domain whose nodes are counted by masters of their own takes more of them without moving anything. */
const WITHOUT_MASTERS: Restart = {
  paths: ["clusterConfig.instanceCount"],
  text: BLUE_GREEN,
  when: ({ after }) => valueAt(after, "clusterConfig.dedicatedMasterEnabled") !== true,
};

const SHRINKS: Restart = {
  paths: ["ebsOptions.volumeSize"],
  text: BLUE_GREEN,
  when: ({ before, after }) =>
    (numberAt(before, "ebsOptions.volumeSize") ?? 0) > (numberAt(after, "ebsOptions.volumeSize") ?? 0),
};

const CONDITIONAL = [WITHOUT_MASTERS, SHRINKS];

/** The component's own list of what starts a blue/green deployment, with its source. */
export const SEARCH: RestartTable = {
  "aws:opensearch/domain:Domain": {
    restarts: [
      ...CONDITIONAL,
      {
        paths: BLUE_GREEN_CHANGES.map(({ property }) => property).filter(
          (property) => !CONDITIONAL.some(({ paths }) => paths.includes(property)),
        ),
        text: BLUE_GREEN,
      },
      { paths: ["cognitoOptions", "identityCenterOptions"], text: BLUE_GREEN },
    ],
    calm: [
      "accessPolicies",
      "autoTuneOptions.maintenanceSchedules",
      "autoTuneOptions.useOffPeakWindow",
      "clusterConfig.dedicatedMasterCount",
      "clusterConfig.dedicatedMasterType",
      "clusterConfig.instanceCount",
      "clusterConfig.warmCount",
      "domainEndpointOptions",
      "ebsOptions.iops",
      "ebsOptions.throughput",
      "ebsOptions.volumeSize",
      "logPublishingOptions",
      "offPeakWindowOptions",
      "snapshotOptions",
      "softwareUpdateOptions",
      "tags",
    ],
  },
};
