import type { ResourceGraph } from "../../plan/graph";
import { namesOf, policyOf } from "../support/platform";
import { object, objects } from "../support/stacks";
import { count, describeVariations, type Variation } from "./variation";

const NAT = "aws:ec2/natGateway:NatGateway";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const SERVICE = "aws:ecs/service:Service";
const RULE = "aws:route53/resolverFirewallRule:ResolverFirewallRule";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const SCHEDULE = "aws:appautoscaling/scheduledAction:ScheduledAction";

const strategyOf = (graph: ResourceGraph) => object(graph.one(SERVICE, "app").inputs.deploymentConfiguration).strategy;
const wafRules = (graph: ResourceGraph) => objects(graph.one("aws:wafv2/webAcl:WebAcl").inputs.rules);
const image = (graph: ResourceGraph) =>
  JSON.parse(String(graph.one("aws:ecs/taskDefinition:TaskDefinition", "app-task").inputs.containerDefinitions)).map(
    (container: { name: string }) => container.name,
  );
const prediction = (graph: ResourceGraph) =>
  graph
    .ofType("aws:appautoscaling/policy:Policy")
    .flatMap(({ inputs }) => object(inputs.predictiveScalingPolicyConfiguration).mode ?? []);
const followed = (graph: ResourceGraph) =>
  Object.fromEntries(
    graph
      .ofType("aws:appautoscaling/policy:Policy")
      .filter(({ name }) => name.startsWith("app-"))
      .map(({ name, inputs }) => [name, object(inputs.targetTrackingScalingPolicyConfiguration).targetValue]),
  );

