import type { ResourceNode } from "../../../plan/graph";
import { readPath } from "../../core/property-path";
import type { ContainerRow } from "../../lib/rows/container-row";

/** Whom a container runs as. */
export const USERS: readonly ContainerRow[] = [
  {
    control: "ECS.20",
    id: "containers-not-root",
    pack: "least-privilege",
    why: "A hole in the container's runtime would be used as root.",
    fix: "set user to a number other than 0",
    notFor: (task) => (runsWindows(task) ? "its containers run Windows" : undefined),
    wrong: ({ user }) => (typeof user === "string" && !/^(root|0+)?(:|$)/.test(user) ? [] : ["user"]),
  },
  {
    control: "ECS.21",
    id: "windows-containers-not-administrator",
    pack: "least-privilege",
    why: "A hole in the container's runtime would be used as administrator.",
    fix: "set user to another one than ContainerAdministrator",
    notFor: (task) => (runsWindows(task) ? undefined : "its containers run Linux"),
    wrong: ({ user }) => (typeof user === "string" && !/^(containeradministrator)?$/i.test(user) ? [] : ["user"]),
  },
];

function runsWindows({ inputs }: ResourceNode): boolean {
  const [family] = readPath(inputs, "runtimePlatform.operatingSystemFamily");
  return /^WINDOWS/.test(String(family?.value));
}
