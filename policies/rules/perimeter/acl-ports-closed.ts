import type { PlainObject } from "../../../plan/graph";
import { type Rule, violations } from "../../core/rule";
import { isAnywhere } from "../../lib/values/anywhere";
import { objects } from "../../lib/values/objects";

/** Ports through which people administer machines. */
const PORTS = [22, 3389];

/** An ACL admits administration from nowhere in the world; the same port may be an ephemeral one, which takes a waiver. */
export const ACL_PORTS_CLOSED: Rule = {
  id: "network-acls-close-administration",
  title: "No ACL admits SSH or RDP from the whole internet",
  why: "A mistaken security group would be the only thing between a machine and everybody.",
  fix: "narrow the range of ports, or of addresses",
  severity: "medium",
  pack: "network",
  controls: ["EC2.21"],
  types: ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"],
  judge({ inputs }) {
    const open = objects(inputs.ingress).flatMap((rule, index) =>
      PORTS.filter((port) => admits(rule, port)).map((port) => ({ key: `ingress[${index}]:${port}`, port })),
    );
    return violations(
      open.map(({ key, port }) => ({ key, message: `an ingress rule admits port ${port} from anywhere; ${this.fix}` })),
    );
  },
};

/** Protocols by name or number; what is neither TCP nor all of them has no ports that matter here. */
function admits(rule: PlainObject, port: number): boolean {
  const open = rule.action !== "deny" && (isAnywhere(rule.cidrBlock) || isAnywhere(rule.ipv6CidrBlock));
  const protocol = String(rule.protocol);
  const covers = protocol === "-1" || !(Number(rule.fromPort) > port || Number(rule.toPort) < port);
  return open && ["-1", "6", "tcp", "all"].includes(protocol) && covers;
}
