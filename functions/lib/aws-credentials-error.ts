/** There are no AWS credentials to be had. The message says where, why and what to do, and holds no part of them. */
export class AwsCredentialsError extends Error {
  override readonly name = "AwsCredentialsError";
}
