import { hasAcceptedSubject } from "../../components/analytics/federation-rules";
import { messages } from "../messages";
import type { Message } from "../problem";

/** E28: the federated subject is made of the names of the role and of its session. */
export function checkFederatedRoleName(roleName: string, sessionName?: string): Message | undefined {
  return hasAcceptedSubject(roleName, sessionName) ? undefined : messages.E28(roleName);
}
