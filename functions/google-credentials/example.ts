import type { AuthClient } from "google-auth-library";
import { googleAuthClient } from "./index";

/** One client for the whole process: it keeps its token. The two names come from the task definition; neither is secret. */
export function googleClient(environment: Readonly<Record<string, string | undefined>>): AuthClient {
  return googleAuthClient({
    audience: environment.GOOGLE_AUDIENCE ?? "",
    serviceAccountEmail: environment.GOOGLE_SERVICE_ACCOUNT ?? "",
    scopes: ["https://www.googleapis.com/auth/cloud-platform"],
    environment,
  });
}

/** Asks an endpoint of Vertex AI; `endpoint` ends with `endpoints/<number>`. */
export async function predict(google: AuthClient, endpoint: string, instances: readonly unknown[]): Promise<unknown> {
  const { data } = await google.request({
    url: `${endpoint}:predict`,
    method: "POST",
    data: { instances },
    timeout: 10_000, // the library sets none
  });
  return data;
}
