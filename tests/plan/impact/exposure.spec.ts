import { expect } from "chai";
import type { PlainObject } from "../../../plan/graph";
import { judgeExposure } from "../../../plan/impact/exposure/exposure";
import type { Step } from "../../../plan/impact/steps";
import { created, deleted, replaced, updated, verdict } from "./plans";

const ACCOUNT_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const DOMAIN = "aws:opensearch/domain:Domain";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const LISTENER = "aws:lb/listener:Listener";
const POOL = "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider";

const rule = (extra: PlainObject): PlainObject => ({ ipProtocol: "tcp", fromPort: 443, toPort: 443, ...extra });
const certificate = (minimumProtocolVersion: string) => ({ viewerCertificate: { minimumProtocolVersion } });
const blocks = (value: boolean) => ({
  blockPublicAcls: value,
  blockPublicPolicy: value,
  ignorePublicAcls: value,
  restrictPublicBuckets: value,
});
const UNBLOCKED = [
  "public access lists can be set again",
  "public policies can be set again",
  "public access lists count again",
  "a public policy lets everybody in again",
];

/** Title, steps, sentences. */
const CASES: readonly (readonly [string, Step[], readonly string[]])[] = [
  ["rule for everybody", created(INGRESS, rule({ cidrIpv4: "0.0.0.0/0" })), ["admits 0.0.0.0/0 on tcp 443"]],
  ["rule for everybody on IPv6", created(INGRESS, rule({ cidrIpv6: "::/0" })), ["admits ::/0 on tcp 443"]],
  [
    "rule for a public range on all ports",
    created(INGRESS, { ipProtocol: "-1", cidrIpv4: "203.0.113.0/24" }),
    ["admits 203.0.113.0/24 on every port"],
  ],
  [
    "rule for several ports",
    created(INGRESS, rule({ cidrIpv4: "8.8.8.8/32", toPort: 444 })),
    ["admits 8.8.8.8/32 on tcp 443-444"],
  ],
  [
    "rule that turns public",
    updated(INGRESS, rule({ cidrIpv4: "10.0.0.0/8" }), rule({ cidrIpv4: "0.0.0.0/0" })),
    ["admits 0.0.0.0/0 on tcp 443"],
  ],
  ["rule for a private range", created(INGRESS, rule({ cidrIpv4: "10.0.0.0/8" })), []],
  ["rule for a local range of IPv6", created(INGRESS, rule({ cidrIpv6: "fd00::/8" })), []],
  ["rule for another group", created(INGRESS, rule({ referencedSecurityGroupId: "sg-1" })), []],
  [
    "public rule that stays as it is",
    updated(INGRESS, rule({ cidrIpv4: "0.0.0.0/0" }), rule({ cidrIpv4: "0.0.0.0/0", description: "a" })),
    [],
  ],
  ["public rule that goes", deleted(INGRESS, rule({ cidrIpv4: "0.0.0.0/0" })), []],
  [
    "rule written into a group",
    updated(
      GROUP,
      { ingress: [] },
      { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"] }] },
    ),
    ["admits 0.0.0.0/0 on tcp 22"],
  ],
  [
    "rule of the default group",
    created("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", {
      ingress: [{ protocol: "-1", ipv6CidrBlocks: ["::/0"] }],
    }),
    ["admits ::/0 on every port"],
  ],
  [
    "egress rule",
    created("aws:ec2/securityGroupRule:SecurityGroupRule", {
      type: "egress",
      protocol: "-1",
      cidrBlocks: ["0.0.0.0/0"],
    }),
    [],
  ],
  [
    "ingress rule of its own",
    created("aws:ec2/securityGroupRule:SecurityGroupRule", {
      type: "ingress",
      protocol: "-1",
      cidrBlocks: ["0.0.0.0/0"],
    }),
    ["admits 0.0.0.0/0 on every port"],
  ],
  [
    "subnet with public addresses",
    updated("aws:ec2/subnet:Subnet", {}, { mapPublicIpOnLaunch: true }),
    ["gives whatever starts in it a public address"],
  ],
  [
    "service with public addresses",
    updated(
      "aws:ecs/service:Service",
      { networkConfiguration: {} },
      { networkConfiguration: { assignPublicIp: true } },
    ),
    ["gives its tasks public addresses"],
  ],
  ["load balancer on the internet", created("aws:lb/loadBalancer:LoadBalancer", {}), ["answers from the internet"]],
  ["internal load balancer", created("aws:lb/loadBalancer:LoadBalancer", { internal: true }), []],
  [
    "load balancer that becomes public",
    replaced("aws:lb/loadBalancer:LoadBalancer", { internal: true }, { internal: false }),
    ["answers from the internet"],
  ],
  [
    "listener in plain text",
    created(LISTENER, { protocol: "HTTP", port: 8080, defaultActions: [{ type: "forward" }] }),
    ["takes requests in plain text on port 8080"],
  ],
  [
    "listener that sends to TLS",
    created(LISTENER, { protocol: "HTTP", port: 80, defaultActions: [{ type: "redirect" }] }),
    [],
  ],
  [
    "listener with older TLS",
    updated(
      LISTENER,
      { sslPolicy: "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09" },
      { sslPolicy: "ELBSecurityPolicy-2016-08" },
    ),
    ["accepts TLS older than 1.2"],
  ],
  [
    "listener with another strict policy",
    updated(
      LISTENER,
      { sslPolicy: "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09" },
      { sslPolicy: "ELBSecurityPolicy-TLS-1-2-2017-01" },
    ),
    [],
  ],
  [
    "function for everybody",
    created("aws:lambda/permission:Permission", { principal: "*" }),
    ["may be invoked by everybody"],
  ],
  ["function for a service", created("aws:lambda/permission:Permission", { principal: "events.amazonaws.com" }), []],
  [
    "open function URL",
    created("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "NONE" }),
    ["may be invoked by everybody who knows its address"],
  ],
  ["domain out of its network", replaced(DOMAIN, { vpcOptions: {} }, {}), ["has its endpoint on the internet"]],
  ["domain in a network", created(DOMAIN, { vpcOptions: { subnetIds: [] } }), []],
  [
    "database with a public address",
    updated("aws:rds/clusterInstance:ClusterInstance", {}, { publiclyAccessible: true }),
    ["has a public address"],
  ],
  [
    "instance with a public address",
    created("aws:rds/instance:Instance", { publiclyAccessible: true }),
    ["has a public address"],
  ],
  [
    "bucket for everybody",
    updated("aws:s3/bucket:Bucket", { acl: "private" }, { acl: "public-read" }),
    ["is readable by everybody, by the access list public-read"],
  ],
  [
    "access list for every account",
    created("aws:s3/bucketAcl:BucketAcl", { acl: "authenticated-read" }),
    ["is readable by everybody, by the access list authenticated-read"],
  ],
  [
    "edge that answers in plain text",
    updated(
      DISTRIBUTION,
      { defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" } },
      { defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" } },
    ),
    ["answers in plain text"],
  ],
  [
    "edge that answers one path in plain text",
    updated(DISTRIBUTION, {}, { orderedCacheBehaviors: [{ viewerProtocolPolicy: "allow-all" }] }),
    ["answers in plain text"],
  ],
  [
    "edge without its firewall",
    updated(DISTRIBUTION, { webAclId: "arn:acl" }, { webAclId: "" }),
    ["no firewall stands in front of it any more"],
  ],
  ["edge with another firewall", updated(DISTRIBUTION, { webAclId: "arn:acl" }, { webAclId: "arn:other" }), []],
  [
    "edge with older TLS",
    updated(DISTRIBUTION, certificate("TLSv1.3_2025"), certificate("TLSv1.1_2016")),
    ["accepts TLS older than 1.2"],
  ],
  ["edge with TLS 1.2", updated(DISTRIBUTION, certificate("TLSv1.3_2025"), certificate("TLSv1.2_2021")), []],
  ["edge that goes with its firewall", deleted(DISTRIBUTION, { webAclId: "arn:acl" }), []],
  [
    "cache in plain text",
    updated(
      "aws:elasticache/replicationGroup:ReplicationGroup",
      { transitEncryptionEnabled: true },
      { transitEncryptionEnabled: false },
    ),
    ["talks in plain text"],
  ],
  [
    "domain without its checks",
    updated(
      DOMAIN,
      {
        vpcOptions: {},
        advancedSecurityOptions: { enabled: true },
        domainEndpointOptions: { enforceHttps: true },
        nodeToNodeEncryption: { enabled: true },
      },
      { vpcOptions: {} },
    ),
    ["no longer asks who calls (fine-grained access control)", "answers in plain text", "its nodes talk in plain text"],
  ],
  [
    "database in plain text",
    replaced("aws:rds/cluster:Cluster", { storageEncrypted: true }, { storageEncrypted: false }),
    ["keeps its data in plain text"],
  ],
  [
    "proxy in plain text",
    updated("aws:rds/proxy:Proxy", { requireTls: true }, {}),
    ["takes connections in plain text"],
  ],
  ["bucket without its block", updated(BLOCK, blocks(true), blocks(false)), UNBLOCKED],
  ["block of a bucket that goes", deleted(BLOCK, blocks(true)), UNBLOCKED],
  ["block of the account that goes", deleted(ACCOUNT_BLOCK, blocks(true)), UNBLOCKED],
  ["block that comes", updated(BLOCK, blocks(false), blocks(true)), []],
  [
    "pool that takes any identity",
    updated(POOL, { attributeCondition: "attribute.role == 'a'" }, {}),
    ["any identity of the issuer is let into the pool"],
  ],
  [
    "Google role for everybody",
    created("gcp:bigquery/datasetIamMember:DatasetIamMember", { member: "allUsers", role: "roles/viewer" }),
    ["grants roles/viewer to allUsers"],
  ],
  [
    "Google roles for every account",
    created("gcp:projects/iAMBinding:IAMBinding", {
      members: ["allAuthenticatedUsers", "user:a"],
      role: "roles/viewer",
    }),
    ["grants roles/viewer to allAuthenticatedUsers"],
  ],
  [
    "Google role for one",
    created("gcp:projects/iAMMember:IAMMember", { member: "user:a@example.com", role: "roles/viewer" }),
    [],
  ],
];

describe("what a change lets in", () => {
  for (const [title, steps, said] of CASES) {
    it(`by a ${title}: ${said.length === 0 ? "nothing" : said.join(", ")}`, () => {
      expect(verdict(judgeExposure, steps)).to.deep.equal(said.map((text) => `exposure: ${text}`));
    });
  }
});
