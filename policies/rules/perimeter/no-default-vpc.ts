import { STACK_TYPE } from "../../../plan/graph";
import { type Rule, violations } from "../../core/rule";

/** Judged on the stack, so that having none is a pass and not nothing. */
export const NO_DEFAULT_VPC: Rule = {
  id: "network-no-default-vpc",
  title: "The default VPC is not used",
  why: "The default network gives public addresses to whatever starts in it.",
  fix: "use the networks of the platform",
  severity: "medium",
  pack: "network",
  controls: ["CKV_AWS_148"],
  types: [STACK_TYPE],
  judge(_stack, graph) {
    const found = graph.ofType("aws:ec2/defaultVpc:DefaultVpc");
    return violations(found.map(({ urn, name }) => ({ key: urn, message: `${name} must not exist; ${this.fix}` })));
  },
};
