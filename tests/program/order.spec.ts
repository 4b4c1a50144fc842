import { expect } from "chai";
import type { ResourceGraph, ResourceNode } from "../../plan/graph";
import { namesOf } from "../support/platform";
import { type PerStack, platformTests, same } from "./both-stacks";

// What is created after what. An id is known before what belongs to it exists: rules of a group, instances of a cluster,
// users in a database. Whoever needs those has to be told to wait. How long it takes shows on real accounts only.

const FUNCTION = "aws:lambda/function:Function";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

/** Workloads that open connections of their own as soon as they exist. */
const WORKLOADS = ["app", "worker", "export-extract-timer-schedule"];

/** Log groups of what writes to more than one or to one of another name: how they begin, and how many they are. */
const LOGS: Readonly<Record<string, readonly [prefix: string, count: number]>> = {
  "db-cluster": ["db-region-log-", 2],
  "search-domain": ["search-logs-", 4],
  "cache-group": ["cache-", 2],
  app: ["app-log", 1],
  worker: ["worker-log", 1],
};

const WRITERS: PerStack<typeof LOGS> = {
  // An instance that pauses when idle says so in a log of its own.
  dev: { ...LOGS, "db-cluster": ["db-region-log-", 3] },
  prod: { ...LOGS, "db-proxy-proxy": ["db-proxy-log", 1], "db-replica-cluster": ["db-replica-region-log-", 2] },
};

const INSTANCES: PerStack<string[]> = { dev: ["db-instance-1"], prod: ["db-instance-1", "db-instance-2"] };

describe("the order of the platform", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "opens a way before somebody takes it: each rule of each group of what runs (2.1-5, 2.1-6)",
    same(["bootstrap-function-function", "database-setup-run", "search-setup-run", ...WORKLOADS]),
    (graph, waiting) => {
      const rules = graph.resources.filter(({ type }) => /securityGroup(?:Ingress|Egress)Rule/.test(type));
      expect(rules).to.have.length.greaterThan(20);
      const [bootstrap = "", ...others] = waiting;
      for (const name of others) {
        expect(awaited(graph, named(graph, name)), name).to.include.members(rules.map((rule) => rule.name));
      }
      // The function itself connects to nothing until it is called.
      expect(awaited(graph, named(graph, bootstrap))).to.include("groups-fn-boot");
    },
  );

  inBothStacks(
    "makes each log group before what writes to it, which would make one without key and end otherwise (2.3-1)",
    WRITERS,
    (graph, expected) => {
      for (const [writer, [prefix, count]] of Object.entries(expected)) {
        const logs = namesOf(graph, LOG_GROUP).filter((name) => name.startsWith(prefix));
        expect(logs, writer).to.have.length(count);
        expect(awaited(graph, named(graph, writer)), writer).to.include.members(logs);
      }
      for (const fn of graph.ofType(FUNCTION)) {
        expect(awaited(graph, fn), fn.name).to.include(fn.name.replace(/-function$/, "-log"));
      }
    },
  );

  inBothStacks(
    "attaches a role's policy, and takes away all others, before the role is used (2.2-1)",
    same(["-policy", "-no-managed-policies"]),
    (graph, suffixes) => {
      for (const fn of graph.ofType(FUNCTION)) {
        const role = fn.name.replace(/-function$/, "-role");
        expect(awaited(graph, fn), fn.name).to.include.members(suffixes.map((suffix) => `${role}${suffix}`));
      }
    },
  );

  inBothStacks(
    "rotates the password that prod was made with as soon as its cluster takes a new one (3.1-5)",
    { dev: [], prod: ["db-master-rotation"] },
    (graph, expected, stack) => {
      const rotations = graph.ofType("aws:secretsmanager/secretRotation:SecretRotation");
      expect(rotations.map(({ name }) => name)).to.deep.equal(expected);
      for (const rotation of rotations) {
        expect(rotation.inputs.rotateImmediately).to.equal(true);
        expect(awaited(graph, rotation)).to.include.members([...INSTANCES[stack], "db-master-first"]);
        expect(awaited(graph, rotation)).to.include("db-rotation-permission");
      }
    },
  );
});

function named(graph: ResourceGraph, name: string): ResourceNode {
  const [found, ...others] = graph.resources.filter((resource) => resource.custom && resource.name === name);
  if (found === undefined || others.length > 0) throw new Error(`${others.length + 1} resources are named ${name}`);
  return found;
}

/**
 * The names of everything that exists before a resource is created: what it depends on, what that depends on, and what
 * the components around it depend on, as no child is registered before its parent is.
 */
function awaited(graph: ResourceGraph, resource: ResourceNode): string[] {
  const seen = new Set<string>();
  const visit = (urn: string): void => {
    const node = graph.get(urn);
    if (node === undefined || seen.has(urn)) return;
    seen.add(urn);
    for (const dependency of node.dependencies) visit(dependency);
    if (node.parent !== undefined) visit(node.parent);
  };
  visit(resource.urn);
  seen.delete(resource.urn);
  return [...seen].flatMap((urn) => graph.get(urn)?.name ?? []);
}
