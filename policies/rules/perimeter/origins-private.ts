import type { PlainObject, ResourceGraph } from "../../../plan/graph";
import { type Finding, type Rule, violation, violations } from "../../core/rule";
import { objects } from "../../lib/values/objects";

/** What is not a server of its own - a bucket, the URL of a function - serves the distribution and nobody else. */
export const ORIGINS_PRIVATE: Rule = {
  id: "network-origins-private",
  title: "Buckets and function URLs behind the edge exist and are reached through it only",
  why: "Around the edge there is no firewall; and a bucket that is gone can be taken over by a stranger.",
  fix: "give the origin an origin access control, and point it at a bucket of the stack",
  severity: "high",
  pack: "network",
  controls: ["CloudFront.12", "CloudFront.13", "CloudFront.16"],
  types: ["aws:cloudfront/distribution:Distribution"],
  judge({ inputs }, graph) {
    const origins = objects(inputs.origins);
    if (origins.length === 0) return violation("origins", `it has no origins; ${this.fix}`);
    return violations(origins.flatMap((origin, index) => findings(origin, `origins[${index}]`, graph)));
  },
};

function findings(origin: PlainObject, place: string, graph: ResourceGraph): Finding[] {
  const host = String(origin.domainName);
  const isFunction = /\.lambda-url\./.test(host);
  const isBucket = /(^|\.)s3[.-]([a-z0-9.-]+\.)?amazonaws\.com/.test(host);
  const isServer = origin.customOriginConfig !== undefined && !isFunction && !isBucket;
  if (isServer) return [];
  const uncontrolled = typeof origin.originAccessControlId !== "string" || origin.originAccessControlId === "";
  const dangling = !isFunction && !bucketHosts(graph).has(host);
  return [
    ...(uncontrolled ? [finding(`${place}.originAccessControlId`, "is not set")] : []),
    ...(dangling ? [finding(`${place}.domainName`, "is no bucket of the stack")] : []),
  ];
}

function finding(key: string, problem: string): Finding {
  return { key, message: `${key} ${problem}; ${ORIGINS_PRIVATE.fix}` };
}

function bucketHosts(graph: ResourceGraph): ReadonlySet<unknown> {
  return new Set(graph.ofType("aws:s3/bucket:Bucket").map(({ outputs }) => outputs.bucketRegionalDomainName));
}
