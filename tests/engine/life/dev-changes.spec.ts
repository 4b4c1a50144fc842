import { describeChanges, describeRefusals } from "./support/changes";

const IMAGE = `123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/kumiki-dev/app@sha256:${"1".repeat(64)}`;

/** What lists the subnets, and follows when there is one more or one less. */
const SUBNETS_CHANGE = [
  "update aws:ec2:NetworkAcl vpc-app-acl: subnetIds",
  "update aws:ec2:NetworkAcl vpc-data-acl: subnetIds",
  "update aws:ec2:NetworkAcl vpc-public-acl: subnetIds",
  "update aws:ec2:VpcEndpoint vpc-s3: routeTableIds",
  "update aws:ecs:Service app: networkConfiguration",
  "update aws:ecs:Service worker: networkConfiguration",
  "update aws:elasticache:SubnetGroup cache-subnets: subnetIds",
  "update aws:lambda:Function bootstrap-function-function: vpcConfig",
  "update aws:lambda:Function export-extract-function: vpcConfig",
  "update aws:lb:LoadBalancer kumiki-alb: subnets",
  "update aws:rds:SubnetGroup db-region-subnets: subnetIds",
];

const RENAME_EDGE = [
  ['    "edge",\n', '    "front",\n'],
  ["    options,\n", '    { ...options, aliases: [{ name: "edge" }] },\n'],
] as const;

/** What has the name in its tags; nothing else of the edge notices. */
const EDGE_RENAMED = [
  "update aws:cloudfront:Distribution front-distribution: tags",
  "update aws:cloudwatch:LogDelivery front-logging-delivery: tags",
  "update aws:cloudwatch:LogDeliveryDestination front-logging-destination: tags",
  "update aws:cloudwatch:LogDeliverySource front-logging-source: tags",
  "update aws:cloudwatch:LogGroup front-firewall-log-group: tags",
  "update aws:cloudwatch:LogGroup front-logging-group: tags",
  "update aws:wafv2:WebAcl front-firewall-acl: tags, visibilityConfig",
];

