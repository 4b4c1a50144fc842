import type { GroupName } from "../../../components/network/flow-endpoints";
import type { Topology } from "../../../components/network/flow-rules";
import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { UnknownValue } from "../../core/rule";
import type { Network, Vpc } from "./model";
import { read, readNumber, readObjects, readText, UNKNOWN } from "./read";
import { rolesOf } from "./roles";
import { ENDPOINT } from "./types";

const LISTENER = "aws:lb/listener:Listener";
const LISTENER_RULE = "aws:lb/listenerRule:ListenerRule";
const SERVICE = "aws:ecs/service:Service";

/** What of the platform a network has, as far as the table of flows depends on it. */
export function topologyOf(
  { placements }: Network,
  vpc: Vpc,
  graph: ResourceGraph,
  groups: readonly GroupName[],
): Topology {
  const here = placements.filter((placement) => placement.vpc === vpc);
  const application = here.find(
    (placement) => placement.resource.type === SERVICE && rolesOf(placement, graph).includes("app"),
  );
  return {
    groups,
    interfaceEndpoints: here
      .filter(({ resource }) => resource.type === ENDPOINT)
      .map(({ resource }) => service(resource)),
    operatorSignIn: signsOperatorsIn(graph),
    applicationPort: application && portOf(application.resource),
  };
}

/** The end of an endpoint's service name, such as `ecr.api`. */
function service({ name, inputs }: ResourceNode): string {
  const serviceName = readText(inputs, "serviceName");
  if (serviceName === UNKNOWN || serviceName === undefined) throw new UnknownValue(`${name}.serviceName`);
  return serviceName.split(".").slice(3).join(".");
}

function signsOperatorsIn(graph: ResourceGraph): boolean {
  const actions = [
    ...graph.ofType(LISTENER).flatMap(({ inputs }) => readObjects(inputs, "defaultActions")),
    ...graph.ofType(LISTENER_RULE).flatMap(({ inputs }) => readObjects(inputs, "actions")),
  ];
  return actions.some((action) => read(action, "type") === "authenticate-oidc");
}

/** The port of the container that the load balancer sends requests to. */
function portOf({ name, inputs }: ResourceNode): number | undefined {
  const [target] = readObjects(inputs, "loadBalancers");
  const port = target && readNumber(target, "containerPort");
  if (port === UNKNOWN) throw new UnknownValue(`${name}.loadBalancers`);
  return port;
}
