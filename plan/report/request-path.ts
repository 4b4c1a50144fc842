import type { PlainObject, PlainValue, ResourceGraph, ResourceNode } from "../graph";

/** One hop of a request: from where, to where, how it is encrypted, and by what it is guarded. */
export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly encryption: string;
  readonly guard: string;
}

/** The way of a request from the client to the tasks and the static files, read off the graph. */
export function requestPath(graph: ResourceGraph): Hop[] {
  return [...clientHop(graph), ...originHops(graph), ...serviceHops(graph)];
}

function* clientHop(graph: ResourceGraph): Iterable<Hop> {
  for (const distribution of graph.ofType("aws:cloudfront/distribution:Distribution")) {
    const certificate = object(distribution.inputs.viewerCertificate);
    const [acl] = graph.ofType("aws:wafv2/webAcl:WebAcl");
    yield {
      from: "client",
      to: `https://${list(distribution.inputs.aliases).join(", ")} (CloudFront)`,
      encryption: String(certificate.minimumProtocolVersion ?? "default certificate"),
      guard: acl === undefined ? "no WAF" : `WAF, ${list(acl.inputs.rules).length} rules`,
    };
  }
}

function* originHops(graph: ResourceGraph): Iterable<Hop> {
  const listener = graph.ofType("aws:lb/listener:Listener")[0];
  for (const distribution of graph.ofType("aws:cloudfront/distribution:Distribution")) {
    for (const origin of list(distribution.inputs.origins).map(object)) {
      const isStatic = typeof origin.originAccessControlId === "string";
      yield isStatic
        ? {
            from: "CloudFront",
            to: `s3://${bucketOf(graph, String(origin.domainName))}`,
            encryption: "TLS 1.3, SSE-KMS",
            guard: "origin access control, SigV4",
          }
        : {
            from: "CloudFront",
            to: `https://${origin.domainName}:443 (ALB)`,
            encryption: String(listener?.inputs.sslPolicy ?? "no listener"),
            guard: origin.vpcOriginConfig === undefined ? "prefix list, secret header" : "VPC origin, secret header",
          };
    }
  }
}

function* serviceHops(graph: ResourceGraph): Iterable<Hop> {
  for (const service of graph.ofType("aws:ecs/service:Service")) {
    const [balancer] = list(service.inputs.loadBalancers).map(object);
    if (balancer === undefined) continue;
    const group = graph
      .ofType("aws:lb/targetGroup:TargetGroup")
      .find((candidate) => candidate.outputs.arn === balancer.targetGroupArn);
    const port = `${balancer.containerPort}`;
    yield {
      from: "ALB",
      to: `${graph.rootComponentOf(service).name} tasks, port ${port}`,
      encryption: group?.inputs.protocol === "HTTPS" ? "TLS" : "none",
      guard: "security group pair",
    };
  }
}

function bucketOf(graph: ResourceGraph, domain: string): string {
  const bucket = graph
    .ofType("aws:s3/bucket:Bucket")
    .find((candidate: ResourceNode) => candidate.outputs.bucketRegionalDomainName === domain);
  return bucket?.id ?? domain;
}

function list(value: PlainValue | undefined): PlainValue[] {
  return Array.isArray(value) ? value : [];
}

function object(value: PlainValue | undefined): PlainObject {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}
