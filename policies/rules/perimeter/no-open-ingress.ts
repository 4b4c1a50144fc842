import { type Reading, readPath } from "../../core/property-path";
import { type Rule, violations } from "../../core/rule";
import { isAnywhere } from "../../lib/values/anywhere";

/** Where a source of connections can stand: on a rule of its own, or within a group. */
const SOURCES = ["cidrIpv4", "cidrIpv6", "ingress[].cidrBlocks[]", "ingress[].ipv6CidrBlocks[]"];

/**
 * CloudFront is the only way in. This is stricter than the controls, which leave some ports open to anybody. It judges each
 * rule, also of a group that is not of the stack; the proof about groups judges all rules of a group of the stack together.
 */
export const NO_OPEN_INGRESS: Rule = {
  id: "network-no-open-ingress",
  title: "Nothing accepts connections from the whole internet",
  why: "Whatever listens there would be found and attacked within minutes.",
  fix: "name the security group or prefix list that may connect",
  severity: "critical",
  pack: "network",
  controls: ["EC2.18", "EC2.19", "CKV_AWS_277", "CIS-AWS-3.0-5.2", "CIS-AWS-3.0-5.3"],
  types: ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws:ec2/securityGroup:SecurityGroup"],
  judge({ inputs }) {
    const open = SOURCES.flatMap((path): Reading[] => readPath(inputs, path)).filter(({ value }) => isAnywhere(value));
    return violations(open.map(({ path }) => ({ key: path, message: `${path} admits everybody; ${this.fix}` })));
  },
};
