import type { PlainObject } from "../graph";
import { appautoscalingService } from "./appautoscaling";
import { cloudwatchAlarmsService } from "./cloudwatch-alarms";
import { ecsService } from "./ecs";
import { ec2Service } from "./ec2";
import { iamService } from "./iam";
import { lbTargetsService } from "./lb-targets";
import { logsService } from "./logs";
import { randomService } from "./random";
import type { Service, Simulated } from "./registration";
import { servicediscoveryService } from "./servicediscovery";

/** Every resource type the platform may use, each answered by the file of its service. */
export const SERVICES: Service = {
  ...appautoscalingService,
  ...cloudwatchAlarmsService,
  ...ecsService,
import { route53ResolverService } from "./route53-resolver";

/** Every resource type the platform may use, each answered by the file of its service. */
export const SERVICES: Service = {
  ...ec2Service,
  ...iamService,
  ...lbTargetsService,
  ...logsService,
  ...randomService,
  ...servicediscoveryService,
  ...route53ResolverService,
};

/** Registers a child of a remote component and gives its outputs. */
export type RegisterChild = (type: string, name: string, inputs: PlainObject) => Simulated;

/** Components that run in a provider's process: what each registers there, and its own outputs. */
export const REMOTE_COMPONENTS: Readonly<
  Record<string, (name: string, inputs: PlainObject, child: RegisterChild) => PlainObject>
> = {};
