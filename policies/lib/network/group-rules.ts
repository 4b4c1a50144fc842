import type { PlainObject, PlainValue, ResourceGraph, ResourceNode } from "../../../plan/graph";
import { ANYTHING, type PrefixLists, reach } from "./addresses";
import type { Direction, GroupRule, Peer, SecurityGroup } from "./groups";
import type { Links } from "./links";
import { type Read, readFlag, readList, readNumber, readObjects, readText, UNKNOWN } from "./read";
import { service } from "./services";
import { ANY_GROUP, DEFAULT_GROUP, EGRESS_RULE, GROUP, GROUP_RULE, INGRESS_RULE, LISTS } from "./types";

/** What the three ways to write a rule call its peers. */
const BLOCKS = ["cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks"];
const REFERENCES = ["referencedSecurityGroupId", "sourceSecurityGroupId", "securityGroups"];
const PREFIX_LISTS = ["prefixListId", "prefixListIds"];

/** Every group of the stack with all of its rules: those written in it, and those that are resources of their own. */
export function readGroups(graph: ResourceGraph, links: Links, lists: PrefixLists): SecurityGroup[] {
  const apart = [INGRESS_RULE, EGRESS_RULE, GROUP_RULE].flatMap((type) =>
    graph.ofType(type).map((rule) => ({
      group: links.one(rule, ANY_GROUP, "securityGroupId") ?? "",
      direction: directionOf(rule),
      rule,
    })),
  );
  return [GROUP, DEFAULT_GROUP]
    .flatMap((type) => graph.ofType(type))
    .map((resource) => {
      const key = links.keyOf(resource);
      const rules = (direction: Direction): GroupRule[] => [
        ...readObjects(resource.inputs, direction).flatMap((source) =>
          rulesIn({ resource, source, property: direction, group: key, links, lists }),
        ),
        ...apart
          .filter((one) => one.group === key && one.direction === direction)
          .flatMap(({ rule }) => rulesIn({ resource: rule, source: rule.inputs, group: key, links, lists })),
      ];
      return { key, ingress: rules("ingress"), egress: rules("egress") };
    });
}

interface Written {
  readonly resource: ResourceNode;
  /** Where the rule stands: the resource's inputs, or an object in them. */
  readonly source: PlainObject;
  /** The property of the resource that object is in. */
  readonly property?: string;
  readonly group: string;
  readonly links: Links;
  readonly lists: PrefixLists;
}

/** A value, and the property of the resource it stands in. */
interface Mention {
  readonly name: string;
  readonly value: Read<PlainValue>;
}

/** A rule of the model for each peer of a rule as written. */
function rulesIn(written: Written): GroupRule[] {
  const { resource, source } = written;
  const protocol = readText(source, "ipProtocol") ?? readText(source, "protocol");
  const what = service(protocol, readNumber(source, "fromPort"), readNumber(source, "toPort"));
  return peersIn(written).map((peer) => ({ ...what, peer, urn: resource.urn }));
}

function peersIn({ resource, source, property, group, links, lists }: Written): Peer[] {
  const values = (names: readonly string[]) =>
    names.flatMap((name) => readList(source, name).map((value): Mention => ({ name: property ?? name, value })));
  const follow = (value: Read<PlainValue>, types: readonly string[], name: string) =>
    links.meant(resource, value, types, name);
  const self = readFlag(source, "self");
  return [
    ...values(BLOCKS).map(({ value }) => (value === UNKNOWN ? ANYTHING : reach(String(value)))),
    ...values(REFERENCES).map(({ name, value }) => {
      const meant = follow(value, ANY_GROUP, name);
      return meant === undefined ? ANYTHING : { group: meant };
    }),
    ...values(PREFIX_LISTS).map(({ name, value }) => {
      const meant = follow(value, LISTS, name);
      return meant === undefined ? ANYTHING : lists.reach(meant);
    }),
    ...(self === true ? [{ group }] : []),
    ...(self === UNKNOWN ? [ANYTHING] : []),
  ];
}

function directionOf(rule: ResourceNode): Direction {
  if (rule.type !== GROUP_RULE) return rule.type === INGRESS_RULE ? "ingress" : "egress";
  return readText(rule.inputs, "type") === "ingress" ? "ingress" : "egress";
}
