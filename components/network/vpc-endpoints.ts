import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { Problems } from "../shared/validate";
import { interfaceEndpointPolicy } from "./endpoint-policies";

export interface VpcEndpointsArgs extends PlatformArgs {
  readonly region: string;
  /** AWS account whose principals may use the endpoints, for resources of the same account, 12 digits. */
  readonly accountId: string;
  readonly vpcId: pulumi.Input<string>;
  /** At most one subnet a zone; the endpoints get an address in each. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Group that admits the workloads on port 443. */
  readonly securityGroupId: pulumi.Input<string>;
  /**
   * Services by the end of their endpoint's name, such as `ecr.api` or `sqs`. Removing one sends its traffic back through
   * NAT. S3 and DynamoDB are reached through gateway endpoints, which cost nothing.
   */
  readonly services: readonly string[];
  /**
   * Other accounts whose images are pulled through the endpoints of ECR, 12 digits each: a registry shared by several
   * accounts, or the one GuardDuty takes its agent for Fargate from.
   * @default []
   */
  readonly imageAccountIds?: readonly string[];
}

/**
 * Interface endpoints: AWS services reached without leaving the network, by principals of this account and for resources
 * of this account. Somebody who breaks into a task cannot carry data out through them, neither with keys of his own nor
 * to a queue or bucket of his own.
 *
 * Cost: about 10 USD a month for each service and zone, and 0.01 USD/GB instead of the 0.062 of NAT (Tokyo, 2026); one
 * pays for itself from about 200 GB a month.
 */
export class VpcEndpoints extends PlatformComponent {
  /** Ids of the endpoints by service. */
  readonly endpointIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: VpcEndpointsArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:VpcEndpoints", name, args, options);
    checkVpcEndpointsArgs(name, args);
    this.endpointIds = Object.fromEntries(
      args.services.map((service) => [service, this.createEndpoint(service, args).id] as const),
    );
    this.registerOutputs({ endpointIds: this.endpointIds });
  }

  private createEndpoint(service: string, args: VpcEndpointsArgs): ec2.VpcEndpoint {
    const suffix = service.replaceAll(".", "-");
    return new ec2.VpcEndpoint(
      this.childName(suffix),
      {
        region: this.region,
        vpcId: args.vpcId,
        vpcEndpointType: "Interface",
        serviceName: `com.amazonaws.${args.region}.${service}`,
        subnetIds: [...args.subnetIds],
        securityGroupIds: [args.securityGroupId],
        privateDnsEnabled: true,
        policy: interfaceEndpointPolicy(service, { imageAccountIds: [], ...args }),
        tags: this.tagsFor(suffix),
      },
      this.child(),
    );
  }
}

const SERVICE = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/;
const GATEWAY_SERVICES: readonly string[] = ["dynamodb", "s3"];

function checkVpcEndpointsArgs(
  name: string,
  { accountId, services, subnetIds, imageAccountIds = [] }: VpcEndpointsArgs,
): void {
  const problems = new Problems();
  problems.accountId("accountId", accountId);
  for (const [index, service] of services.entries()) {
    problems.unless(
      SERVICE.test(service) && !service.startsWith("com.amazonaws."),
      `services must be ends of endpoint names, such as "ecr.api", got "${service}".`,
    );
    problems.unless(
      !GATEWAY_SERVICES.includes(service),
      `services must not name "${service}", which has a gateway endpoint; remove it.`,
    );
    problems.unless(services.indexOf(service) === index, `services contains "${service}" twice.`);
  }
  problems.unless(
    services.length === 0 || subnetIds.length > 0,
    "subnetIds must have at least one subnet for the endpoints to stand in, got none.",
  );
  for (const id of imageAccountIds) problems.accountId("imageAccountIds", id);
  problems.throwFor(`VpcEndpoints "${name}"`);
}
