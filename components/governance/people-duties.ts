import { anyResourceGrant, type Conditions, type Grant } from "../shared/iam";
import { awsArn } from "../shared/naming";

/** What people do here. Each duty has a role of its own; nobody has all of them at once. */
export const DUTIES = ["platform-admin", "operator", "developer-readonly", "auditor"] as const;
export type Duty = (typeof DUTIES)[number];

/** Shows that things exist and how they are set up, but not what is in them: no objects, messages, rows or secrets. */
const VIEW = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess";
/** Shows policies and settings as auditors need them; of data, nothing. */
const AUDIT = "arn:aws:iam::aws:policy/SecurityAudit";

export interface DutyScope {
  readonly accountId: string;
  readonly region: string;
  /** Start of the names of what belongs to the platform. */
  readonly namePrefix: string;
  /** Tags that what belongs to the platform carries, for resources that no name can be known of. */
  readonly tags: Readonly<Record<"Project" | "Environment", string>>;
  /** Whether developers may start the platform's runbooks. */
  readonly developersRunRunbooks: boolean;
}

export interface DutyRights {
  readonly description: string;
  /** Policies AWS keeps up to date as services come and go; they only show. */
  readonly managedPolicies: readonly string[];
  readonly grants: readonly Grant[];
}

/** What a duty may do. Changes of the platform itself belong to the deployment, and to no person. */
export function rightsOf(duty: Duty, scope: DutyScope): DutyRights {
  switch (duty) {
    case "platform-admin":
      return {
        description: "Operates the platform, and keeps its keys, backups and secrets in working order",
        managedPolicies: [VIEW],
        grants: [...reading(scope), ...operating(scope), ...running(scope), ...keeping(scope)],
      };
    case "operator":
      return {
        description: "Keeps the platform running: restarts, scales, fails over, runs runbooks",
        managedPolicies: [VIEW],
        grants: [...reading(scope), ...operating(scope), ...running(scope)],
      };
    case "developer-readonly":
      return {
        description: "Sees how the platform is doing, without the data in it",
        managedPolicies: [VIEW],
        grants: [...reading(scope), ...(scope.developersRunRunbooks ? running(scope) : [])],
      };
    case "auditor":
      return { description: "Reads policies and settings", managedPolicies: [AUDIT], grants: [] };
  }
}

/** Logs, metrics and traces of the platform. */
function reading({ accountId, region, namePrefix }: DutyScope): Grant[] {
  return [
    {
      sid: "ReadLogs",
      actions: ["logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery"],
      resources: [
        awsArn("logs", region, accountId, `log-group:/ecs/${namePrefix}*`),
        awsArn("logs", region, accountId, `log-group:/aws/lambda/${namePrefix}-*`),
        awsArn("logs", region, accountId, `log-group:/aws/rds/*/${namePrefix}-*`),
      ],
    },
    anyResourceGrant("FollowQueries", "A query has no ARN.", ["logs:GetQueryResults", "logs:StopQuery"]),
    anyResourceGrant("ReadMetrics", "Metrics and traces have no ARN.", [
      "cloudwatch:GetMetricData",
      "cloudwatch:GetMetricStatistics",
      "xray:BatchGetTraces",
      "xray:GetServiceGraph",
      "xray:GetTraceSummaries",
    ]),
  ];
}

/** First aid: whatever can be taken back, and is logged. */
function operating({ accountId, region, namePrefix, tags }: DutyScope): Grant[] {
  const arn = (service: string, resource: string) => awsArn(service, region, accountId, resource);
  return [
    {
      sid: "RestartAndScale",
      actions: ["ecs:StopTask", "ecs:UpdateService"],
      resources: [arn("ecs", "service/*"), arn("ecs", "task/*")],
      conditions: taggedWith(tags),
    },
    {
      sid: "FailOverDatabase",
      actions: ["rds:FailoverDBCluster", "rds:RebootDBInstance"],
      resources: [arn("rds", `cluster:${namePrefix}-*`), arn("rds", `db:${namePrefix}-*`)],
    },
    {
      sid: "FailOverCache",
      actions: ["elasticache:TestFailover"],
      resources: [arn("elasticache", `replicationgroup:${namePrefix}-*`)],
    },
    {
      sid: "SilenceAlarms",
      actions: ["cloudwatch:DisableAlarmActions", "cloudwatch:EnableAlarmActions", "cloudwatch:SetAlarmState"],
      resources: [arn("cloudwatch", `alarm:${namePrefix}-*`)],
    },
  ];
}

/** The steps that are written down: a runbook acts through its own role, with an approval where it is dangerous. */
function running({ accountId, region, namePrefix }: DutyScope): Grant[] {
  return [
    {
      sid: "RunRunbooks",
      actions: ["ssm:GetAutomationExecution", "ssm:StartAutomationExecution", "ssm:StopAutomationExecution"],
      resources: [
        awsArn("ssm", region, accountId, `automation-definition/${namePrefix}-*`),
        awsArn("ssm", region, accountId, "automation-execution/*"),
      ],
    },
  ];
}

/** What must not depend on the pipeline being healthy: stop a key's deletion, start a backup, rotate a secret now. */
function keeping({ accountId, region, namePrefix, tags }: DutyScope): Grant[] {
  return [
    {
      sid: "KeepKeys",
      actions: ["kms:CancelKeyDeletion", "kms:EnableKey", "kms:EnableKeyRotation"],
      resources: [awsArn("kms", region, accountId, "key/*")],
      conditions: taggedWith(tags),
    },
    {
      sid: "RotateSecrets",
      actions: ["secretsmanager:RotateSecret"],
      resources: [awsArn("secretsmanager", region, accountId, `secret:${namePrefix}-*`)],
    },
    {
      sid: "SnapshotDatabase",
      actions: ["rds:CreateDBClusterSnapshot"],
      resources: [
        awsArn("rds", region, accountId, `cluster:${namePrefix}-*`),
        awsArn("rds", region, accountId, `cluster-snapshot:${namePrefix}-*`),
      ],
    },
  ];
}

function taggedWith({ Project, Environment }: DutyScope["tags"]): Conditions {
  return { StringEquals: { "aws:ResourceTag/Environment": Environment, "aws:ResourceTag/Project": Project } };
}
