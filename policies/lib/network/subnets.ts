import type { PlainObject, ResourceGraph, ResourceNode } from "../../../plan/graph";
import { UnknownValue } from "../../core/rule";
import { type AclEntry, aclEntry, connections, OPEN_ACL, passing } from "./acls";
import { IPV6, type PrefixLists, reach } from "./addresses";
import type { Direction } from "./groups";
import { type Intervals, union } from "./intervals";
import type { Links } from "./links";
import type { Subnet, Vpc } from "./model";
import { read, readFlag, readObjects, readText, UNKNOWN } from "./read";
import { territories } from "./routes";
import { routesOf } from "./tables";
import * as types from "./types";

export function readVpcs(graph: ResourceGraph, links: Links): Vpc[] {
  const belongs = (resource: ResourceNode, vpc: ResourceNode) => links.one(resource, [types.VPC], "vpcId") === vpc.urn;
  return graph.ofType(types.VPC).map((resource) => {
    const more = types.MORE_ADDRESSES.flatMap((type) => graph.ofType(type)).filter((one) => belongs(one, resource));
    const gateways = [types.INTERNET_GATEWAY, types.GATEWAY_ATTACHMENT].flatMap((type) => graph.ofType(type));
    return {
      resource,
      blocks: [resource, ...more].flatMap(blocksOf),
      attached: gateways.some((gateway) => belongs(gateway, resource)),
    };
  });
}

/** The subnets of the stack's own networks; of others it does not know the rules. */
export function readSubnets(graph: ResourceGraph, vpcs: readonly Vpc[], links: Links, lists: PrefixLists): Subnet[] {
  return graph.ofType(types.SUBNET).flatMap((resource) => {
    const vpc = vpcs.find((one) => one.resource.urn === links.one(resource, [types.VPC], "vpcId"));
    if (vpc === undefined) return [];
    const entries = aclOf(graph, resource, vpc, links);
    const [ingress, egress] = [passing(entries("ingress")), passing(entries("egress"))];
    return {
      resource,
      vpc,
      addresses: addressesOf(resource),
      territories: territories(routesOf({ graph, links, lists }, resource, vpc)),
      acl: { ingress: connections(ingress, egress), egress: connections(egress, ingress) },
    };
  });
}

const IPV6_SETTINGS = ["ipv6CidrBlock", "ipv6Native", "assignIpv6AddressOnCreation"];

function addressesOf(subnet: ResourceNode): Intervals {
  const dual = IPV6_SETTINGS.some((name) => {
    const value = read(subnet.inputs, name);
    return value !== undefined && value !== false && value !== "";
  });
  return union(...blocksOf(subnet).map((block) => reach(block).certain), dual ? IPV6 : []);
}

/** Blocks of a network or subnet. All of IPv6 is one address here, whichever block of it is meant. */
function blocksOf({ name, inputs }: ResourceNode): string[] {
  const block = readText(inputs, "cidrBlock");
  if (block === UNKNOWN) throw new UnknownValue(`${name}.cidrBlock`);
  const dual =
    readText(inputs, "ipv6CidrBlock") !== undefined || readFlag(inputs, "assignGeneratedIpv6CidrBlock") === true;
  return [...(block === undefined ? [] : [block]), ...(dual ? ["::/0"] : [])];
}

/** The entries of a subnet's ACL; without one of its own that is the network's default, which is open until adopted. */
function aclOf(
  graph: ResourceGraph,
  subnet: ResourceNode,
  vpc: Vpc,
  links: Links,
): (direction: Direction) => AclEntry[] {
  const acls = [types.ACL, types.DEFAULT_ACL].flatMap((type) => graph.ofType(type));
  const association = graph
    .ofType(types.ACL_ASSOCIATION)
    .find((one) => links.one(one, [types.SUBNET], "subnetId") === subnet.urn);
  const naming = acls.find((acl) => links.many(acl, [types.SUBNET], "subnetIds").includes(subnet.urn));
  const key =
    (association && links.one(association, types.ANY_ACL, "networkAclId")) ??
    (naming === undefined ? vpc.resource.urn : links.keyOf(naming));
  const own = acls.find((acl) => links.keyOf(acl) === key);
  const apart = graph.ofType(types.ACL_RULE).filter((rule) => links.one(rule, types.ANY_ACL, "networkAclId") === key);
  return (direction) => {
    if (own === undefined && key === vpc.resource.urn) return [...OPEN_ACL];
    const inline = own === undefined ? [] : readObjects(own.inputs, direction);
    const written = (source: PlainObject, urn: string) => aclEntry(source, direction, urn);
    return [
      ...inline.map((source) => written(source, own?.urn ?? key)),
      ...apart
        .filter((rule) => (readFlag(rule.inputs, "egress") === true) === (direction === "egress"))
        .map((rule) => written(rule.inputs, rule.urn)),
    ];
  };
}