const VARIATIONS: readonly Variation[] = [
  {
    what: "a third zone",
    stack: "dev",
    changes: { "network.availabilityZones": ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"] },
    effect: (graph) => count(graph, "aws:ec2/subnet:Subnet"),
    expected: 9,
  },
  {
    what: "two zones",
    stack: "prod",
    changes: {
      "network.availabilityZones": ["ap-northeast-1a", "ap-northeast-1d"],
      "search.standby": false,
      "search.dataCount": 2,
    },
    effect: (graph) =>
      graph
        .ofType("aws:ec2/subnet:Subnet")
        .filter(({ region }) => region === "ap-northeast-1")
        .map(({ inputs }) => inputs.cidrBlock),
    expected: ["10.0.0.0/22", "10.0.12.0/22", "10.0.40.0/24", "10.0.43.0/24", "10.0.32.0/24", "10.0.35.0/24"],
  },
  ...(["single", "onePerAz"] as const).map((natStrategy) => ({
    what: `NAT strategy ${natStrategy}`,
    stack: "dev" as const,
    changes: { "network.natStrategy": natStrategy },
    effect: (graph: ResourceGraph) => count(graph, NAT),
    expected: natStrategy === "single" ? 1 : 2,
  })),
  {
    what: "no NAT and no provider of Google Cloud, once that is not needed",
    stack: "dev",
    changes: { "network.natStrategy": "none", "gcp.enabled": false },
    effect: (graph) => [
      count(graph, NAT),
      graph.resources.some(({ type, provider }) => /gcp/.test(`${type} ${provider}`)),
    ],
    expected: [0, false],
  },
  ...(["alert", "block"] as const).map((mode) => ({
    what: `a DNS firewall that should ${mode}`,
    stack: "dev" as const,
    changes: { "network.dnsFirewall": mode },
    effect: (graph: ResourceGraph) => graph.one(RULE, "vpc-dns-others").inputs.action,
    expected: mode.toUpperCase(),
  })),
  {
    what: "no DNS firewall",
    stack: "dev",
    changes: { "network.dnsFirewall": "off" },
    effect: (graph) => count(graph, RULE),
    expected: 0,
  },
  {
    what: "interface endpoints in dev",
    stack: "dev",
    changes: { "network.interfaceEndpoints": ["sqs"] },
    effect: (graph) => graph.one(ENDPOINT, "endpoints-sqs").inputs.serviceName,
    expected: "com.amazonaws.ap-northeast-1.sqs",
  },
  {
    what: "images of another account",
    stack: "prod",
    changes: {
      "service.image": `111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/app@sha256:${"1".repeat(64)}`,
      "observability.collectorImage": `111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/otel@sha256:${"2".repeat(64)}`,
    },
    effect: (graph) =>
      policyOf(graph.one(ENDPOINT, "endpoints-ecr-api")).Statement.map(({ Sid, Resource }) => [Sid, Resource]),
    expected: [
      ["OwnPrincipalsAndResources", ["*"]],
      ["ImagesOfOtherAccounts", ["arn:aws:ecr:ap-northeast-1:111122223333:repository/*"]],
    ],
  },
  {
    what: "no interface endpoints",
    stack: "prod",
    changes: { "network.interfaceEndpoints": [] },
    effect: (graph) => [
      namesOf(graph, ENDPOINT),
      graph.resources.filter(({ name }) => name.includes("vpce")).map(({ name }) => name),
    ],
    expected: [["recovery-s3", "vpc-s3"], []],
  },
  {
    what: "an adopted network",
    stack: "dev",
    changes: {
      "network.adopt": {
        vpcId: "vpc-0123456789abcdef0",
        publicSubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
        appSubnetIds: ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"],
        dataSubnetIds: ["subnet-0123456789abcdef4", "subnet-0123456789abcdef5"],
        s3PrefixListId: "pl-0123456789abcdef0",
      },
    },
    effect: (graph) => [
      count(graph, "aws:ec2/vpc:Vpc"),
      graph.one("aws:ec2/securityGroup:SecurityGroup", "groups-app").inputs.vpcId,
    ],
    expected: [0, "vpc-0123456789abcdef0"],
  },
  {
    what: "a region whose CloudFront addresses the stack file names",
    stack: "dev",
    changes: {
      "aws:region": "us-west-2",
      "network.availabilityZones": ["us-west-2a", "us-west-2b"],
      "network.cloudFrontPrefixListId": "pl-0123456789abcdef0",
    },
    effect: (graph) => graph.one(INGRESS, "groups-cloudfront-to-alb-443-ingress").inputs.prefixListId,
    expected: "pl-0123456789abcdef0",
  },
  {
    what: "a VPC origin",
    stack: "prod",
    changes: { "edge.originMode": "vpcOrigin" },
    effect: (graph) => [
      count(graph, "aws:cloudfront/vpcOrigin:VpcOrigin"),
      graph.one("aws:lb/loadBalancer:LoadBalancer").inputs.internal,
    ],
    expected: [1, true],
  },
  {
    what: "a firewall that only counts",
    stack: "prod",
    changes: { "edge.wafMode": "count" },
    effect: (graph) => wafRules(graph).filter(({ overrideAction }) => object(overrideAction).none !== undefined),
    expected: [],
  },
  {
    what: "countries",
    stack: "prod",
    changes: { "edge.geoAllow": ["JP"] },
    effect: (graph) => wafRules(graph).length,
    expected: 7,
  },
  {
    what: "the way back to TLS 1.2 at the load balancer",
    stack: "prod",
    changes: { "edge.albTlsPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" },
    effect: (graph) => graph.one("aws:lb/listener:Listener").inputs.sslPolicy,
    expected: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  },
  {
    what: "a rotated origin secret",
    stack: "prod",
    changes: { "edge.originSecretGeneration": 2 },
    effect: (graph) => graph.one(DISTRIBUTION).secretInputs,
    expected: ["origins[0].customHeaders[0].value"],
  },
  ...(["ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"] as const).map((strategy) => ({
    what: `deployment ${strategy}`,
    stack: "prod" as const,
    changes: { "service.deployment": strategy },
    effect: strategyOf,
    expected: strategy,
  })),
  ...(["off", "forecastOnly", "on"] as const).map((predictive) => ({
    what: `prediction ${predictive}`,
    stack: "prod" as const,
    changes: { "service.predictive": predictive },
    effect: prediction,
    expected: { off: [], forecastOnly: ["ForecastOnly"], on: ["ForecastAndScale"] }[predictive],
  })),
  {
    what: "no night stop",
    stack: "dev",
    changes: { "service.nightStop": null },
    effect: (graph) => count(graph, SCHEDULE),
    expected: 0,
  },
  {
    what: "requests as a measure of load",
    stack: "dev",
    changes: { "service.scaling.requestsPerTarget": 600 },
    effect: followed,
    expected: { "app-scaling-cpu": 60, "app-scaling-requests": 600 },
  },
  {
    what: "memory as a measure of load",
    stack: "dev",
    changes: { "service.scaling.memory": 55 },
    effect: followed,
    expected: { "app-scaling-cpu": 60, "app-scaling-memory": 55 },
  },
  {
    what: "no collector",
    stack: "dev",
    changes: { "observability.collectorImage": null },
    effect: image,
    expected: ["app"],
  },
  {
    what: "an image built by the deployment",
    stack: "dev",
    changes: { "service.build": { context: "./app" } },
    effect: (graph) => count(graph, "awsx:ecr:Image"),
    expected: 1,
  },
];

describeVariations("of the network, the edge or the compute tier", VARIATIONS);
