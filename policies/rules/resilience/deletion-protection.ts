import { notApplicable, PASS, type Rule, violation } from "../../core/rule";
import { isTransient } from "../../lib/facts/tables";

/** Where each type has its switch. */
const SWITCHES: ReadonlyMap<string, string> = new Map([
  ["aws:rds/cluster:Cluster", "deletionProtection"],
  ["aws:rds/globalCluster:GlobalCluster", "deletionProtection"],
  ["aws:rds/instance:Instance", "deletionProtection"],
  ["aws:lb/loadBalancer:LoadBalancer", "enableDeletionProtection"],
  ["gcp:bigquery/table:Table", "deletionProtection"],
]);

export const DELETION_PROTECTION: Rule = {
  id: "resilience-deletion-protection",
  title: "What the platform stands on cannot be deleted in one step",
  why: "One wrong click or one wrong command must not be enough to lose data, or the address users know.",
  fix: "set `protection.enabled` in the stack file; the platform passes it to every component as `deletionProtection`",
  severity: "high",
  pack: "resilience",
  controls: ["RDS.7", "RDS.8", "ELB.6", "CKV_GCP_121"],
  types: [...SWITCHES.keys()],
  judge: (resource, graph) => {
    if (isTransient(resource, graph)) return notApplicable("what it holds expires by itself, and is loaded again");
    const property = SWITCHES.get(resource.type) ?? "deletionProtection";
    return resource.inputs[property] === true
      ? PASS
      : violation(property, `${property} is not on; switch it on, or anybody who may delete it can do so at once`);
  },
};
