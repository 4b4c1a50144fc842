import { type AuthClient, AwsClient, AwsRequestSigner } from "google-auth-library";
import { StsCredentials } from "google-auth-library/build/src/auth/stscredentials";
import { awsCredentials } from "../lib/aws-credentials";
import { AwsCredentialsError } from "../lib/aws-credentials-error";
import { awsRegion } from "../lib/aws-region";
import type { AwsCredentialSource, AwsCredentials } from "../lib/aws-types";
import { processEnvironment } from "../lib/environment";
import { loggable } from "./errors";
import { checkOptions, type GoogleAuthClientOptions } from "./options";
import { careful, type Step, stepsOf } from "./steps";
import { awsSecurityCredentialsSupplier } from "./supplier";

/**
 * A client of Google's library that acts as a service account, on the word of AWS and without a key.
 *
 * ```ts
 * const authClient = googleAuthClient({
 *   audience: "//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/aws/providers/tasks",
 *   serviceAccountEmail: "caller@my-project.iam.gserviceaccount.com",
 *   scopes: ["https://www.googleapis.com/auth/cloud-platform"],
 * });
 * ```
 *
 * Make one and keep it: it holds its token, renews it five minutes before it ends, and callers that come meanwhile share
 * one request. Give it to a client library of Google as `authClient`, or call `request` or `fetch` on it.
 *
 * Default settings: a token lives for an hour; each of the two steps is tried at most four times, 5 s each.
 */
export function googleAuthClient(options: GoogleAuthClientOptions): AuthClient {
  const environment = options.environment ?? processEnvironment();
  const region = options.region ?? awsRegion(environment);
  checkOptions(options, region);
  return new WorkloadClient(options, region, options.credentials ?? awsCredentials({ environment }));
}

class WorkloadClient extends AwsClient {
  readonly #credentials: AwsCredentialSource;
  readonly #region: string;
  readonly #steps: readonly Step[];
  /** What was signed with last, to find it again in what AWS answers. */
  #used: AwsCredentials | undefined;

  constructor(options: GoogleAuthClientOptions, region: string, credentials: AwsCredentialSource) {
    const steps = stepsOf(options);
    const [exchange, impersonation] = steps;
    super({
      audience: options.audience,
      subject_token_type: "urn:ietf:params:aws:token-type:aws4_request",
      token_url: exchange.url.href,
      service_account_impersonation_url: impersonation.url.href,
      scopes: [...options.scopes],
      aws_security_credentials_supplier: awsSecurityCredentialsSupplier(credentials, region),
      transporterOptions: { adapter: careful(steps, options.timeoutMs ?? 5_000) },
      // The interceptors that are left out here would log tokens as soon as GOOGLE_SDK_NODE_LOGGING is set.
      useAuthRequestParameters: false,
    });
    // By itself the library makes this request past the transporter it was given.
    this.stsCredential = new StsCredentials({ tokenExchangeEndpoint: exchange.url, transporter: this.transporter });
    this.#credentials = credentials;
    this.#region = region;
    this.#steps = steps;
  }

  /**
   * A request to AWS, signed and not sent: Google sends it, and learns from AWS who signed it. Google's Node library
   * leaves the audience out of the signature; Google recommends to sign it, because then nobody who sees the request can
   * take it to another pool. https://google.aip.dev/auth/4117
   */
  override async retrieveSubjectToken(): Promise<string> {
    const used = await this.#credentials();
    this.#used = used;
    const signer = new AwsRequestSigner(async () => ({ ...used, token: used.sessionToken }), this.#region);
    const { url, method, headers } = await signer.getRequestOptions({
      url: `https://sts.${this.#region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15`,
      method: "POST",
      headers: { "x-goog-cloud-target-resource": this.audience },
    });
    return encodeURIComponent(
      JSON.stringify({ url, method, headers: [...new Headers(headers)].map(([key, value]) => ({ key, value })) }),
    );
  }

  protected override async refreshAccessTokenAsync() {
    try {
      return await super.refreshAccessTokenAsync();
    } catch (error) {
      if (error instanceof AwsCredentialsError) throw error;
      const { accessKeyId, secretAccessKey, sessionToken } = this.#used ?? {};
      const secrets = [accessKeyId, secretAccessKey, sessionToken].filter((value) => value !== undefined);
      throw loggable(error, this.#steps, secrets);
    }
  }
}
