import { ORIGIN_HEADER_NAME } from "../../../components/network/listener-rules";
import type { PlainObject, ResourceGraph, ResourceNode } from "../../../plan/graph";
import { UnknownValue } from "../../core/rule";
import { BALANCER } from "./kinds";
import type { Network } from "./model";
import { read, readObjects, UNKNOWN } from "./read";

const LISTENER = "aws:lb/listener:Listener";
const LISTENER_RULE = "aws:lb/listenerRule:ListenerRule";

/** The listeners and listener rules of a load balancer that answer requests without the secret header. */
export function answeringWithoutHeader(
  balancer: ResourceNode,
  { links }: Network,
  graph: ResourceGraph,
): ResourceNode[] {
  const listeners = graph
    .ofType(LISTENER)
    .filter((listener) => links.one(listener, [BALANCER], "loadBalancerArn") === balancer.urn);
  const urns = listeners.map(({ urn }) => urn);
  const rules = graph
    .ofType(LISTENER_RULE)
    .filter((rule) => urns.includes(links.one(rule, [LISTENER], "listenerArn") ?? ""));
  return [
    ...listeners.filter(({ inputs }) => !readObjects(inputs, "defaultActions").every(isRefusal)),
    ...rules.filter(
      ({ inputs }) =>
        !readObjects(inputs, "actions").every(isRefusal) && !readObjects(inputs, "conditions").some(asksForHeader),
    ),
  ];
}

function isRefusal(action: PlainObject): boolean {
  return read(action, "type") === "fixed-response" && read(action, "fixedResponse", "statusCode") === "403";
}

function asksForHeader(condition: PlainObject): boolean {
  const name = read(condition, "httpHeader", "httpHeaderName");
  if (name === UNKNOWN) throw new UnknownValue("conditions.httpHeader.httpHeaderName");
  return name === ORIGIN_HEADER_NAME;
}
