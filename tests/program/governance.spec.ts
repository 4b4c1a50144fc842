import { expect } from "chai";
import { STACK_TYPE } from "../../plan/graph";
import { MANDATORY_TAGS } from "../../policies/lib/facts/tags";
import { policyOf } from "../support/platform";
import { bothStacks, STACKS } from "../support/stacks";
import { expectWellFormed } from "../support/structure";

// Both stacks' keys, roles, tags and places; what IAM makes of a document shows on a real account only.

const ROLE = "aws:iam/role:Role";
const KEY = "aws:kms/key:Key";

/** Actions that no policy can limit to a resource, by the services' own tables, or whose resource nobody knows before. */
const WITHOUT_RESOURCE = [
  "backup:CopyFromBackupVault", // a backup bears the name its service gives it; limited by where it is copied to
  "ec2:AssignPrivateIpAddresses", // interfaces of functions; limited to Lambda itself
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
  "ecr:GetAuthorizationToken",
  "elasticloadbalancing:DescribeListeners",
  "elasticloadbalancing:DescribeRules",
  "elasticloadbalancing:DescribeTargetGroups",
  "elasticloadbalancing:DescribeTargetHealth",
  "logs:GetQueryResults",
  "logs:StopQuery",
  "cloudwatch:GetMetricData",
  "cloudwatch:GetMetricStatistics",
  "secretsmanager:GetRandomPassword",
  "tag:GetResources",
  "xray:BatchGetTraces",
  "xray:GetServiceGraph",
  "xray:GetTraceSummaries",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
];

