import { type ResourceGraph, type ResourceNode, STACK_TYPE } from "../../plan/graph";
import { isImportable } from "../engine/provider/provider";

export const PROVIDER = "pulumi:providers:";

/** The component a name means: of several, one inside the other, the outermost. */
export function componentsNamed(graph: ResourceGraph, name: string): ResourceNode[] {
  const named = graph.resources.filter((node) => !node.custom && isCalled(node, name));
  return named.filter((node) => !named.some((other) => other !== node && isBelow(graph, node, other)));
}

/** The components of the stack itself: everything is in one of them. */
export function outermostComponents(graph: ResourceGraph): ResourceNode[] {
  const [stack] = graph.ofType(STACK_TYPE);
  return graph.childrenOf(stack?.urn ?? "").filter(({ custom }) => !custom);
}

/** All resources of providers in a component, however deep. */
export function resourcesBelow(graph: ResourceGraph, component: ResourceNode): ResourceNode[] {
  return graph.resources.filter((node) => node.custom && isBelow(graph, node, component));
}

/** Whether there is something outside the state that a resource could stand for. */
export function isAdoptable({ type }: ResourceNode): boolean {
  return !type.startsWith(PROVIDER) && isImportable(type);
}

/** `vpc-igw`, or in full `aws:ec2/internetGateway:InternetGateway::vpc-igw`. */
export function isCalled(node: ResourceNode, name: string): boolean {
  return name === node.name || name === fullName(node);
}

export function fullName({ type, name }: ResourceNode): string {
  return `${type}::${name}`;
}

/** The shortest name that means one resource only among others. */
export function shortestName(node: ResourceNode, among: readonly ResourceNode[]): string {
  return among.filter(({ name }) => name === node.name).length === 1 ? node.name : fullName(node);
}

/** From the outermost component down to the one that holds a resource. */
export function componentsAround(graph: ResourceGraph, node: ResourceNode): ResourceNode[] {
  const parent = graph.parentOf(node);
  return parent === undefined || parent.type === STACK_TYPE ? [] : [...componentsAround(graph, parent), parent];
}

function isBelow(graph: ResourceGraph, node: ResourceNode, above: ResourceNode): boolean {
  for (let at = graph.parentOf(node); at !== undefined; at = graph.parentOf(at)) if (at === above) return true;
  return false;
}
