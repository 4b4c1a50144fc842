import { messages } from "../messages";
import type { Message } from "../problem";

/** Google refuses a token whose mapped `google.subject` is longer (workload identity federation, attribute mappings). */
const LONGEST_SUBJECT_BYTES = 127;

/** ECS names the session of a task role after the task, 32 hexadecimal digits. Lambda uses the name of the function. */
const ECS_SESSION_NAME = "0".repeat(32);

/** E28: the subject is the ARN of the assumed role, so the names of role and session share what the prefix leaves. */
export function checkFederatedRoleName(roleName: string, sessionName = ECS_SESSION_NAME): Message | undefined {
  const subject = `arn:aws:sts::${"0".repeat(12)}:assumed-role/${roleName}/${sessionName}`;
  return Buffer.byteLength(subject) <= LONGEST_SUBJECT_BYTES ? undefined : messages.E28(roleName);
}
