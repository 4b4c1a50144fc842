import { Edge } from "../components/network/edge";
import type { Application } from "./application";
import type { Foundation } from "./foundation";
import type { Storage } from "./storage";

/** What the world sees. It opens when the application behind it can answer. */
export function createEdge(
  { config, common, options, keys }: Foundation,
  { store }: Storage,
  { balancer, service, originSecret, originHostname }: Application,
): Edge {
  const { domain, edge, observability } = config;
  return new Edge(
    "edge",
    {
      ...common,
      domainName: domain.name,
      zoneId: domain.zoneId,
      originHostname,
      originSecret: originSecret.current,
      originMode: edge.originMode,
      albArn: balancer.arn,
      staticBucket: store.bucket("static"),
      minimumTls: edge.minimumTls,
      rateLimit: edge.rateLimit,
      loginRateLimit: edge.loginRateLimit,
      wafMode: edge.wafMode,
      geoAllow: edge.geoAllow,
      waitForDeployment: edge.waitForDeployment,
      opensAfter: service.service,
      logRetention: observability.logRetentionDays,
      logsKeyArn: keys.arn("edge-logs"),
    },
    options,
  );
}
