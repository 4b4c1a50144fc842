import type { gaxios } from "google-auth-library";
import type { GoogleAuthClientOptions } from "./options";

/** One of the two requests that lead to a token. */
export interface Step {
  readonly url: URL;
  /** What it means when Google refuses, as a sentence. */
  readonly refusal: string;
  /** What to look at then. */
  readonly fix: string;
  /** Whether an answer of 200 holds what it has to. */
  readonly holdsToken: (answer: Readonly<Record<string, unknown>>) => boolean;
}

/** First a token for the identity in the pool, then one for the service account. */
export function stepsOf(options: GoogleAuthClientOptions): readonly [exchange: Step, impersonation: Step] {
  const { audience, serviceAccountEmail, endpoints = {} } = options;
  const { sts = "https://sts.googleapis.com", iamCredentials = "https://iamcredentials.googleapis.com" } = endpoints;
  return [
    {
      url: new URL("/v1/token", sts),
      refusal: "Google does not accept the identity AWS gives this workload:",
      fix:
        `Check that ${audience} exists and trusts this AWS account, that its attribute condition admits this role, and ` +
        "that the clock is right.",
      holdsToken: ({ access_token }) => typeof access_token === "string",
    },
    {
      url: new URL(`/v1/projects/-/serviceAccounts/${serviceAccountEmail}:generateAccessToken`, iamCredentials),
      refusal: `Google does not let this workload act as ${serviceAccountEmail}:`,
      fix: "Check that the service account exists and grants roles/iam.workloadIdentityUser to the workload's identity.",
      holdsToken: ({ accessToken, expireTime }) =>
        typeof accessToken === "string" && typeof expireTime === "string" && Date.parse(expireTime) > Date.now(),
    },
  ];
}

/**
 * Sends the two requests more carefully than Google's library would: it sets no time-out, and takes every answer of 200
 * for a token - one without an end for one that never ends. What an application requests by itself is left as it is.
 */
export function careful(steps: readonly Step[], timeoutMs: number): NonNullable<gaxios.GaxiosOptions["adapter"]> {
  return async (request, send) => {
    const step = steps.find(({ url }) => url.href === request.url.href);
    if (step === undefined) return send(request);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await send({ ...request, redirect: "error", signal });
      if (response.ok && !step.holdsToken(Object(response.data)))
        throw new Error("its answer holds no token that lasts");
      return response;
    } catch (error) {
      throw signal.aborted ? new Error(`no answer within ${timeoutMs} ms`) : error;
    }
  };
}
