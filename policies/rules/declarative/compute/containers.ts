import type { Row } from "../../../lib/rows/property-row";

/** Clusters, services and task definitions. */
export const CONTAINERS: readonly Row[] = [
  {
    control: "ECS.3",
    id: "tasks-have-own-processes",
    pack: "least-privilege",
    why: "A container that shares the process space of its host can watch every other container.",
    fix: "leave pidMode unset",
  },
  {
    control: "ECS.12",
    id: "cluster-has-insights",
    pack: "resilience",
    why: "Without metrics for tasks nobody sees which of them fails or starves.",
    fix: "set containerInsights of the cluster to enhanced",
  },
  {
    control: "ECS.17",
    id: "tasks-have-own-network",
    pack: "network",
    why: "In host mode security groups do not apply to the task.",
    fix: "set networkMode to awsvpc",
  },
  {
    control: "ECS.18",
    id: "file-systems-use-tls",
    pack: "encryption",
    why: "Files would cross the network in the clear.",
    fix: "set transitEncryption of the volume to ENABLED",
    mayLack: ["volumes", "efsVolumeConfiguration"],
  },
  {
    control: "CKV_AWS_249",
    id: "task-and-agent-have-own-roles",
    pack: "least-privilege",
    why: "With one role for both, the application may read every secret that the agent injects.",
    fix: "give the task a taskRoleArn and an executionRoleArn of their own",
    also: [{ path: "executionRoleArn", expect: "set" }],
  },
];
