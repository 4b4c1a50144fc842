import { add, added, edit, inputs, type Mutations, POLICY, ROLE } from "../../support/identity-changes";

/** Boundaries, people, and what does not expire. */
export const BOUNDS: Mutations = {
  "a role without a boundary": [inputs(ROLE, "app-task-role", () => ({ permissionsBoundary: null })), "bounded-roles"],
  "a wider boundary of workloads": [
    edit("aws:iam/policy:Policy", "workload-boundary-policy", "AtTheMost", (line) => ({
      ...line,
      Action: [...(line.Action as string[]), "s3:DeleteObject"],
    })),
    "tight-boundaries",
  ],
  "a boundary that lets roles be changed": [
    edit("aws:iam/policy:Policy", "workload-boundary-policy", "AtTheMost", (line) => ({
      ...line,
      Action: [...(line.Action as string[]), "iam:PutRolePolicy"],
    })),
    "tight-boundaries",
  ],
  "a boundary of people that forgets secrets": [
    edit("aws:iam/policy:Policy", "people-boundary", "NeverIdentitiesNorData", (line) => ({
      ...line,
      NotAction: (line.NotAction as string[]).filter((action) => action !== "secretsmanager:GetSecretValue"),
    })),
    "people-without-data",
  ],
  "a duty that reads a queue": [
    add(POLICY, "people-operator-policy", {
      Action: "sqs:SendMessage",
      Resource: "arn:aws:sqs:ap-northeast-1:210987654321:x",
    }),
    "people-without-data",
    "data-plane",
  ],
  "a duty that changes code": [
    add(POLICY, "people-operator-policy", {
      Action: "lambda:UpdateFunctionCode",
      Resource: "arn:aws:lambda:ap-northeast-1:*:function:kumiki-*",
    }),
    "no-escalation",
    "people-without-data",
    "data-plane",
  ],
  "a shell in tasks": [
    add(POLICY, "people-operator-policy", {
      Action: "ecs:ExecuteCommand",
      Resource: "arn:aws:ecs:ap-northeast-1:210987654321:cluster/x",
    }),
    "no-escalation",
  ],
  "a policy of AWS's nobody listed": [
    added("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "admin", {
      role: "nobody",
      policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
    }),
    "known-managed-policies",
  ],
  "a user": [added("aws:iam/user:User", "alice", {}), "no-standing-credentials"],
  "a key of a service account": [added("gcp:serviceaccount/key:Key", "file", {}), "no-standing-credentials"],
};
