import { acmService } from "./acm";
import { athenaService } from "./athena";
import { awsxComponents } from "./awsx";
import { ec2Service } from "./ec2";
import { ecrService } from "./ecr";
import { glueService } from "./glue";
import { iamService } from "./iam";
import { kmsService } from "./kms";
import { loadBalancingService } from "./lb";
import { logsService } from "./logs";
import { randomService } from "./random";
import type { RemoteComponents, Service } from "./registration";
import { route53Service } from "./route53";
import { route53ResolverService } from "./route53-resolver";
import { s3Service } from "./s3";
import { vpcRulesService } from "./vpc-rules";

/** Every resource type the platform may use, each answered by the file of its service. */
export const SERVICES: Service = {
  ...acmService,
  ...athenaService,
  ...ec2Service,
  ...ecrService,
  ...glueService,
  ...iamService,
  ...kmsService,
  ...loadBalancingService,
  ...logsService,
  ...randomService,
  ...route53ResolverService,
  ...route53Service,
  ...s3Service,
  ...vpcRulesService,
};

/** Components that run in a provider's process: what each registers there, and its own outputs. */
export const REMOTE_COMPONENTS: RemoteComponents = {
  ...awsxComponents,
};
