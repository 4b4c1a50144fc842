import type { RelatedRow } from "../../../lib/rows/related-row";

const ENDPOINT = { type: "aws:ec2/vpcEndpoint:VpcEndpoint", path: "vpcId" };

/** What belongs to a network. */
export const NETWORKS: readonly RelatedRow[] = [
  {
    control: "EC2.6",
    id: "network-logs-flows",
    pack: "network",
    why: "Nobody could tell which connections were made, or refused.",
    fix: "give the network a flow log",
    through: [{ type: "aws:ec2/flowLog:FlowLog", path: "vpcId" }],
    holds: [{ path: "trafficType", expect: "oneOf:ALL" }],
  },
  {
    control: "EC2.2",
    id: "default-group-closed",
    pack: "network",
    why: "Whatever names no security group would be open to everything else that does not.",
    fix: "take over the default security group without rules",
    about: "aws:ec2/vpc:Vpc",
    through: [{ type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", path: "vpcId" }],
    holds: [
      { path: "ingress[]", expect: "maxItems:0" },
      { path: "egress[]", expect: "maxItems:0" },
    ],
  },
  {
    control: "EC2.55",
    id: "registry-reached-privately",
    pack: "network",
    why: "Calls of the registry would leave the network through the NAT gateway.",
    fix: "add ecr.api to the interface endpoints of the network",
    through: [ENDPOINT],
    holds: [{ path: "serviceName", expect: "matches:\\.ecr\\.api$" }],
  },
  {
    control: "EC2.56",
    id: "images-pulled-privately",
    pack: "network",
    why: "Images would be pulled through the NAT gateway.",
    fix: "add ecr.dkr to the interface endpoints of the network",
    through: [ENDPOINT],
    holds: [{ path: "serviceName", expect: "matches:\\.ecr\\.dkr$" }],
  },
];
