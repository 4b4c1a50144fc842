import { randomUUID } from "node:crypto";
import { type Answer, type Loopback, type Received, serve } from "./loopback";
import { SignatureRefused, type Signed, verifySignature } from "./verify-sigv4";

// Stands in for three services: AWS STS, which knows who signed; Google's STS, which asks it; and IAM Credentials. The
// texts of their errors are modelled on what the services answer.

/** A session of a role, as AWS knows it. */
export interface AwsSession {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>` */
  readonly arn: string;
  readonly expiresAt: Date;
}

/** Providers that trust AWS alike, the service account behind them, and the time there. */
export interface GoogleSettings {
  readonly audiences: readonly string[];
  readonly sessions: readonly AwsSession[];
  readonly attributeCondition: (arn: string) => boolean;
  readonly serviceAccountEmail: string;
  readonly mayImpersonate: (arn: string) => boolean;
  readonly tokenLifetimeMs?: number;
  readonly now?: () => number;
  /** Answers that come instead, per service, one a request. */
  readonly insteadOfSts?: Answer[];
  readonly insteadOfIam?: Answer[];
}

export interface GoogleStandIn {
  readonly sts: Loopback;
  readonly iam: Loopback;
  /** What AWS found in every request it accepted. */
  readonly accepted: Signed[];
  /** The access tokens given out for the service account. */
  readonly tokens: string[];
  close(): Promise<void>;
}

const TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";
const CLOUD_PLATFORM = "https://www.googleapis.com/auth/cloud-platform";
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html */
const SIGNATURE_LIFETIME_MS = 5 * 60_000;

/** An error of OAuth, which is how Google's STS refuses. */
class Refused extends Error {
  constructor(
    readonly error: string,
    readonly description: string,
  ) {
    super(description);
  }
}

export async function googleStandIn(settings: GoogleSettings): Promise<GoogleStandIn> {
  const federated = new Map<string, string>();
  const accepted: Signed[] = [];
  const tokens: string[] = [];
  const sts = await serve((request) => settings.insteadOfSts?.shift() ?? exchange(request));
  const iam = await serve((request) => settings.insteadOfIam?.shift() ?? impersonate(request));
  const now = settings.now ?? Date.now;

  function exchange(request: Received): Answer {
    try {
      const { arn, signed } = callerOf(request, settings, now());
      accepted.push(signed);
      const token = `ya29.d.federated-${randomUUID()}`;
      federated.set(token, arn);
      const body = { access_token: token, issued_token_type: TOKEN_TYPE, token_type: "Bearer", expires_in: 3600 };
      return { status: 200, body };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { status: 400, body: { error: error.error, error_description: error.description } };
    }
  }

  function impersonate({ method, path, headers, body }: Received): Answer {
    const arn = federated.get((headers.authorization ?? "").replace(/^Bearer /, ""));
    if (arn === undefined) return apiError(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
    const known = `POST /v1/projects/-/serviceAccounts/${settings.serviceAccountEmail}:generateAccessToken`;
    if (`${method} ${path}` !== known || !settings.mayImpersonate(arn)) {
      const denied = "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).";
      return apiError(403, "PERMISSION_DENIED", denied);
    }
    const { scope, lifetime } = JSON.parse(body);
    if (!Array.isArray(scope) || lifetime !== "3600s")
      return apiError(400, "INVALID_ARGUMENT", "Request is not valid.");
    tokens.push(`ya29.c.${scope.length}-${randomUUID()}`);
    const expireTime = new Date(now() + (settings.tokenLifetimeMs ?? 3_600_000)).toISOString();
    return { status: 200, body: { accessToken: tokens.at(-1), expireTime } };
  }

  const close = async () => {
    await Promise.all([sts.close(), iam.close()]);
  };
  return { sts, iam, accepted, tokens, close };
}

/** Who signed the request for the provider, after everything Google and AWS look at has been looked at. */
function callerOf({ path, body }: Received, settings: GoogleSettings, now: number): { arn: string; signed: Signed } {
  const form = Object.fromEntries(new URLSearchParams(body));
  const fixed = {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    requested_token_type: TOKEN_TYPE,
    subject_token_type: "urn:ietf:params:aws:token-type:aws4_request",
    scope: CLOUD_PLATFORM,
  };
  const wrong = Object.entries(fixed).find(([name, value]) => form[name] !== value);
  if (path !== "/v1/token" || wrong !== undefined)
    throw new Refused("invalid_request", `Invalid value for ${wrong?.[0]}.`);
  if (!settings.audiences.includes(form.audience ?? "")) {
    throw new Refused("invalid_target", 'The target service indicated by the "audience" parameters is invalid.');
  }
  const { url, method, headers } = subjectIn(form.subject_token);
  const [, region] =
    /^https:\/\/sts\.([a-z0-9-]+)\.amazonaws\.com\?Action=GetCallerIdentity&Version=2011-06-15$/.exec(url) ?? [];
  if (region === undefined || method !== "POST" || headers.host !== new URL(url).host) {
    throw new Refused("invalid_grant", "AWS request has invalid format.");
  }
  if (headers["x-goog-cloud-target-resource"] !== form.audience) {
    throw new Refused("invalid_grant", "The x-goog-cloud-target-resource header does not name the audience.");
  }
  const { session, signed } = callerIdentity({ url, method, headers }, region, settings.sessions, now);
  if (Buffer.byteLength(session.arn) > 127) {
    throw new Refused("invalid_grant", "The size of mapped attribute google.subject exceeds the 127 bytes limit.");
  }
  if (!settings.attributeCondition(session.arn)) {
    throw new Refused("unauthorized_client", "The given credential is rejected by the attribute condition.");
  }
  return { arn: session.arn, signed };
}

/** The request that stands in the token: encoded JSON, with its headers as a list. */
function subjectIn(token = ""): { url: string; method: string; headers: Record<string, string> } {
  const { url, method, headers } = JSON.parse(decodeURIComponent(token));
  const named: [string, string][] = headers.map(({ key, value }: { key: string; value: string }) => [
    key.toLowerCase(),
    value,
  ]);
  return { url, method, headers: Object.fromEntries(named) };
}

/** AWS STS, asked by Google. */
function callerIdentity(
  request: { url: string; method: string; headers: Record<string, string> },
  region: string,
  sessions: readonly AwsSession[],
  now: number,
): { session: AwsSession; signed: Signed } {
  const refuse = (code: string, message: string) =>
    new Refused(
      "invalid_grant",
      `Received invalid AWS response with error: <Code>${code}</Code><Message>${message}</Message>`,
    );
  try {
    const signed = verifySignature(
      request,
      (id) => sessions.find(({ accessKeyId }) => accessKeyId === id)?.secretAccessKey,
    );
    const session = sessions.find(({ accessKeyId }) => accessKeyId === signed.accessKeyId);
    if (signed.region !== region || signed.service !== "sts") {
      throw new SignatureRefused("SignatureDoesNotMatch", "Credential should be scoped to a valid region.");
    }
    if (session === undefined || request.headers["x-amz-security-token"] !== session.sessionToken) {
      throw new SignatureRefused("InvalidClientTokenId", "The security token included in the request is invalid.");
    }
    if (Math.abs(now - signed.at.getTime()) > SIGNATURE_LIFETIME_MS) {
      const stamp = request.headers["x-amz-date"];
      throw new SignatureRefused("SignatureDoesNotMatch", `Signature expired: ${stamp} is now earlier than allowed.`);
    }
    if (session.expiresAt.getTime() <= now)
      throw refuse("ExpiredToken", "The security token included in the request is expired.");
    return { session, signed };
  } catch (error) {
    throw error instanceof SignatureRefused ? refuse(error.code, error.message) : error;
  }
}

function apiError(code: number, status: string, message: string): Answer {
  return { status: code, body: { error: { code, message, status } } };
}
