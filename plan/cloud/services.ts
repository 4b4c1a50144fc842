import { accessAnalyzerService } from "./accessanalyzer";
import { acmService } from "./acm";
import { appautoscalingService } from "./appautoscaling";
import { athenaService } from "./athena";
import { awsxComponents } from "./awsx";
import { backupService } from "./backup";
import { cloudFrontService } from "./cloudfront";
import { cloudwatchAlarmsService } from "./cloudwatch-alarms";
import { ec2Service } from "./ec2";
import { ecrService } from "./ecr";
import { ecsService } from "./ecs";
import { elasticacheService } from "./elasticache";
import { gcpBigqueryService } from "./gcp-bigquery";
import { gcpBillingService } from "./gcp-billing";
import { gcpIamService } from "./gcp-iam";
import { gcpKmsService } from "./gcp-kms";
import { gcpOrgPolicyService } from "./gcp-orgpolicy";
import { gcpProjectsService } from "./gcp-projects";
import { gcpVertexService } from "./gcp-vertex";
import { glueService } from "./glue";
import { iamService } from "./iam";
import { kmsService } from "./kms";
import { lambdaService } from "./lambda";
import { loadBalancingService } from "./lb";
import { logDeliveryService } from "./log-delivery";
import { logsService } from "./logs";
import { openSearchService } from "./opensearch";
import { randomService } from "./random";
import { rdsService } from "./rds";
import type { RemoteComponents, Service } from "./registration";
import { route53Service } from "./route53";
import { route53ResolverService } from "./route53-resolver";
import { s3Service } from "./s3";
import { schedulerService } from "./scheduler";
import { secretsManagerService } from "./secretsmanager";
import { servicediscoveryService } from "./servicediscovery";
import { sqsService } from "./sqs";
import { vpcRulesService } from "./vpc-rules";
import { wafService } from "./wafv2";

/** Every resource type the platform may use, each answered by the file of its service. */
export const SERVICES: Service = {
  ...accessAnalyzerService,
  ...acmService,
  ...appautoscalingService,
  ...athenaService,
  ...backupService,
  ...cloudFrontService,
  ...cloudwatchAlarmsService,
  ...ec2Service,
  ...ecrService,
  ...ecsService,
  ...gcpBigqueryService,
  ...gcpBillingService,
  ...gcpIamService,
  ...gcpKmsService,
  ...gcpOrgPolicyService,
  ...gcpProjectsService,
  ...gcpVertexService,
  ...elasticacheService,
  ...glueService,
  ...iamService,
  ...kmsService,
  ...lambdaService,
  ...loadBalancingService,
  ...logDeliveryService,
  ...logsService,
  ...openSearchService,
  ...randomService,
  ...rdsService,
  ...route53ResolverService,
  ...route53Service,
  ...s3Service,
  ...schedulerService,
  ...secretsManagerService,
  ...servicediscoveryService,
  ...sqsService,
  ...vpcRulesService,
  ...wafService,
};

/** Components that run in a provider's process: what each registers there, and its own outputs. */
export const REMOTE_COMPONENTS: RemoteComponents = {
  ...awsxComponents,
};
