import type { ResourceGraph } from "../../../plan/graph";
import { readPath } from "../../core/property-path";
import { type Rule, violations } from "../../core/rule";

/** What an alias can point at, and the output that is its address. */
const TARGETS = [
  ["aws:lb/loadBalancer:LoadBalancer", "dnsName"],
  ["aws:cloudfront/distribution:Distribution", "domainName"],
] as const;

/** A record that outlives what it points at can be taken over by whoever gets the address next. */
export const RECORDS_OWNED: Rule = {
  id: "network-records-point-at-own-resources",
  title: "Address records point at resources of the stack",
  why: "Whoever gets the address of something that is gone would speak in our name.",
  fix: "point the record at an output of a resource of the stack",
  severity: "high",
  pack: "network",
  controls: ["CKV2_AWS_23"],
  types: ["aws:route53/record:Record"],
  judge({ inputs }, graph) {
    const own = hosts(graph);
    const aliases = readPath(inputs, "aliases[].name", ["aliases"]);
    const literal = inputs.type === "A" || inputs.type === "AAAA" ? readPath(inputs, "records[]", ["records"]) : [];
    const dangling = [...aliases, ...literal].filter(({ value }) => !own.has(value));
    return violations(
      dangling.map(({ path }) => ({ key: path, message: `${path} is no address of the stack; ${this.fix}` })),
    );
  },
};

function hosts(graph: ResourceGraph): ReadonlySet<unknown> {
  const names = TARGETS.flatMap(([type, output]) => graph.ofType(type).map(({ outputs }) => outputs[output]));
  const addresses = graph.ofType("aws:ec2/eip:Eip").map(({ outputs }) => outputs.publicIp);
  return new Set([...names, ...addresses].filter((value) => value !== undefined));
}
