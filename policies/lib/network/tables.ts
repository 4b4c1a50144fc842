import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { known, type PrefixLists, reach } from "./addresses";
import type { Links } from "./links";
import type { Vpc } from "./model";
import { readObjects } from "./read";
import { LIST_LENGTH, prefixLength, type Route, route } from "./routes";
import * as types from "./types";

interface Source {
  readonly graph: ResourceGraph;
  readonly links: Links;
  readonly lists: PrefixLists;
}

/** All routes of a subnet: those of its network, those in its table, those beside it, and those of gateway endpoints. */
export function routesOf(source: Source, subnet: ResourceNode, vpc: Vpc): Route[] {
  const { graph, links, lists } = source;
  const key = tableOf(source, subnet, vpc);
  const local = vpc.blocks.map(
    (block): Route => ({
      destination: reach(block),
      length: prefixLength(block),
      target: { kind: "local" },
      urn: vpc.resource.urn,
    }),
  );
  const inline = [types.TABLE, types.DEFAULT_TABLE]
    .flatMap((type) => graph.ofType(type))
    .filter((table) => links.keyOf(table) === key)
    .flatMap((table) => readObjects(table.inputs, "routes").map((one) => route(table, one, links, lists, "routes")));
  const apart = graph
    .ofType(types.ROUTE)
    .filter((one) => links.one(one, types.ANY_TABLE, "routeTableId") === key)
    .map((one) => route(one, one.inputs, links, lists));
  return [...local, ...inline, ...apart, ...endpointRoutes(source, key)];
}

/** The key of a subnet's table; where none is associated, of the network's main one. */
function tableOf({ graph, links }: Source, subnet: ResourceNode, vpc: Vpc): string {
  const own = graph
    .ofType(types.TABLE_ASSOCIATION)
    .find((association) => links.one(association, [types.SUBNET], "subnetId") === subnet.urn);
  const main = graph
    .ofType(types.MAIN_ASSOCIATION)
    .find((association) => links.one(association, [types.VPC], "vpcId") === vpc.resource.urn);
  const association = own ?? main;
  return (association && links.one(association, types.ANY_TABLE, "routeTableId")) ?? vpc.resource.urn;
}

/** A gateway endpoint puts its prefix list into the tables it names, and into those that are associated with it. */
function endpointRoutes({ graph, links, lists }: Source, table: string): Route[] {
  const associated = graph
    .ofType(types.ENDPOINT_ROUTES)
    .filter((association) => links.one(association, types.ANY_TABLE, "routeTableId") === table)
    .map((association) => ({
      urn: association.urn,
      endpoint: links.one(association, [types.ENDPOINT], "vpcEndpointId"),
    }));
  const naming = graph
    .ofType(types.ENDPOINT)
    .filter((endpoint) => links.many(endpoint, types.ANY_TABLE, "routeTableIds").includes(table))
    .map(({ urn }) => ({ urn, endpoint: urn }));
  return [...naming, ...associated].map(({ urn, endpoint }) => ({
    destination: known(lists.point(endpoint ?? urn)),
    length: LIST_LENGTH,
    target: { kind: "endpoint", key: endpoint ?? urn },
    urn,
  }));
}
