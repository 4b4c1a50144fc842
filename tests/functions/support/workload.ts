import type { AuthClient } from "google-auth-library";
import { type GoogleAuthClientOptions, googleAuthClient } from "../../../functions/google-credentials";
import { type AwsSession, type GoogleSettings, type GoogleStandIn, googleStandIn } from "./google";
import { type Loopback, serve } from "./loopback";

// A task on Fargate, its endpoint, and the Google it talks to, all on this machine.

export const AUDIENCE =
  "//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/kumiki-aws/providers/tasks";
export const SERVICE_ACCOUNT = "predictor@kumiki-prod.iam.gserviceaccount.com";
export const SCOPES = [
  "https://www.googleapis.com/auth/bigquery",
  "https://www.googleapis.com/auth/devstorage.read_only",
];

/** Everything secret in it holds the word "seeded", so that a test can look for it. */
export const SESSION: AwsSession = {
  accessKeyId: "ASIASEEDEDACCESSKEY1",
  secretAccessKey: "seeded/Secret+Access/Key",
  sessionToken: "IQoJseeded//////////wEaDmFwLW5vcnRoZWFzdC0xIkYw+token==",
  arn: "arn:aws:sts::210987654321:assumed-role/kumiki-prod-app-task/0a1b2c3d4e5f60718293a4b5c6d7e8f9",
  expiresAt: new Date(Date.now() + 6 * 3_600_000),
};

export interface Workload {
  readonly client: AuthClient;
  readonly google: GoogleStandIn;
  readonly ecs: Loopback;
  readonly options: GoogleAuthClientOptions;
}

/** What may differ from a workload that gets its token. */
export interface Different {
  readonly google?: Partial<GoogleSettings>;
  readonly session?: Partial<AwsSession>;
  readonly options?: Partial<GoogleAuthClientOptions>;
}

/** Runs `use` with a task whose role the provider's condition admits, and the services around it. */
export async function withWorkload<T>(different: Different, use: (workload: Workload) => Promise<T>): Promise<T> {
  const handedOut = { ...SESSION, ...different.session };
  const google = await googleStandIn({
    audiences: [AUDIENCE],
    sessions: [SESSION],
    attributeCondition: (arn) => arn.startsWith("arn:aws:sts::210987654321:assumed-role/kumiki-prod-app-task/"),
    serviceAccountEmail: SERVICE_ACCOUNT,
    mayImpersonate: () => true,
    ...different.google,
  });
  const ecs = await serve([
    {
      status: 200,
      body: {
        AccessKeyId: handedOut.accessKeyId,
        SecretAccessKey: handedOut.secretAccessKey,
        Token: handedOut.sessionToken,
        Expiration: handedOut.expiresAt.toISOString(),
      },
    },
  ]);
  const options: GoogleAuthClientOptions = {
    audience: AUDIENCE,
    serviceAccountEmail: SERVICE_ACCOUNT,
    scopes: SCOPES,
    environment: {
      AWS_REGION: "ap-northeast-1",
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${ecs.origin}/v2/credentials/seeded`,
    },
    endpoints: { sts: google.sts.origin, iamCredentials: google.iam.origin },
    ...different.options,
  };
  try {
    return await use({ client: googleAuthClient(options), google, ecs, options });
  } finally {
    await Promise.all([google.close(), ecs.close()]);
  }
}
