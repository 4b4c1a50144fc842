import { object } from "../../../support/stacks";
import { mutated } from "../../support/mutate";
import { containers, FUNCTION, gone, input, type Mutation, TASK } from "./change";

export const WORKLOADS: readonly Mutation[] = [
  {
    title: "a privileged container",
    stack: "prod",
    change: containers((container) => ({ ...container, privileged: true })),
    breaks: { "least-privilege-containers-unprivileged": ["containerDefinitions[0].privileged"] },
  },
  {
    title: "a container that may write",
    stack: "prod",
    change: containers((container) => ({ ...container, readonlyRootFilesystem: false })),
    breaks: { "least-privilege-containers-read-only": ["containerDefinitions[0].readonlyRootFilesystem"] },
  },
  {
    title: "a container with a password in its environment",
    stack: "prod",
    change: containers((container) => ({ ...container, environment: [{ name: "DB_PASSWORD", value: "hunter2" }] })),
    breaks: {
      "least-privilege-containers-have-no-plain-credentials": ["containerDefinitions[0].environment.DB_PASSWORD"],
    },
  },
  {
    title: "a container without a log",
    stack: "prod",
    change: containers(({ logConfiguration: _, ...container }) => container),
    breaks: { "resilience-containers-log": ["containerDefinitions[0].logConfiguration"] },
  },
  {
    title: "a container that runs as root",
    stack: "prod",
    change: containers((container) => ({ ...container, user: "0:10001" })),
    breaks: { "least-privilege-containers-not-root": ["containerDefinitions[0].user"] },
  },
  {
    title: "a Windows container that runs as administrator",
    stack: "prod",
    change: (graph) =>
      input(TASK, "worker-task", () => ({ runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } }))(
        containers((container) => ({ ...container, user: "ContainerAdministrator" }))(graph),
      ),
    breaks: { "least-privilege-windows-containers-not-administrator": ["containerDefinitions[0].user"] },
  },
  {
    title: "a runtime that is out of support",
    stack: "prod",
    change: input(FUNCTION, "export-load-function", () => ({ runtime: "nodejs18.x" })),
    breaks: { "resilience-function-runtime-supported": ["runtime"] },
  },
  {
    title: "an access key among the settings of a function",
    stack: "prod",
    change: input(FUNCTION, "export-load-function", ({ environment }) => ({
      environment: { variables: { ...object(object(environment).variables), NOTE: "AKIAABCDEFGHIJKLMNOP" } },
    })),
    breaks: { "least-privilege-functions-have-no-plain-credentials": ["environment.variables.NOTE"] },
  },
  {
    title: "a registry that does not scan",
    stack: "dev",
    change: (graph) =>
      mutated(gone("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration")(graph), (node) =>
        node.type === "aws:ecr/repository:Repository"
          ? { ...node, inputs: { ...node.inputs, imageScanningConfiguration: { scanOnPush: false } } }
          : node,
      ),
    breaks: { "resilience-images-scanned": ["missing"] },
  },
  {
    title: "a service with shells that nobody records",
    stack: "prod",
    change: input("aws:ecs/service:Service", "worker", () => ({ enableExecuteCommand: true })),
    breaks: { "least-privilege-exec-recorded": ["key", "logging"] },
  },
];
