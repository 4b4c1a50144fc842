import { type Endpoint, type GroupName, isGroup } from "./flow-endpoints";
import { FLOWS, type Flow, PORTS } from "./flows";

/** What of the platform exists in one stack, as far as flows depend on it. */
export interface Topology {
  readonly groups: readonly GroupName[];
  /** AWS services with an interface endpoint, such as `ecr.api`. */
  readonly interfaceEndpoints: readonly string[];
  /** Whether operators sign in at an identity provider. */
  readonly operatorSignIn: boolean;
  /** Port the application listens on. @default - the one of `PORTS` */
  readonly applicationPort?: number;
}

/** One security-group rule: one end of one flow. */
export interface FlowRule {
  /**
   * Made of exactly what EC2 holds two rules to be equal by. A rule renamed for any other reason would be created a
   * second time before the first is deleted, and refused as a duplicate.
   */
  readonly name: string;
  readonly flow: Flow;
  readonly direction: "egress" | "ingress";
  /** The group that carries the rule. */
  readonly group: GroupName;
  /** The other end. */
  readonly peer: Endpoint;
}

/** The flows of a stack: those whose two ends exist and whose conditions hold. */
export function flowsIn(topology: Topology): Flow[] {
  const present = (endpoint: Endpoint): boolean => {
    if (endpoint === "identity-provider") return topology.operatorSignIn;
    return !isGroup(endpoint) || topology.groups.includes(endpoint);
  };
  const covered = (services: readonly string[]): boolean =>
    services.every((service) => topology.interfaceEndpoints.includes(service));
  const { applicationPort = PORTS.application } = topology;
  const flows = FLOWS.map((flow) =>
    flow.to === "app" && flow.port !== applicationPort ? { ...flow, port: applicationPort } : flow,
  );
  return flows.filter(
    ({ from, to, beside, unless, untilEndpoints }) =>
      present(from) &&
      present(to) &&
      (beside === undefined || present(beside)) &&
      (unless === undefined || !present(unless)) &&
      (untilEndpoints === undefined || !covered(untilEndpoints)),
  );
}

/** A flow's rules: one at each end that is a group, so a pair between two groups. */
export function rulesOf(flow: Flow): FlowRule[] {
  const { from, to, port } = flow;
  const name = `${from}-to-${to}-${port}`;
  return [
    ...(isGroup(from) ? [{ name: `${name}-egress`, flow, direction: "egress" as const, group: from, peer: to }] : []),
    ...(isGroup(to) ? [{ name: `${name}-ingress`, flow, direction: "ingress" as const, group: to, peer: from }] : []),
  ];
}
