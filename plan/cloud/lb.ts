import type { PlainValue } from "../graph";
import type { Registration, Service } from "./registration";

/** Zones of the load balancers' own names (https://docs.aws.amazon.com/general/latest/gr/elb.html). */
const HOSTED_ZONES: Readonly<Record<string, string>> = {
  "ap-northeast-1": "Z14GRHDCWA56QT",
  "ap-northeast-3": "Z5LXEXXYW11ES",
  "us-east-1": "Z35SXDOTRQ7X7K",
};

/** Elastic Load Balancing: load balancers, listeners, rules and target groups. Their ARNs are their ids. */
export const loadBalancingService: Service = {
  "aws:lb/loadBalancer:LoadBalancer": (balancer) => {
    const name = balancer.physicalName();
    const arnSuffix = `app/${name}/${balancer.hex(16)}`;
    const internal = balancer.or("internal", false);
    const label = `${internal === true ? "internal-" : ""}${name}-${balancer.digits(10)}`.toLowerCase();
    return {
      ...identified(balancer.arn("elasticloadbalancing", `loadbalancer/${arnSuffix}`)),
      name,
      namePrefix: balancer.text("namePrefix"),
      arnSuffix,
      internal,
      dnsName: `${label}.${balancer.region}.elb.amazonaws.com`,
      zoneId: HOSTED_ZONES[balancer.region] ?? `Z${balancer.alphanumeric(13)}`,
      vpcId: balancer.awsId("vpc"),
      ...defaults(balancer, {
        loadBalancerType: "application",
        ipAddressType: "ipv4",
        idleTimeout: 60,
        desyncMitigationMode: "defensive",
        dropInvalidHeaderFields: false,
        enableDeletionProtection: false,
        enableZonalShift: false,
        enableHttp2: true,
        enableWafFailOpen: false,
        xffHeaderProcessingMode: "append",
      }),
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "",
    };
  },
  "aws:lb/listener:Listener": (listener) => ({
    ...identified(`${listener.text("loadBalancerArn").replace(":loadbalancer/", ":listener/")}/${listener.hex(16)}`),
    protocol: listener.or("protocol", "HTTP"),
    sslPolicy: listener.or("sslPolicy", listener.text("protocol") === "HTTPS" ? "ELBSecurityPolicy-2016-08" : ""),
  }),
  "aws:lb/listenerRule:ListenerRule": (rule) => ({
    ...identified(`${rule.text("listenerArn").replace(":listener/", ":listener-rule/")}/${rule.hex(16)}`),
    priority: rule.or("priority", 1),
  }),
  "aws:lb/targetGroup:TargetGroup": (group) => {
    const name = group.physicalName();
    const arnSuffix = `targetgroup/${name}/${group.hex(16)}`;
    return {
      ...identified(group.arn("elasticloadbalancing", arnSuffix)),
      name,
      namePrefix: group.text("namePrefix"),
      arnSuffix,
      ...defaults(group, {
        targetType: "instance",
        ipAddressType: "ipv4",
        protocolVersion: "HTTP1",
        deregistrationDelay: 300,
        loadBalancingAlgorithmType: "round_robin",
        loadBalancingAnomalyMitigation: "off",
        loadBalancingCrossZoneEnabled: "use_load_balancer_configuration",
      }),
    };
  },
};

function identified(arn: string): { id: string; arn: string } {
  return { id: arn, arn };
}

function defaults(resource: Registration, values: Readonly<Record<string, PlainValue>>): Record<string, PlainValue> {
  return Object.fromEntries(
    Object.entries(values).map(([property, value]) => [property, resource.or(property, value)]),
  );
}
