// Proves the rules without an id of their own, which spare a user the words of a component's arguments. Each change is
// made to a valid stack and has to give its text and no other, in both languages.
import { expect } from "chai";
import { minimal, problemsOf, production, type Raw, withValue } from "./fixtures";

const subnets = (count: number) => Array.from({ length: count }, (_, index) => `subnet-0123456789abcde${index}0`);

function adopting(changes: Raw): Raw {
  return withValue(minimal(), "network.adopt", {
    vpcId: "vpc-0123456789abcdef0",
    publicSubnetIds: subnets(2),
    appSubnetIds: subnets(2),
    dataSubnetIds: [],
    s3PrefixListId: "pl-0123456789abcdef0",
    ...changes,
  });
}

const LONG = `${"a".repeat(46)}.example.com`;

const CASES: readonly (readonly [what: string, raw: Raw, path: string, en: string, ja: string])[] = [
  [
    "a login limit above the general one",
    withValue(withValue(minimal(), "edge.rateLimit", 50), "edge.loginRateLimit", 51),
    "edge.loginRateLimit",
    'edge.loginRateLimit must be at most edge.rateLimit (50), got "51".',
    'edge.loginRateLimit には edge.rateLimit（50）以下の値を指定してください（現在の値: "51"）。',
  ],
  [
    "a host name that fits no certificate",
    withValue(minimal(), "domain.name", LONG),
    "domain.name",
    `domain.name must be short enough that "<domain.originLabel>.<domain.name>" fits the 64 characters of a certificate, got "${LONG}".`,
    `domain.name には、"<domain.originLabel>.<domain.name>" が証明書の上限である64文字に収まる値を指定してください（現在の値: "${LONG}"）。`,
  ],
  [
    "a service with two endpoints",
    withValue(minimal(), "network.interfaceEndpoints", ["sqs", "sts", "sqs"]),
    "network.interfaceEndpoints",
    'network.interfaceEndpoints must be a list that names each service once, got "["sqs","sts","sqs"]".',
    'network.interfaceEndpoints には、各サービスを1回だけ挙げたリストを指定してください（現在の値: "["sqs","sts","sqs"]"）。',
  ],
  ...["s3", "dynamodb", "com.amazonaws.ap-northeast-1.logs"].map(
    (service) =>
      [
        `an endpoint for ${service}`,
        withValue(minimal(), "network.interfaceEndpoints", [service]),
        "network.interfaceEndpoints[0]",
        `network.interfaceEndpoints[0] must be the end of an endpoint's name such as "ecr.api" (S3 and DynamoDB have gateway endpoints), got "${service}".`,
        `network.interfaceEndpoints[0] には "ecr.api" のようなエンドポイント名の末尾（S3 と DynamoDB はゲートウェイエンドポイントを使用）を指定してください（現在の値: "${service}"）。`,
      ] as const,
  ),
  [
    "a firewall without names",
    withValue(minimal(), "network.dnsFirewallAllowDomains", []),
    "network.dnsFirewallAllowDomains",
    'network.dnsFirewallAllowDomains must be a list of at least one domain while network.dnsFirewall is "alert", got "[]".',
    'network.dnsFirewallAllowDomains には、network.dnsFirewall が "alert" の場合は1つ以上のドメインのリストを指定してください（現在の値: "[]"）。',
  ],
  [
    "an adopted network with one public subnet",
    adopting({ publicSubnetIds: subnets(1) }),
    "network.adopt.publicSubnetIds",
    'network.adopt.publicSubnetIds must be 2 to 6 subnets in different zones for the load balancer, got "["subnet-0123456789abcde00"]".',
    'network.adopt.publicSubnetIds には、ロードバランサーのために異なるゾーンのサブネットを2つから6つ並べたリストを指定してください（現在の値: "["subnet-0123456789abcde00"]"）。',
  ],
  [
    "an adopted network with more public subnets than a load balancer takes",
    adopting({ publicSubnetIds: subnets(7) }),
    "network.adopt.publicSubnetIds",
    `network.adopt.publicSubnetIds must be 2 to 6 subnets in different zones for the load balancer, got "${JSON.stringify(subnets(7))}".`,
    `network.adopt.publicSubnetIds には、ロードバランサーのために異なるゾーンのサブネットを2つから6つ並べたリストを指定してください（現在の値: "${JSON.stringify(subnets(7))}"）。`,
  ],
  [
    "an adopted network without a place for tasks",
    adopting({ appSubnetIds: [] }),
    "network.adopt.appSubnetIds",
    'network.adopt.appSubnetIds must be at least one subnet for the tasks, got "[]".',
    'network.adopt.appSubnetIds には、タスクのための1つ以上のサブネットを指定してください（現在の値: "[]"）。',
  ],
  [
    "an id with as many digits as no id has",
    adopting({ vpcId: "vpc-0123456789" }),
    "network.adopt.vpcId",
    'network.adopt.vpcId must be an id such as "vpc-0123456789abcdef0", got "vpc-0123456789".',
    'network.adopt.vpcId には "vpc-0123456789abcdef0" のような IDを指定してください（現在の値: "vpc-0123456789"）。',
  ],
  [
    "a zone no region has",
    withValue(minimal(), "network.availabilityZones", ["ap-northeast-1a", "ap-northeast-1g"]),
    "network.availabilityZones[1]",
    'network.availabilityZones[1] must be the name of an availability zone such as "ap-northeast-1a", got "ap-northeast-1g".',
    'network.availabilityZones[1] には "ap-northeast-1a" のようなアベイラビリティーゾーン名を指定してください（現在の値: "ap-northeast-1g"）。',
  ],
  [
    "copies into the region they come from",
    withValue(withValue(production(), "storage.replicate", ["lake"]), "dr.region", "ap-northeast-1"),
    "dr.region",
    'dr.region must be another region than aws:region, got "ap-northeast-1".',
    'dr.region には aws:region とは異なるリージョンを指定してください（現在の値: "ap-northeast-1"）。',
  ],
  [
    "a night that begins at no minute",
    withValue(minimal(), "service.nightStop", { stop: "cron(A 20 * * ? *)", start: "cron(0 8 * * ? *)" }),
    "service.nightStop.stop",
    'service.nightStop.stop must be a cron expression of EventBridge such as "cron(0 20 * * ? *)", got "cron(A 20 * * ? *)".',
    'service.nightStop.stop には "cron(0 20 * * ? *)" のような EventBridge の cron 式を指定してください（現在の値: "cron(A 20 * * ? *)"）。',
  ],
  [
    "a health check with an endless path",
    withValue(minimal(), "service.healthCheckPath", `/${"h".repeat(1024)}`),
    "service.healthCheckPath",
    `service.healthCheckPath must be a path such as "/healthz", got "/${"h".repeat(1024)}".`,
    `service.healthCheckPath には "/healthz" のようなパスを指定してください（現在の値: "/${"h".repeat(1024)}"）。`,
  ],
];

