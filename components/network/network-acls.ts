import type * as inputs from "@pulumi/aws/types/input";
import type { Tier } from "./address-plan";

type Entry = inputs.ec2.NetworkAclIngress;

const TCP = "6";
const HTTPS = { fromPort: 443, toPort: 443 };
/** Where answers go. Network ACLs keep no state, so the way back has to be opened as well; Linux uses 32768-60999,
 * NAT gateways and load balancers 1024-65535 (https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html). */
const EPHEMERAL = { fromPort: 1024, toPort: 65_535 };
const ANY_PORT = { fromPort: 0, toPort: 65_535 };

const ANYWHERE = "0.0.0.0/0";

/**
 * "Fragmentation needed" from a router on the way. Without it a connection stalls as soon as it sends a large packet over
 * a path that cannot take it (https://docs.aws.amazon.com/vpc/latest/userguide/path_mtu_discovery.html).
 */
const PATH_MTU: Entry = {
  ruleNo: 120,
  action: "allow",
  protocol: "1",
  cidrBlock: ANYWHERE,
  icmpType: 3,
  icmpCode: 4,
  fromPort: 0,
  toPort: 0,
};

function allow(ruleNo: number, cidrBlock: string, ports: { fromPort: number; toPort: number }): Entry {
  return { ruleNo, action: "allow", protocol: TCP, cidrBlock, ...ports };
}

/**
 * The entries of a tier's network ACL: a second, coarser fence behind the security groups, and the one that still stands
 * when somebody opens a group by mistake. What no entry allows is denied. The network's own resolver, clock and task
 * credentials are out of an ACL's reach, and need no entry
 * (https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html).
 */
export function networkAclEntries(tier: Tier, vpcCidr: string): { ingress: Entry[]; egress: Entry[] } {
  switch (tier) {
    case "public":
      // The load balancer and the NAT gateways live here: requests come in, answers of both go back. An ACL cannot name
      // CloudFront's prefix list, so that only CloudFront gets in is up to the load balancer's security group.
      return {
        ingress: [allow(100, ANYWHERE, HTTPS), allow(110, ANYWHERE, EPHEMERAL), PATH_MTU],
        egress: [allow(100, ANYWHERE, HTTPS), allow(110, ANYWHERE, EPHEMERAL)],
      };
    case "app":
      // Tasks are called from inside only, and call out on 443 alone; answers come from wherever they called.
      return {
        ingress: [allow(100, vpcCidr, ANY_PORT), allow(110, ANYWHERE, EPHEMERAL), PATH_MTU],
        egress: [allow(100, vpcCidr, ANY_PORT), allow(110, ANYWHERE, HTTPS)],
      };
    case "data":
      // Nothing outside the network exists for the data tier, in either direction.
      return { ingress: [allow(100, vpcCidr, ANY_PORT)], egress: [allow(100, vpcCidr, ANY_PORT)] };
  }
}
