import { athenaService } from "./athena";
import { awsxComponents } from "./awsx";
import { ecrService } from "./ecr";
import { glueService } from "./glue";
import { iamService } from "./iam";
import { kmsService } from "./kms";
import { logsService } from "./logs";
import { randomService } from "./random";
import type { RemoteComponents, Service } from "./registration";
import { s3Service } from "./s3";

/** Every resource type the platform may use, each answered by the file of its service. */
export const SERVICES: Service = {
  ...athenaService,
  ...ecrService,
  ...glueService,
  ...iamService,
  ...kmsService,
  ...logsService,
  ...randomService,
  ...s3Service,
};

/** Components that run in a provider's process: what each registers there, and its own outputs. */
export const REMOTE_COMPONENTS: RemoteComponents = {
  ...awsxComponents,
};
