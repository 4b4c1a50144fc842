import { readPath } from "../../core/property-path";
import { PASS, type Rule, violations } from "../../core/rule";
import { referring } from "../../lib/graph/references";

const CONFIGURATION = "configuration.executeCommandConfiguration";

/** Either nobody can open a shell in a task, or what he types is kept, under a key of our own. */
export const EXEC_RECORDED: Rule = {
  id: "least-privilege-exec-recorded",
  title: "A shell in a task is off, or recorded under a key of our own",
  why: "Whoever opens a shell in a task acts with its role, and nothing would show what he did.",
  fix: "set enableExecuteCommand of every service to false, or log the sessions of the cluster and name a key",
  severity: "medium",
  pack: "least-privilege",
  controls: ["CKV_AWS_223", "CKV_AWS_224"],
  types: ["aws:ecs/cluster:Cluster"],
  judge(cluster, graph) {
    const services = referring({ type: "aws:ecs/service:Service", path: "cluster" }, cluster, graph);
    if (services.every(({ inputs }) => inputs.enableExecuteCommand === false)) return PASS;
    const [logging] = readPath(cluster.inputs, `${CONFIGURATION}.logging`);
    const [key] = readPath(cluster.inputs, `${CONFIGURATION}.kmsKeyId`);
    const unlogged = logging?.value === undefined || logging.value === "NONE";
    return violations([
      ...(unlogged ? [{ key: "logging", message: `sessions are not recorded; ${this.fix}` }] : []),
      ...(key?.value === undefined ? [{ key: "key", message: `sessions are under no key; ${this.fix}` }] : []),
    ]);
  },
};
