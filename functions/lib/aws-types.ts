/** What a request to AWS is signed with. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Present for temporary credentials: those of a task role, a function or an assumed role. */
  readonly sessionToken?: string;
  /** When they end, where the source says so. The source renews them; who uses them asks again for every request. */
  readonly expiresAt?: Date;
}

/** Gives credentials that are valid now. Cheap to call: it keeps them and renews them before they end. */
export type AwsCredentialSource = () => Promise<AwsCredentials>;
