/**
 * Ways in which one identity becomes another. The ids are those of https://pathfinding.cloud, which tells each story;
 * only ways that the services in use here can offer are listed.
 */

interface Method {
  readonly method: string;
  /** All of them are needed. */
  readonly actions: readonly string[];
}

/** Ways to everything at once: by making identities, or by rewriting the policies of one's own. */
export const SELF_ADMINISTRATION: readonly Method[] = [
  { method: "iam-001", actions: ["iam:CreatePolicyVersion"] },
  { method: "iam-002", actions: ["iam:CreateAccessKey"] },
  { method: "iam-004", actions: ["iam:CreateLoginProfile"] },
  { method: "iam-006", actions: ["iam:UpdateLoginProfile"] },
  { method: "iam-007", actions: ["iam:PutUserPolicy"] },
  { method: "iam-008", actions: ["iam:AttachUserPolicy"] },
  { method: "iam-010", actions: ["iam:AttachGroupPolicy"] },
  { method: "iam-011", actions: ["iam:PutGroupPolicy"] },
  { method: "iam-013", actions: ["iam:AddUserToGroup"] },
  { method: "a former version of a policy", actions: ["iam:SetDefaultPolicyVersion"] },
  { method: "taking the boundary off", actions: ["iam:DeleteRolePermissionsBoundary"] },
  { method: "another boundary", actions: ["iam:PutRolePermissionsBoundary"] },
  { method: "taking over the account's root", actions: ["sts:AssumeRoot"] },
];

/** Ways to one role: by changing what it may do, or who may take it. */
export const REWRITING: readonly Method[] = [
  { method: "iam-005", actions: ["iam:PutRolePolicy"] },
  { method: "iam-009", actions: ["iam:AttachRolePolicy"] },
  { method: "iam-012", actions: ["iam:UpdateAssumeRolePolicy"] },
];

/** Ways to a role that may be passed: something new runs with it. The service has to be trusted by the role. */
export const PASSING: readonly (Method & { readonly service: string })[] = [
  { method: "lambda-001", service: "lambda.amazonaws.com", actions: ["lambda:CreateFunction"] },
  {
    method: "ecs-003",
    service: "ecs-tasks.amazonaws.com",
    actions: ["ecs:RegisterTaskDefinition", "ecs:CreateService"],
  },
  { method: "ecs-004", service: "ecs-tasks.amazonaws.com", actions: ["ecs:RegisterTaskDefinition", "ecs:RunTask"] },
  { method: "ecs-005", service: "ecs-tasks.amazonaws.com", actions: ["ecs:RegisterTaskDefinition", "ecs:StartTask"] },
  {
    method: "ecs-003, by a service that runs",
    service: "ecs-tasks.amazonaws.com",
    actions: ["ecs:RegisterTaskDefinition", "ecs:UpdateService"],
  },
  { method: "ec2-001", service: "ec2.amazonaws.com", actions: ["ec2:RunInstances"] },
  { method: "cloudformation-001", service: "cloudformation.amazonaws.com", actions: ["cloudformation:CreateStack"] },
  { method: "codebuild-001", service: "codebuild.amazonaws.com", actions: ["codebuild:CreateProject"] },
  { method: "glue-003", service: "glue.amazonaws.com", actions: ["glue:CreateJob"] },
  { method: "a state machine", service: "states.amazonaws.com", actions: ["states:CreateStateMachine"] },
  { method: "a schedule", service: "scheduler.amazonaws.com", actions: ["scheduler:CreateSchedule"] },
  { method: "a restored backup", service: "backup.amazonaws.com", actions: ["backup:StartRestoreJob"] },
];

/** Ways into what already runs with a role of a service; nothing has to be passed. */
export const STEPPING_IN: readonly (Method & { readonly service: string })[] = [
  { method: "a shell in a task", service: "ecs-tasks.amazonaws.com", actions: ["ecs:ExecuteCommand"] },
  { method: "ssm-001", service: "ec2.amazonaws.com", actions: ["ssm:StartSession"] },
  { method: "ssm-002", service: "ec2.amazonaws.com", actions: ["ssm:SendCommand"] },
];

interface CodeChange extends Method {
  /** Type of the resource whose code runs with a role, and the input that names the role. */
  readonly type: string;
  readonly role: string;
}

/** Ways to a role that something already runs with: by changing what runs, or stepping into it. */
export const CODE_CHANGES: readonly CodeChange[] = [
  {
    method: "lambda-003",
    type: "aws:lambda/function:Function",
    role: "role",
    actions: ["lambda:UpdateFunctionCode"],
  },
  {
    method: "a layer or an extension",
    type: "aws:lambda/function:Function",
    role: "role",
    actions: ["lambda:UpdateFunctionConfiguration"],
  },
  {
    method: "codebuild-002",
    type: "aws:codebuild/project:Project",
    role: "serviceRole",
    actions: ["codebuild:StartBuild"],
  },
];
