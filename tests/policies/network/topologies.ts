import fc from "fast-check";
import type { PlainObject, ResourceGraph, ResourceNode } from "../../../plan/graph";
import * as types from "../../../policies/lib/network/types";
import { graphOf, resource } from "../support/mutate";

/** Blocks the random networks are made of: two networks, parts of them, and everything. */
export const BLOCKS = ["0.0.0.0/0", "10.0.0.0/16", "10.0.0.0/24", "10.0.1.0/24", "10.0.1.128/25", "10.1.0.0/16"];
const PORTS: readonly (readonly [number, number])[] = [
  [0, 65_535],
  [443, 443],
  [1024, 65_535],
  [400, 40_000],
];

export interface Match {
  readonly protocol: "tcp" | "udp" | "-1";
  readonly ports: readonly [number, number];
}

export interface AclEntry extends Match {
  readonly number: number;
  readonly allow: boolean;
  readonly block: string;
}

export interface GroupRule extends Match {
  readonly ingress: boolean;
  /** A block, a prefix list, `::/0`, or the number of a group. */
  readonly peer: string | number;
}

export type Target = "igw-1" | "nat-1" | "pcx-1";

export interface Subnet {
  readonly block: string;
  readonly vpc: 0 | 1;
  readonly ipv6: boolean;
  readonly routes: readonly { readonly block: string; readonly target: Target }[];
  readonly s3: boolean;
  readonly ingress: readonly AclEntry[];
  readonly egress: readonly AclEntry[];
}

export interface Topology {
  readonly subnets: readonly Subnet[];
  /** Rules of each of the groups. */
  readonly groups: readonly (readonly GroupRule[])[];
  readonly tasks: readonly {
    readonly subnet: number;
    readonly groups: readonly number[];
    readonly isPublic: boolean;
  }[];
}

const match = {
  protocol: fc.constantFrom("tcp" as const, "tcp" as const, "udp" as const, "-1" as const),
  ports: fc.constantFrom(...PORTS),
};
const entries = fc.uniqueArray(
  fc.record({
    ...match,
    number: fc.integer({ min: 1, max: 9 }),
    allow: fc.boolean(),
    block: fc.constantFrom(...BLOCKS, "::/0"),
  }),
  { selector: ({ number }) => number, maxLength: 4 },
);
const OPEN: readonly AclEntry[] = [
  { number: 100, allow: true, block: "0.0.0.0/0", protocol: "-1", ports: [0, 65_535] },
  { number: 101, allow: true, block: "::/0", protocol: "-1", ports: [0, 65_535] },
];
const acl = fc
  .tuple(entries, fc.integer({ max: 3, min: 0 }))
  .map(([own, more]) => (more > 0 ? [...own, ...OPEN] : own));
const route = fc.record({
  block: fc.constantFrom("0.0.0.0/0", "::/0", "10.1.0.0/16", "10.0.0.0/16", "10.1.0.0/24"),
  target: fc.constantFrom<Target>("igw-1", "nat-1", "pcx-1"),
});
const PLACES = [
  { block: "10.0.0.0/24", vpc: 0 },
  { block: "10.0.1.0/24", vpc: 0 },
  { block: "10.1.0.0/24", vpc: 1 },
] as const;

function subnet(place: (typeof PLACES)[number]): fc.Arbitrary<Subnet> {
  const routes = fc.uniqueArray(route, { selector: ({ block }) => block, maxLength: 3 });
  // The block of a network itself is always its own route's.
  const own = place.vpc === 0 ? "10.0.0.0/16" : "10.1.0.0/16";
  return fc.record({ ipv6: fc.boolean(), routes, s3: fc.boolean(), ingress: acl, egress: acl }).map((rest) => ({
    ...place,
    ...rest,
    routes: rest.routes.filter(({ block }) => block !== own && (place.vpc === 0 || block !== "10.1.0.0/24")),
  }));
}

const groupRule = fc.record({
  ...match,
  ingress: fc.boolean(),
  peer: fc.oneof(
    fc.constantFrom<string | number>(...BLOCKS, "::/0", "s3", "pl-other"),
    fc.constantFrom<string | number>(0, 1),
  ),
});
const task = fc.record({
  subnet: fc.integer({ min: 0, max: 2 }),
  groups: fc.uniqueArray(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 2 }),
  isPublic: fc.boolean(),
});

export const topologies: fc.Arbitrary<Topology> = fc.record({
  subnets: fc.tuple(...PLACES.map(subnet)),
  groups: fc.tuple(
    fc.array(groupRule, { minLength: 2, maxLength: 6 }),
    fc.array(groupRule, { minLength: 2, maxLength: 6 }),
  ),
  tasks: fc.tuple(task, task),
});

