import { AwsCredentialsError } from "./aws-credentials-error";
import type { Environment } from "./environment";

/** The region a workload runs in; ECS on Fargate and Lambda both set it. */
export function awsRegion(environment: Environment): string {
  const region = environment.AWS_REGION || environment.AWS_DEFAULT_REGION;
  if (!region) {
    throw new AwsCredentialsError(
      "Neither AWS_REGION nor AWS_DEFAULT_REGION is set. Set the first one, or name the region in the program.",
    );
  }
  return region;
}
