import { AwsCredentialsError } from "./aws-credentials-error";
import type { AwsCredentialSource, AwsCredentials } from "./aws-types";

/** The margin the AWS SDKs keep as well: a request that starts now ends before its credentials do. */
const MARGIN_MS = 5 * 60 * 1000;

/**
 * Keeps credentials until five minutes before they end. Callers that come while they are renewed share one request, and
 * a renewal that fails is no outage: the old ones are handed out while they last.
 */
export function renewed(load: () => Promise<AwsCredentials>, now: () => number = Date.now): AwsCredentialSource {
  const remainingMs = ({ expiresAt }: AwsCredentials) => (expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) - now();
  let held: AwsCredentials | undefined;
  let pending: Promise<AwsCredentials> | undefined;

  const renew = async (): Promise<AwsCredentials> => {
    const fresh = await load();
    if (remainingMs(fresh) <= 0) {
      throw new AwsCredentialsError(
        `The credentials handed out ended at ${fresh.expiresAt?.toISOString()}. Check the clock of this machine and what hands them out.`,
      );
    }
    return fresh;
  };

  return async () => {
    if (held !== undefined && remainingMs(held) > MARGIN_MS) return held;
    pending ??= renew().finally(() => {
      pending = undefined;
    });
    try {
      held = await pending;
    } catch (error) {
      if (held === undefined || remainingMs(held) <= 0) throw error;
    }
    return held;
  };
}