/** The same network as the resources of a stack. The NAT gateway is in the first subnet. */
export function graphOfTopology({ subnets, groups, tasks }: Topology): ResourceGraph {
  const nodes: ResourceNode[] = [];
  const add = (type: string, name: string, inputs: PlainObject, outputs: PlainObject = {}) =>
    nodes.push(resource(type, name, inputs, outputs, { id: name }));
  add(types.VPC, "vpc-0", { cidrBlock: "10.0.0.0/16" });
  add(types.VPC, "vpc-1", { cidrBlock: "10.1.0.0/16" });
  add(types.INTERNET_GATEWAY, "igw-1", { vpcId: "vpc-0" });
  add(types.NAT_GATEWAY, "nat-1", { subnetId: "subnet-0" });
  add(types.PEERING, "pcx-1", { vpcId: "vpc-0", peerVpcId: "vpc-1" });
  const tables = subnets.flatMap(({ s3 }, i) => (s3 ? [`rtb-${i}`] : []));
  add(
    types.ENDPOINT,
    "s3",
    { vpcId: "vpc-0", vpcEndpointType: "Gateway", routeTableIds: tables },
    { prefixListId: "pl-s3" },
  );
  for (const [i, { block, vpc, ipv6, routes, ingress, egress }] of subnets.entries()) {
    add(types.SUBNET, `subnet-${i}`, {
      vpcId: `vpc-${vpc}`,
      cidrBlock: block,
      ...(ipv6 ? { ipv6CidrBlock: "2001:db8::/64" } : {}),
    });
    add(types.TABLE, `rtb-${i}`, { vpcId: `vpc-${vpc}`, routes: i === 0 ? routes.map(inlineRoute) : [] });
    add(types.TABLE_ASSOCIATION, `rtbassoc-${i}`, { subnetId: `subnet-${i}`, routeTableId: `rtb-${i}` });
    if (i > 0)
      for (const [j, one] of routes.entries())
        add(types.ROUTE, `r-${i}-${j}`, { routeTableId: `rtb-${i}`, ...routeInputs(one) });
    add(types.ACL, `acl-${i}`, {
      vpcId: `vpc-${vpc}`,
      subnetIds: [`subnet-${i}`],
      ingress: ingress.map(aclInputs),
      egress: egress.map(aclInputs),
    });
  }
  for (const [i, rules] of groups.entries()) {
    add(types.GROUP, `sg-${i}`, { vpcId: "vpc-0" });
    for (const [j, rule] of rules.entries()) {
      add(rule.ingress ? types.INGRESS_RULE : types.EGRESS_RULE, `sgr-${i}-${j}`, {
        securityGroupId: `sg-${i}`,
        ...ruleInputs(rule),
      });
    }
  }
  for (const [i, one] of tasks.entries()) {
    const networkConfiguration = {
      subnets: [`subnet-${one.subnet}`],
      securityGroups: one.groups.map((group) => `sg-${group}`),
      assignPublicIp: one.isPublic,
    };
    add("aws:ecs/service:Service", `task-${i}`, { networkConfiguration });
  }
  return graphOf(...nodes);
}

const PROPERTIES = { "igw-1": "gatewayId", "nat-1": "natGatewayId", "pcx-1": "vpcPeeringConnectionId" } as const;

function inlineRoute({ block, target }: Subnet["routes"][number]): PlainObject {
  return { [block.includes(":") ? "ipv6CidrBlock" : "cidrBlock"]: block, [PROPERTIES[target]]: target };
}

function routeInputs({ block, target }: Subnet["routes"][number]): PlainObject {
  return {
    [block.includes(":") ? "destinationIpv6CidrBlock" : "destinationCidrBlock"]: block,
    [PROPERTIES[target]]: target,
  };
}

function aclInputs({ number, allow, block, protocol, ports: [fromPort, toPort] }: AclEntry): PlainObject {
  const family = block.includes(":") ? "ipv6CidrBlock" : "cidrBlock";
  return { ruleNo: number, action: allow ? "allow" : "deny", protocol, [family]: block, fromPort, toPort };
}

function ruleInputs({ protocol, ports: [fromPort, toPort], peer }: GroupRule): PlainObject {
  const ports = { ipProtocol: protocol, ...(protocol === "-1" ? {} : { fromPort, toPort }) };
  if (typeof peer === "number") return { ...ports, referencedSecurityGroupId: `sg-${peer}` };
  if (peer === "::/0") return { ...ports, cidrIpv6: peer };
  return { ...ports, ...(peer.includes("/") ? { cidrIpv4: peer } : { prefixListId: peer === "s3" ? "pl-s3" : peer }) };
}
