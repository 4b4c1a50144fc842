import type { PlainObject } from "../graph";
import { acmService } from "./acm";
import { appautoscalingService } from "./appautoscaling";
import { cloudFrontService } from "./cloudfront";
import { cloudwatchAlarmsService } from "./cloudwatch-alarms";
import { ec2Service } from "./ec2";
import { ecsService } from "./ecs";
import { iamService } from "./iam";
import { loadBalancingService } from "./lb";
import { logDeliveryService } from "./log-delivery";
import { logsService } from "./logs";
import { randomService } from "./random";
import type { Service, Simulated } from "./registration";
import { route53Service } from "./route53";
import { route53ResolverService } from "./route53-resolver";
import { servicediscoveryService } from "./servicediscovery";
import { vpcRulesService } from "./vpc-rules";
import { wafService } from "./wafv2";

/** Every resource type the platform may use, each answered by the file of its service. */
export const SERVICES: Service = {
  ...acmService,
  ...appautoscalingService,
  ...cloudFrontService,
  ...cloudwatchAlarmsService,
  ...ec2Service,
  ...ecsService,
  ...iamService,
  ...loadBalancingService,
  ...logDeliveryService,
  ...logsService,
  ...randomService,
  ...route53ResolverService,
  ...route53Service,
  ...servicediscoveryService,
  ...vpcRulesService,
  ...wafService,
};

/** Registers a child of a remote component and gives its outputs. */
export type RegisterChild = (type: string, name: string, inputs: PlainObject) => Simulated;

/** Components that run in a provider's process: what each registers there, and its own outputs. */
export const REMOTE_COMPONENTS: Readonly<
  Record<string, (name: string, inputs: PlainObject, child: RegisterChild) => PlainObject>
> = {};
