import { AWS_PARTITION } from "../shared/naming";

/** Google refuses a token whose mapped `google.subject` is longer (workload identity federation, attribute mappings). */
export const LONGEST_SUBJECT_BYTES = 127;

/** Lambda names the session of a role after the function, at most 64 characters; ECS takes the 32 of the task's id. */
const LONGEST_SESSION_NAME = "0".repeat(64);

/** Longest condition the API takes (projects.locations.workloadIdentityPools.providers, `attributeCondition`). */
export const LONGEST_CONDITION = 4096;

/**
 * What becomes of the ARN of an assumed role, `arn:aws:sts::<account>:assumed-role/<role>/<session>`.
 *
 * The subject leaves the first 39 characters out, which are the same for everybody and would push the names of a role
 * and a function over the limit. The attribute that grants rest on keeps them: an IAM user may live below the path
 * `/assumed-role/<role>/`, and only the beginning of its ARN tells it from the role.
 */
export const ATTRIBUTE_MAPPING: Readonly<Record<string, string>> = {
  "google.subject": "assertion.arn.extract('assumed-role/{role_and_session}')",
  "attribute.aws_account": "assertion.account",
  "attribute.aws_role":
    "assertion.arn.extract('{prefix}assumed-role/') + 'assumed-role/' + assertion.arn.extract('assumed-role/{role}/')",
};

/** Whether every session of the role gets a subject that Google accepts. */
export function hasAcceptedSubject(roleName: string, sessionName = LONGEST_SESSION_NAME): boolean {
  return Buffer.byteLength(`${roleName}/${sessionName}`) <= LONGEST_SUBJECT_BYTES;
}

/** Value of `attribute.aws_role` for a role. Its path is no part of it: STS leaves paths out. */
export function assumedRoleArn(accountId: string, roleName: string): string {
  return `arn:${AWS_PARTITION}:sts::${accountId}:assumed-role/${roleName}`;
}

/** Refuses every credential of AWS but those of the named roles of one account, in Common Expression Language. */
export function attributeCondition(accountId: string, roleNames: readonly string[]): string {
  const roles = roleNames.map((role) => `'${assumedRoleArn(accountId, role)}'`).join(", ");
  return `assertion.account == '${accountId}' && attribute.aws_role in [${roles}]`;
}