describeChanges("dev", [
  { what: "a tag", changes: { costCenter: "CC-4711" }, steps: /^update \S+ \S+(: (tags|labels))?$/ },
  {
    what: "the image of the application",
    previewed: true,
    changes: { "service.image": IMAGE },
    steps: [
      "replace, new one first, aws:ecs:TaskDefinition app-task: containerDefinitions",
      "replace, new one first, aws:ecs:TaskDefinition migrate-task: containerDefinitions",
      "replace, new one first, aws:ecs:TaskDefinition worker-task: containerDefinitions",
      "update aws:ecs:Service app: taskDefinition",
      "update aws:ecs:Service worker: taskDefinition",
    ],
  },
  {
    what: "the size of its task",
    changes: { "service.cpu": 512, "service.memory": 2048 },
    steps: [
      "replace, new one first, aws:ecs:TaskDefinition app-task: containerDefinitions, cpu, memory",
      "replace, new one first, aws:ecs:TaskDefinition worker-task: containerDefinitions, cpu, memory",
      "update aws:ecs:Service app: taskDefinition",
      "update aws:ecs:Service worker: taskDefinition",
    ],
  },
  {
    what: "one more zone",
    previewed: true,
    changes: { "network.availabilityZones": ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"] },
    steps: [
      "create aws:ec2:Route vpc-routing-app-d-internet",
      "create aws:ec2:RouteTable vpc-routing-app-d",
      "create aws:ec2:RouteTableAssociation vpc-routing-app-d-association",
      "create aws:ec2:RouteTableAssociation vpc-routing-data-d-association",
      "create aws:ec2:RouteTableAssociation vpc-routing-public-d-association",
      "create aws:ec2:Subnet vpc-app-d",
      "create aws:ec2:Subnet vpc-data-d",
      "create aws:ec2:Subnet vpc-public-d",
      ...SUBNETS_CHANGE,
    ],
  },
  {
    what: "that zone taken away again",
    after: { "network.availabilityZones": ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"] },
    steps: [
      "delete aws:ec2:Route vpc-routing-app-d-internet",
      "delete aws:ec2:RouteTable vpc-routing-app-d",
      "delete aws:ec2:RouteTableAssociation vpc-routing-app-d-association",
      "delete aws:ec2:RouteTableAssociation vpc-routing-data-d-association",
      "delete aws:ec2:RouteTableAssociation vpc-routing-public-d-association",
      "delete aws:ec2:Subnet vpc-app-d",
      "delete aws:ec2:Subnet vpc-data-d",
      "delete aws:ec2:Subnet vpc-public-d",
      ...SUBNETS_CHANGE,
    ],
  },
  {
    what: "a NAT gateway for each zone",
    changes: { "network.natStrategy": "onePerAz" },
    steps: [
      "create aws:ec2:Eip vpc-routing-nat-c-address",
      "create aws:ec2:NatGateway vpc-routing-nat-c",
      "update aws:ec2:Route vpc-routing-app-c-internet: natGatewayId",
    ],
  },
  {
    what: "the next generation of the secret between edge and origin",
    changes: { "edge.originSecretGeneration": 2 },
    steps: ["update aws:cloudfront:Distribution edge-distribution: origins"],
  },
  {
    what: "a key removed from the stack file",
    changes: { "network.flowLogRetentionDays": undefined },
    steps: [
      "update aws:cloudwatch:LogGroup vpc-dns-queries: retentionInDays",
      "update aws:cloudwatch:LogGroup vpc-flow-group: retentionInDays",
    ],
  },
  {
    what: "how often keys are rotated",
    edits: { "components/governance/keys.ts": [["rotation: 365,", "rotation: 180,"]] },
    steps: [
      "update aws:kms:Key keys-data: rotationPeriodInDays",
      "update aws:kms:Key keys-edge-logs: rotationPeriodInDays",
      "update aws:kms:Key keys-logs: rotationPeriodInDays",
      "update aws:kms:Key keys-messaging: rotationPeriodInDays",
      "update aws:kms:Key keys-pipeline: rotationPeriodInDays",
      "update aws:kms:Key keys-tasks: rotationPeriodInDays",
    ],
  },
  {
    what: "the name of a component that keeps its old one as an alias",
    previewed: true,
    edits: {
      "platform/edge.ts": RENAME_EDGE,
    },
    steps: ["update aws:acm:Certificate front-certificate-certificate: tags", ...EDGE_RENAMED],
  },
  {
    what: "the names of a component and of one inside it, each of which keeps its old one as an alias",
    edits: {
      "platform/edge.ts": RENAME_EDGE,
      "components/network/edge.ts": [
        [
          'this.childName("certificate"),\n      { region: EDGE_REGION, domainName, zoneId, ...this.inherited },\n      this.child(),',
          'this.childName("tls"),\n      { region: EDGE_REGION, domainName, zoneId, ...this.inherited },\n' +
            '      this.child({ aliases: [{ name: this.childName("certificate") }] }),',
        ],
      ],
    },
    steps: ["update aws:acm:Certificate front-tls-certificate: tags", ...EDGE_RENAMED],
  },
]);

describeRefusals("dev", [
  {
    what: "the addresses of its network, because what stands in it would have to move: destroy the stack first",
    changes: { "network.cidrBlock": "10.20.0.0/16" },
    errors: [/Resource\.AlreadyAssociated: nat-\w+ has the same allocationId/],
    wayOut: "destroy",
  },
  {
    what: "the image of the application while its new tasks do not start: ECS rolls back, the run fails, the next one deploys",
    changes: { "service.image": IMAGE },
    faults: [{ urn: "*aws:ecs/service:Service::app", operation: "update", kind: "undo" }],
    errors: [
      /ECS rolled the deployment of service app-\w+ back: it runs \S+\/kumiki-dev-app:1, not \S+\/kumiki-dev-app:2\./,
      /aws ecs describe-services --region ap-northeast-1 --cluster cluster-\w+ --services app-\w+ --query/,
    ],
    // The run that failed has kept what it replaced: ECS went back to it.
    wayOut: {
      again: [
        "delete-replaced aws:ecs:TaskDefinition app-task",
        "delete-replaced aws:ecs:TaskDefinition migrate-task",
        "delete-replaced aws:ecs:TaskDefinition worker-task",
        "update aws:ecs:Service app: taskDefinition",
      ],
    },
  },
]);
