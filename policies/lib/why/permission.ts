import type { ResourceGraph } from "../../../plan/graph";
import type { PolicyDocument } from "../iam/document";
import { type AccessRequest, decide, says } from "../iam/evaluate";
import type { Role } from "../iam/roles";
import { allOf, not, type Truth } from "../iam/truth";
import { type Answer, merged } from "./answer";
import { groundsOf, type Layers, stopsOf } from "./grounds";
import { accessRequest, boundaryOf, endpointsFor, onResource } from "./layers";
import { concerns, type Request, requestsOf } from "./requests";
import type { AwsTarget } from "./targets";

/** Whether a role may do something, and which statements say so: one answer for all that rests on the same. */
export function explainPermission(graph: ResourceGraph, role: Role, target: AwsTarget): Answer[] {
  const beside = target.arns.flatMap((arn) => onResource(arn, graph).flatMap(({ document }) => document));
  const requests = requestsOf(role, target, beside);
  if (requests.length > 0) return merged(requests.map((request) => explain(graph, role, target, request)));
  const { action, arns } = target;
  if (action !== undefined) {
    const pattern = arns.find((arn) => concerns(action, arn)) ?? arns[0] ?? "*";
    return [explain(graph, role, target, { action, pattern })];
  }
  return [
    {
      ...head(role, target),
      verdict: "no",
      what: [],
      on: [],
      because: [
        `stopped by the policies of ${role.name}: no statement is about it`,
        ...role.carried.map(({ by }) => `  there is ${by}`),
      ],
    },
  ];
}

function head(role: Role, target: AwsTarget): Pick<Answer, "kind" | "from" | "to"> {
  return { kind: "permission", from: role.name, to: target.name };
}

function explain(graph: ResourceGraph, role: Role, target: AwsTarget, request: Request): Answer {
  const asked = accessRequest(role, request, target.via);
  const resource = onResource(request.pattern, graph);
  const endpoints = endpointsFor(role, request, graph);
  const decision = decide(asked, {
    identity: role.policies,
    resource: resource.flatMap(({ document }) => document),
    ...(role.boundary === undefined ? {} : { boundary: role.boundary }),
  });
  const decided: Truth = decision === "allowed" ? "yes" : decision === "unknown" ? "maybe" : "no";
  const verdict = allOf([decided, ...endpoints.map(({ document }) => passes(document, asked))]);
  const layers: Layers = { role, boundary: boundaryOf(role), resource, endpoints, asked };
  return {
    ...head(role, target),
    verdict: verdict === "maybe" ? "perhaps" : verdict,
    what: [request.action],
    on: request.pattern === "*" ? [] : [request.pattern],
    because: verdict === "no" ? stopsOf(layers) : groundsOf(layers),
  };
}

/** An endpoint lets through what it allows and does not deny. */
function passes(document: PolicyDocument, asked: AccessRequest): Truth {
  return allOf([says(document, true, asked), not(says(document, false, asked))]);
}
