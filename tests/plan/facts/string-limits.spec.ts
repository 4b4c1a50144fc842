import { expect } from "chai";
import { allowedValuesOf, stringLimitsOf } from "../../../plan/facts";
import { STRING_LIMITS } from "../../../plan/facts/string-limits";
import type { PlainValue } from "../../../plan/graph";
import { bothStacks, STACKS } from "../../support/stacks";

/** By type and property: one name the service takes, and names it refuses. */
const SAMPLES: Readonly<Record<string, readonly [good: string, ...bad: string[]]>> = {
  "aws:backup/vault:Vault name": ["nightly_1", "a", "a".repeat(51), "a.b"],
  "aws:cloudwatch/logGroup:LogGroup name": ["/aws/ecs/app#1", "", "a b", "a".repeat(513)],
  "aws:cloudwatch/metricAlarm:MetricAlarm name": ["any text: it is free", "", "a".repeat(256)],
  "aws:ecr/repository:Repository name": ["team/app.web", "a", "Team/app", "team//app", "-app"],
  "aws:ecs/cluster:Cluster name": ["app_1-blue", "", "a.b", "a".repeat(256)],
  "aws:ecs/service:Service name": ["app_1-blue", "", "a b"],
  "aws:ecs/taskDefinition:TaskDefinition family": ["app_1-blue", "a/b"],
  "aws:ec2/securityGroup:SecurityGroup description": ["Web (443) from edge; + $!", "", "naïve", "a'b", "a".repeat(256)],
  "aws:ec2/securityGroup:SecurityGroup name": ["web", "sg-web", ""],
  "aws:elasticache/replicationGroup:ReplicationGroup replicationGroupId": [
    "cache-1",
    "1cache",
    "a--b",
    "a-",
    "a".repeat(41),
  ],
  "aws:iam/policy:Policy name": ["a+b=c,d.e@f-g", "a b", "a".repeat(129)],
  "aws:iam/role:Role name": ["app.task", "a/b", "a".repeat(65)],
  "aws:iam/rolePolicy:RolePolicy name": ["app", "a".repeat(129)],
  "aws:kms/alias:Alias name": ["alias/app/data", "app", "alias/aws/s3", "alias/a b"],
  "aws:lambda/function:Function name": ["load_1-a", "a.b", "a".repeat(65)],
  "aws:lb/loadBalancer:LoadBalancer name": ["edge-1", "-edge", "edge-", "a_b", "a".repeat(33)],
  "aws:lb/targetGroup:TargetGroup name": ["edge-1", "a".repeat(33)],
  "aws:opensearch/domain:Domain domainName": ["logs-1", "lo", "1logs", "Logs", "a".repeat(29)],
  "aws:rds/cluster:Cluster clusterIdentifier": ["db-1", "1db", "db--1", "db-", "a".repeat(64)],
  "aws:rds/clusterInstance:ClusterInstance identifier": ["db-1", "db_1"],
  "aws:s3/bucket:Bucket bucket": ["a.b-c", "ab", "A-b", "a..b", "-ab", "xn--a", "ab-s3alias", "a".repeat(64)],
  "aws:scheduler/schedule:Schedule name": ["night.1_a-b", "a b", "a".repeat(65)],
  "aws:secretsmanager/secret:Secret name": ["app/db_1+=.@-", "a b", "a".repeat(513)],
  "aws:sqs/queue:Queue name": ["jobs.fifo", "jobs.x", "a".repeat(81)],
  "aws:wafv2/webAcl:WebAcl name": ["edge_1-a", "a.b", "a".repeat(129)],
  "gcp:bigquery/dataset:Dataset datasetId": ["export_1", "a-b", ""],
  "gcp:serviceaccount/account:Account accountId": [
    "export-1",
    "short",
    "Export-1",
    "export-",
    "1export",
    "a".repeat(31),
  ],
  "gcp:iam/workloadIdentityPool:WorkloadIdentityPool workloadIdentityPoolId": ["aws-1", "aws", "gcp-aws", "a_bcd"],
};

/** Whether the service takes the text as this name. */
function accepts(type: string, property: string, text: string): boolean {
  const limits = stringLimitsOf(type, property);
  if (!limits) throw new Error(`${type} ${property} has no limits`);
  return text.length >= (limits.minimum ?? 0) && text.length <= limits.maximum && (limits.pattern?.test(text) ?? true);
}

describe("limits of names", () => {
  for (const [key, [good, ...bad]] of Object.entries(SAMPLES)) {
    const [type = "", property = ""] = key.split(" ");
    it(`of ${type} ${property} take what the service takes, and nothing else`, () => {
      expect(accepts(type, property, good), good).to.equal(true);
      for (const one of bad) expect(accepts(type, property, one), one).to.equal(false);
    });
  }

  it("have a sample each", () => {
    const rows = Object.entries(STRING_LIMITS).flatMap(([type, row]) =>
      Object.keys(row).map((name) => `${type} ${name}`),
    );
    expect(Object.keys(SAMPLES).sort()).to.deep.equal(rows.sort());
  });

  it("say in words which characters a pattern takes", () => {
    const wordless = Object.entries(STRING_LIMITS).flatMap(([type, row]) =>
      Object.entries(row)
        .filter(([, { pattern, characters }]) => (pattern === undefined) !== (characters === undefined))
        .map(([name]) => `${type} ${name}`),
    );
    expect(wordless).to.deep.equal([]);
  });

  it("are unknown where nobody has written them down", () => {
    expect(stringLimitsOf("aws:ec2/vpc:Vpc", "cidrBlock")).to.equal(undefined);
    expect(stringLimitsOf("aws:nothing:Here", "name")).to.equal(undefined);
  });

  describe("on both stacks", () => {
    const platform = bothStacks();
    for (const stack of STACKS) {
      it(`${stack} breaks no limit and leaves no closed set`, () => {
        const broken = platform(stack).resources.flatMap(({ type, name, inputs }) =>
          [...texts(inputs)].flatMap(([path, text]) => {
            const limits = stringLimitsOf(type, path);
            const long = limits !== undefined && !accepts(type, path, text);
            const foreign = allowedValuesOf(type, path)?.includes(text) === false;
            return long || foreign ? [`${name} ${path}: ${text}`] : [];
          }),
        );
        expect(broken).to.deep.equal([]);
      });
    }
  });
});

/** Every text with its path, without places in lists. */
function* texts(value: PlainValue, path = ""): Generator<readonly [string, string]> {
  if (typeof value === "string") yield [path, value];
  else if (Array.isArray(value)) for (const item of value) yield* texts(item, path);
  else if (value !== null && typeof value === "object") {
    for (const [key, item] of Object.entries(value)) yield* texts(item, path === "" ? key : `${path}.${key}`);
  }
}
