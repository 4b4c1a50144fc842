import { environmentOf } from "../../lib/containers/containers";
import type { ContainerRow } from "../../lib/rows/container-row";
import { looksLikeCredential } from "../../lib/secrets/credential-like";
import { isObject } from "../../lib/values/objects";

/** What a container is told, and what it tells. */
export const CONTENTS: readonly ContainerRow[] = [
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
];
