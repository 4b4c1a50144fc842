import type { PlainValue, ResourceGraph, ResourceNode } from "../../../plan/graph";
import { UnknownValue } from "../../core/rule";
import { type Read, read, readList, UNKNOWN } from "./read";
import { DEFAULT_ACL, DEFAULT_GROUP, DEFAULT_TABLE, VPC } from "./types";

/** Outputs besides the id by which others name a resource, or what came with it. */
const NAMES = [
  "arn",
  "name",
  "prefixListId",
  "clusterIdentifier",
  "allocationId",
  "defaultNetworkAclId",
  "defaultRouteTableId",
  "defaultSecurityGroupId",
  "mainRouteTableId",
];

/** Resources that adopt what came with a network, and the property that says with which. They go by its URN. */
const DEFAULTS: readonly (readonly [type: string, property: string])[] = [
  [DEFAULT_ACL, "defaultNetworkAclId"],
  [DEFAULT_GROUP, "vpcId"],
  [DEFAULT_TABLE, "defaultRouteTableId"],
];

/**
 * Which resource another one means: by the value of the reference, or, while that is not known, by what the property
 * depends on. A resource is named by its URN; one that is not of the stack keeps its id.
 */
export class Links {
  private readonly byName = new Map<string, string>();
  private readonly networks = new Map<string, string>();

  constructor(private readonly graph: ResourceGraph) {
    for (const resource of graph.resources) {
      for (const name of [resource.id, ...NAMES.map((output) => read(resource.outputs, output))]) {
        if (typeof name === "string" && name !== "") this.byName.set(`${resource.type} ${name}`, resource.urn);
      }
    }
    for (const [type, property] of DEFAULTS) {
      for (const resource of graph.ofType(type)) {
        this.networks.set(resource.urn, this.one(resource, [VPC], property) ?? resource.urn);
      }
    }
  }

  /** What a resource goes by: its URN, or that of the network it came with. */
  keyOf({ urn }: ResourceNode): string {
    return this.networks.get(urn) ?? urn;
  }

  /** The resource a property means. @throws UnknownValue if that cannot be told */
  one(resource: ResourceNode, types: readonly string[], ...path: readonly string[]): string | undefined {
    const value = read(resource.inputs, ...path);
    if (value === undefined || value === "") return undefined;
    const [property = ""] = path;
    const meant = this.meant(resource, value, types, property);
    if (meant === undefined) throw new UnknownValue(`${resource.name}.${property}`);
    return meant;
  }

  /** The resources a list means. @throws UnknownValue if they cannot be told */
  many(resource: ResourceNode, types: readonly string[], ...path: readonly string[]): string[] {
    const [property = ""] = path;
    const members = readList(resource.inputs, ...path).flatMap((member) => {
      if (member !== UNKNOWN) return [this.meant(resource, member, types, property) ?? ""];
      const candidates = this.candidates(resource, types, property);
      if (candidates.length === 0) throw new UnknownValue(`${resource.name}.${property}`);
      return candidates;
    });
    return [...new Set(members)];
  }

  /** The resource a value means, which stands somewhere inside of a property; undefined if that cannot be told. */
  meant(
    resource: ResourceNode,
    value: Read<PlainValue>,
    types: readonly string[],
    property: string,
  ): string | undefined {
    if (value !== UNKNOWN) {
      const found = types.map((type) => this.byName.get(`${type} ${value}`)).find(isText) ?? String(value);
      return this.networks.get(found) ?? found;
    }
    const [candidate, ...others] = this.candidates(resource, types, property);
    return others.length === 0 ? candidate : undefined;
  }

  private candidates(resource: ResourceNode, types: readonly string[], property: string): string[] {
    const urns = resource.propertyDependencies[property] ?? [];
    const meant = urns.filter((urn) => types.includes(this.graph.get(urn)?.type ?? ""));
    return [...new Set(meant.map((urn) => this.networks.get(urn) ?? urn))];
  }
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}