describe("the governance of the platform", () => {
  const platform = bothStacks();

  for (const stack of STACKS) {
    it(`${stack} parents and names every resource after its component`, () => {
      expectWellFormed(platform(stack), MANDATORY_TAGS);
    });

    it(`${stack} tags whatever can be tagged with who answers and who pays (6.2-1)`, () => {
      for (const resource of platform(stack).resources) {
        const tags = resource.inputs.tags;
        if (resource.type.startsWith("aws:") && tags !== undefined) {
          expect(tags, resource.urn).to.include.keys([...MANDATORY_TAGS, "Name", "Component"]);
        }
      }
    });

    it(`${stack} gives every resource one of its two providers`, () => {
      const strays = platform(stack).resources.filter(
        ({ custom, type, provider }) =>
          custom && /^(aws|gcp):/.test(type) && !/::pulumi:providers:(aws|gcp)::(aws|gcp)$/.test(provider ?? ""),
      );
      expect(strays.map(({ urn }) => urn)).to.deep.equal([]);
    });

    it(`${stack} keeps to its regions: Tokyo, the edge's, and Osaka for copies and their network`, () => {
      for (const { region, urn, name } of platform(stack).resources) {
        if (region === "us-east-1") expect(name, urn).to.match(/^(edge|keys-edge-logs|analyzer-us-east-1)/);
        else if (region === "ap-northeast-3") expect(name, urn).to.match(/replica|^recovery-|^analyzer-ap-northeast-3/);
        else expect(region ?? "ap-northeast-1", urn).to.equal("ap-northeast-1");
      }
    });

    it(`${stack} grants no action by pattern, and every resource only where nothing else is possible (2.2-1, N16)`, () => {
      for (const policy of platform(stack).ofType("aws:iam/rolePolicy:RolePolicy")) {
        for (const { Sid, Action, Resource } of policyOf(policy).Statement) {
          expect(
            Action.filter((action) => action.includes("*")),
            `${policy.urn} ${Sid}`,
          ).to.deep.equal([]);
          if (Resource?.includes("*")) expect(WITHOUT_RESOURCE, `${policy.urn} ${Sid}`).to.include.members(Action);
        }
      }
    });

    it(`${stack} trusts services for its own account only (2.2-1)`, () => {
      const account = stack === "dev" ? "123456789012" : "210987654321";
      for (const role of platform(stack).ofType(ROLE)) {
        if (role.name.startsWith("people-")) continue;
        for (const { Condition } of policyOf(role, "assumeRolePolicy").Statement) {
          const limit = Condition?.StringEquals ?? Condition?.StringEqualsIfExists;
          expect(limit?.["aws:SourceAccount"], role.urn).to.equal(account);
        }
        expect(role.inputs.maxSessionDuration, role.urn).to.equal(3600);
      }
    });

    it(`${stack} attaches no managed policy to a workload's role and creates no user or key to log in with (2.2-3, N10)`, () => {
      const graph = platform(stack);
      const exclusive = graph.ofType("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive");
      expect(exclusive.map(({ inputs }) => inputs.roleName)).to.have.members(graph.ofType(ROLE).map(({ id }) => id));
      const workloads = exclusive.filter(({ name }) => !name.startsWith("people-"));
      expect(workloads.every(({ inputs }) => JSON.stringify(inputs.policyArns) === "[]")).to.equal(true);
      const logins = graph.resources.filter(({ type }) =>
        /iam\/(user|accessKey)|serviceaccount\/key|hmacKey/i.test(type),
      );
      expect(logins).to.deep.equal([]);
    });

    it(`${stack} rotates every key, and lets root administer but not read (2.3-1)`, () => {
      for (const key of platform(stack).ofType(KEY)) {
        expect([key.inputs.enableKeyRotation, key.inputs.rotationPeriodInDays], key.urn).to.deep.equal([true, 365]);
        for (const { Action, Condition, Principal } of policyOf(key).Statement) {
          const reads = Action.some((action) => action === "kms:*" || action.startsWith("kms:Decrypt"));
          if (reads && JSON.stringify(Principal).includes(":root")) {
            // The scheduler decrypts in the role of a schedule, through no service: then it is that schedule's input.
            expect(JSON.stringify(Condition), key.urn).to.match(/kms:ViaService|kms:EncryptionContext:aws:scheduler/);
          }
        }
      }
    });

    it(`${stack} encrypts every log group and keeps none for ever (2.3-1)`, () => {
      for (const { inputs, urn, region } of platform(stack).ofType("aws:cloudwatch/logGroup:LogGroup")) {
        expect(String(inputs.kmsKeyId), urn).to.match(new RegExp(`^arn:aws:kms:${region}:`));
        expect(inputs.retentionInDays, urn).to.be.greaterThan(0);
      }
    });

    it(`${stack} gives out no secret (N19)`, () => {
      const graph = platform(stack);
      expect(graph.secretOutputs).to.deep.equal([]);
      const shown = graph.resources
        .filter(({ type }) => type !== "random:index/randomPassword:RandomPassword")
        .flatMap(({ urn, secretInputs }) => secretInputs.map((path) => `${urn.split("::").at(-1)} ${path}`));
      const rule = stack === "dev" ? "app-lb-rule" : "app-lb-shifting-rule";
      // RDS keeps no password for a global database: the state has the one it was made with, rotated away at once.
      const master = stack === "dev" ? [] : ["db-cluster masterPassword", "db-master-first secretString"];
      expect(shown).to.have.members([
        ...master,
        "edge-distribution origins[0].customHeaders[0].value",
        `${rule} conditions[0].httpHeader.values[0]`,
        `${rule} conditions[0].httpHeader.values[1]`,
      ]);
    });

    it(`${stack} is one stack resource and components below it`, () => {
      const graph = platform(stack);
      const root = graph.one(STACK_TYPE);
      const top = graph.childrenOf(root.urn).map(({ name }) => name);
      const everywhere =
        "analytics analyzer analyzer-us-east-1 app aws bootstrap cache cluster database-setup db edge export gcp groups images keys " +
        "kumiki lake migrate origin origin-secret people search search-setup store vpc worker workload-boundary";
      const inProd = "analyzer-ap-northeast-3 backup db-rotation endpoints recovery recovery-groups";
      expect(top).to.have.members(`${everywhere}${stack === "prod" ? ` ${inProd}` : ""}`.split(" "));
    });
  }

  it("dev deletes keys in a week, prod in a month and only after its protection is lifted (2.3-1)", () => {
    const keys = (stack: "dev" | "prod") =>
      platform(stack)
        .ofType(KEY)
        .map(({ inputs, options }) => [inputs.deletionWindowInDays, options.protect ?? false]);
    expect(new Set(keys("dev").map(String))).to.deep.equal(new Set(["7,false"]));
    expect(new Set(keys("prod").map(String))).to.deep.equal(new Set(["30,true"]));
  });

  it("prod keeps replicas of the keys its copies need, dev has none (2.3-1)", () => {
    const replicas = (stack: "dev" | "prod") =>
      platform(stack)
        .ofType("aws:kms/replicaKey:ReplicaKey")
        .map(({ name }) => name);
    expect([replicas("dev"), replicas("prod").sort()]).to.deep.equal([
      [],
      ["keys-backup-replica", "keys-data-replica", "keys-logs-replica"],
    ]);
  });

  it("prod protects its load balancer against deletion, dev does not (1.2-3)", () => {
    const flag = (stack: "dev" | "prod") =>
      platform(stack).one("aws:lb/loadBalancer:LoadBalancer").inputs.enableDeletionProtection;
    expect([flag("dev"), flag("prod")]).to.deep.equal([false, true]);
  });
});
