import { readPath } from "../../core/property-path";
import type { Rule } from "../../core/rule";
import { environmentOf } from "../../lib/containers/containers";
import { looksLikeCredential } from "../../lib/secrets/credential-like";
import { isObject } from "../../lib/values/objects";
import { type ContainerRow, containerRuleOf } from "./row";

const ROWS: readonly ContainerRow[] = [
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
  {
    control: "ECS.8",
    id: "containers-have-no-plain-credentials",
    pack: "least-privilege",
    why: "Whoever may describe the task definition could read the credential.",
    fix: "pass it as a secret of the container instead of its environment",
    wrong: (container) =>
      environmentOf(container)
        .filter(({ name, value }) => looksLikeCredential(name, value))
        .map(({ name }) => `environment.${name}`),
  },
  {
    control: "ECS.9",
    id: "containers-log",
    pack: "resilience",
    why: "What a container says before it fails would be lost with it.",
    fix: "give the container a logConfiguration",
    wrong: ({ logConfiguration }) =>
      isObject(logConfiguration) && typeof logConfiguration.logDriver === "string" ? [] : ["logConfiguration"],
  },
  {
    control: "ECS.20",
    id: "containers-not-root",
    pack: "least-privilege",
    why: "A hole in the container's runtime would be used as root.",
    fix: "set user to a number other than 0",
    notFor: ({ inputs }) =>
      readPath(inputs, "runtimePlatform.operatingSystemFamily").some(({ value }) => /^WINDOWS/.test(String(value)))
        ? "its containers run Windows"
        : undefined,
    wrong: ({ user }) => (typeof user === "string" && !/^(root|0+)?(:|$)/.test(user) ? [] : ["user"]),
  },
  {
    control: "ECS.21",
    id: "windows-containers-not-administrator",
    pack: "least-privilege",
    why: "A hole in the container's runtime would be used as administrator.",
    fix: "set user to another one than ContainerAdministrator",
    notFor: ({ inputs }) =>
      readPath(inputs, "runtimePlatform.operatingSystemFamily").some(({ value }) => /^WINDOWS/.test(String(value)))
        ? undefined
        : "its containers run Linux",
    wrong: ({ user }) => (typeof user === "string" && !/^(containeradministrator)?$/i.test(user) ? [] : ["user"]),
  },
];

/** What holds for every container of every task. */
export const CONTAINERS: readonly Rule[] = ROWS.map((row) => containerRuleOf(row));
