import type { ContainerRow } from "../../lib/rows/container-row";

/** What keeps a container to itself. */
export const ISOLATION: readonly ContainerRow[] = [
  {
    control: "ECS.4",
    id: "containers-unprivileged",
    pack: "least-privilege",
    why: "A privileged container is root on its host.",
    fix: "leave privileged off",
    wrong: ({ privileged }) => (privileged === undefined || privileged === false ? [] : ["privileged"]),
  },
  {
    control: "ECS.5",
    id: "containers-read-only",
    pack: "least-privilege",
    why: "Whoever gets into a container could change its programs.",
    fix: "set readonlyRootFilesystem to true and mount what has to be written",
    wrong: (container) => (container.readonlyRootFilesystem === true ? [] : ["readonlyRootFilesystem"]),
  },
];