describe("the configuration refuses", () => {
  for (const [what, raw, path, en, ja] of CASES) {
    it(what, () => {
      expect(problemsOf(raw).map((problem) => [problem.path, problem.message, problem.messageJa])).to.deep.equal([
        [path, en, ja],
      ]);
    });
  }
});

describe("the configuration accepts", () => {
  const accepted: readonly (readonly [what: string, raw: Raw])[] = [
    ["a login limit as high as the general one", withValue(minimal(), "edge.loginRateLimit", 2000)],
    ["the longest host name", withValue(minimal(), "domain.name", LONG.slice(1))],
    ["a firewall without names that is off", withFirewallOff()],
    [
      "an adopted network with six public subnets and one for tasks",
      adopting({ publicSubnetIds: subnets(6), appSubnetIds: subnets(1) }),
    ],
    ["the sixth zone", withValue(minimal(), "network.availabilityZones", ["ap-northeast-1a", "ap-northeast-1f"])],
    ["the own region for recovery where nothing is copied", withValue(minimal(), "dr.region", "ap-northeast-1")],
    ["the longest path of a health check", withValue(minimal(), "service.healthCheckPath", `/${"h".repeat(1023)}`)],
  ];
  for (const [what, raw] of accepted) {
    it(what, () => expect(problemsOf(raw)).to.deep.equal([]));
  }

  it("one public subnet where the load balancer stands in private ones, which have to be two then", () => {
    const inside = (changes: Raw) => withValue(adopting(changes), "edge.originMode", "vpcOrigin");
    expect(problemsOf(inside({ publicSubnetIds: subnets(1) }))).to.deep.equal([]);
    expect(problemsOf(inside({ appSubnetIds: subnets(1) })).map(({ path }) => path)).to.deep.equal([
      "network.adopt.appSubnetIds",
    ]);
  });
});

function withFirewallOff(): Raw {
  return withValue(withValue(minimal(), "network.dnsFirewall", "off"), "network.dnsFirewallAllowDomains", []);
}
