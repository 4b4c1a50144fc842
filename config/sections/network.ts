import { awsId, cidr, logRetentionDays, zoneName } from "../formats";
import { key } from "../key";
import { messages } from "../messages";
import { choice, flag, group, integer, list, matching } from "../values";

/** What the application talks to: the APIs of both clouds. Anything else is a name somebody has to add deliberately. */
const DNS_ALLOW_LIST = ["*.amazonaws.com", "*.api.aws", "*.googleapis.com"];

const subnetIds = (tier: string) => key(`The ${tier} subnets, one per zone.`, list(awsId("subnet")));

export const network = group({
  cidrBlock: key(
    "The address range of the VPC. What stands in it cannot move: to change it, destroy the stack first.",
    cidr().default("10.0.0.0/16"),
    {
      allowed: "a private IPv4 block from /16 to /20",
      refusal: messages.E06,
    },
  ),
  availabilityZones: key("The zones by name. Each keeps its address slot whatever the order.", list(zoneName()), {
    allowed: "2 or 3 zones of the region",
  }),
  zoneIds: key(
    "The zone ids behind the names, which differ from account to account (aws ec2 describe-availability-zones).",
    list(
      matching(/^[a-z]{3,4}\d-az\d$/, {
        en: 'a zone id such as "apne1-az4"',
        ja: ' "apne1-az4" のようなゾーン ID',
      }),
    ).default([]),
    { addition: "VPC origins exclude one physical zone, which only its id identifies (E32)." },
  ),
  natStrategy: key(
    "How the application reaches the internet: not at all, through one zone, or through its own zone.",
    choice(["none", "single", "onePerAz"]).default("single"),
  ),
  interfaceEndpoints: key(
    "AWS services reached through an interface endpoint instead of NAT, such as ecr.api.",
    list(
      matching(/^(?!com\.amazonaws\.|(?:s3|dynamodb)$)[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/, {
        en: 'the end of an endpoint\'s name such as "ecr.api" (S3 and DynamoDB have gateway endpoints)',
        ja: ' "ecr.api" のようなエンドポイント名の末尾（S3 と DynamoDB はゲートウェイエンドポイントを使用）',
      }),
    ).default([]),
  ),
  dnsFirewall: key(
    "What happens to DNS queries outside the allow-list.",
    choice(["off", "alert", "block"]).default("alert"),
  ),
  dnsFirewallAllowDomains: key(
    "The names that may be resolved; a leading *. covers every name below.",
    list(
      matching(/^(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]{2,63}$/, {
        en: 'a domain such as "*.example.com"',
        ja: ' "*.example.com" のようなドメイン',
      }),
    ).default(DNS_ALLOW_LIST),
    { addition: "Every application calls other parties; the list must not need a code change." },
  ),
  cloudFrontPrefixListId: key(
    "The prefix list of the addresses CloudFront calls from, where the code does not know the one of the region.",
    awsId("pl").optional(),
    {
      addition:
        "The ids differ from region to region, and looking one up needs credentials; the code knows those of Tokyo and Osaka.",
    },
  ),
  flowLogRetentionDays: key("How long VPC flow logs are kept.", logRetentionDays().default(30), { unit: "days" }),
  adopt: key(
    "An existing network to use instead of creating one, given by its ids.",
    group({
      vpcId: key("The VPC.", awsId("vpc")),
      publicSubnetIds: subnetIds("public"),
      appSubnetIds: subnetIds("application"),
      dataSubnetIds: subnetIds("data"),
      s3PrefixListId: key("The prefix list of S3 in the region, for the security groups.", awsId("pl"), {
        addition: "The network's own gateway endpoint would give it; an adopted network has no output to read.",
      }),
    }).optional(),
  ),
});

export const edge = group({
  originMode: key(
    "Whether the load balancer stands in public subnets, open to CloudFront only, or in private ones.",
    choice(["publicAlb", "vpcOrigin"]).default("publicAlb"),
  ),
  minimumTls: key(
    "The security policy CloudFront requires of clients; older ones fail the encryption policies.",
    choice(["TLSv1.3_2025"]).default("TLSv1.3_2025"),
  ),
  albTlsPolicy: key(
    "The security policy of the load balancer. The second one admits TLS 1.2, should CloudFront fail with the first.",
    choice(["ELBSecurityPolicy-TLS13-1-3-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"]).default(
      "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
    ),
  ),
  originSecretGeneration: key(
    "Where the secret that CloudFront identifies itself with is in its rotation: two deployments, each one number higher.",
    integer(1, 9999).default(1),
    { addition: "A secret that cannot be rotated from the stack file is never rotated." },
  ),
  waitForDeployment: key("Wait until every edge location has a change, which takes minutes.", flag().default(true), {
    addition: "Row 1.1-1 of the design gives dev and prod different values.",
  }),
  rateLimit: key("Requests one address may make before it is blocked.", integer(10, 2_000_000).default(2000), {
    unit: "requests per 5 minutes",
  }),
  loginRateLimit: key("The same for /login, where passwords are guessed.", integer(10, 2_000_000).default(100), {
    unit: "requests per 5 minutes",
  }),
  wafMode: key("Whether the web firewall blocks or only counts.", choice(["block", "count"]).default("block")),
  geoAllow: key(
    "The countries served, by ISO 3166-1 code; an empty list serves all.",
    list(
      matching(/^[A-Z]{2}$/, {
        en: 'a two-letter country code such as "JP"',
        ja: ' "JP" のような2文字の国コード',
      }),
    ).default([]),
    { addition: "Argument of the component; where a service may be offered is no matter of code." },
  ),
});
