import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { PlatformComponent } from "../shared/component";
import { subnetCidr, type Tier, zoneLetter } from "./address-plan";
import { checkAdoptedNetwork } from "./adopted-network";
import { DnsFirewall } from "./dns-firewall";
import { FlowLogs } from "./flow-logs";
import { networkAclEntries } from "./network-acls";
import { Routing, type TierSubnet } from "./routing";
import { s3EndpointPolicy } from "./s3-endpoint-policy";
import type { AdoptedNetwork, VpcArgs } from "./vpc-args";
import { resolveVpcArgs, type VpcSpec } from "./vpc-spec";

/**
 * A network of up to three tiers in two or three zones.
 *
 * Creates the subnets of each tier, their route tables and network ACLs, the NAT gateways asked for, the S3 gateway
 * endpoint of the app tier, flow logs, a DNS firewall with a log of all queries, and takes every rule out of the VPC's
 * default security group and network ACL.
 *
 * Default settings: `data` has no route out of the network; `app` reaches the internet through one NAT gateway, on port
 * 443 alone; only `public` can be reached from outside, and no subnet gives out public addresses. Addresses and names come
 * from a zone's letter and a tier's fixed slot, so adding or removing either never touches another subnet. The network is
 * protected: only a stack that says so loses it.
 *
 * Cost: nothing for the network; a NAT gateway about 45 USD a month and 0.062 USD/GB (Tokyo, 2026).
 *
 * Does not create interface endpoints (see VpcEndpoints, which needs a security group of this network) and no peering.
 */
export class Vpc extends PlatformComponent {
  readonly vpcId: pulumi.Output<string>;
  /** Address block of the network; undefined where it was adopted. */
  readonly cidrBlock: string | undefined;
  /** Subnets of the tier in the order of their zones, known once they are routed; empty where the tier does not exist. */
  readonly publicSubnetIds: readonly pulumi.Output<string>[];
  readonly appSubnetIds: readonly pulumi.Output<string>[];
  readonly dataSubnetIds: readonly pulumi.Output<string>[];
  /** Route tables of the app subnets, in the order of their zones; empty where they are not known. */
  readonly appRouteTableIds: readonly pulumi.Output<string>[];
  /** Gateway endpoint of S3; undefined where an adopted network has its own. */
  readonly s3EndpointId: pulumi.Output<string> | undefined;
  /** Prefix list of S3, for the rules of security groups. */
  readonly s3PrefixListId: pulumi.Output<string>;
  /** Undefined where the network was adopted. */
  readonly flowLogGroupName: pulumi.Output<string> | undefined;

  constructor(name: string, args: VpcArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:Vpc", name, args, options);
    const network =
      args.adopt === undefined ? this.create(args, resolveVpcArgs(name, args)) : this.adopt(args, args.adopt);
    this.vpcId = network.vpcId;
    this.cidrBlock = network.cidrBlock;
    this.publicSubnetIds = network.subnetIds.public;
    this.appSubnetIds = network.subnetIds.app;
    this.dataSubnetIds = network.subnetIds.data;
    this.appRouteTableIds = network.appRouteTableIds;
    this.s3EndpointId = network.s3EndpointId;
    this.s3PrefixListId = network.s3PrefixListId;
    this.flowLogGroupName = network.flowLogGroupName;
    this.registerOutputs({
      vpcId: this.vpcId,
      cidrBlock: this.cidrBlock,
      publicSubnetIds: this.publicSubnetIds,
      appSubnetIds: this.appSubnetIds,
      dataSubnetIds: this.dataSubnetIds,
      appRouteTableIds: this.appRouteTableIds,
      s3EndpointId: this.s3EndpointId,
      s3PrefixListId: this.s3PrefixListId,
      flowLogGroupName: this.flowLogGroupName,
    });
  }

  private create(args: VpcArgs, spec: VpcSpec): Network {
    const vpc = this.createVpc(spec);
    this.stripDefaults(vpc);
    const subnets = this.createSubnets(vpc, spec);
    const routing = this.createRouting(vpc, spec, subnets);
    const { appRouteTableIds } = routing;
    this.createNetworkAcls(vpc, spec, subnets);
    const endpoint = this.createS3Endpoint(vpc.id, args, appRouteTableIds);
    const flowLogs = this.createFlowLogs(vpc, args, spec);
    this.createDnsFirewall(vpc, args, spec);
    return {
      vpcId: vpc.id,
      cidrBlock: spec.cidrBlock,
      subnetIds: { public: routing.routed("public"), app: routing.routed("app"), data: routing.routed("data") },
      appRouteTableIds,
      s3EndpointId: endpoint.id,
      s3PrefixListId: endpoint.prefixListId,
      flowLogGroupName: flowLogs.logGroupName,
    };
  }

  private adopt(args: VpcArgs, network: AdoptedNetwork): Network {
    checkAdoptedNetwork(this.logicalName, args, network);
    const outputs = (ids: readonly string[] = []) => ids.map((id) => pulumi.output(id));
    const appRouteTableIds = outputs(network.appRouteTableIds);
    return {
      vpcId: pulumi.output(network.vpcId),
      subnetIds: {
        public: outputs(network.publicSubnetIds),
        app: outputs(network.appSubnetIds),
        data: outputs(network.dataSubnetIds),
      },
      appRouteTableIds,
      s3EndpointId:
        appRouteTableIds.length > 0 ? this.createS3Endpoint(network.vpcId, args, appRouteTableIds).id : undefined,
      s3PrefixListId: pulumi.output(network.s3PrefixListId),
    };
  }

  private createVpc(spec: VpcSpec): ec2.Vpc {
    return new ec2.Vpc(
      this.childName("network"),
      {
        region: this.region,
        cidrBlock: spec.cidrBlock,
        enableDnsSupport: true,
        enableDnsHostnames: true, // interface endpoints answer under their public names only with this on
        tags: this.tagsFor("network"),
      },
      this.child({ protect: spec.protect }),
    );
  }

  /** What is created without naming a group or an ACL must not get an open one. */
  private stripDefaults(vpc: ec2.Vpc): void {
    new ec2.DefaultSecurityGroup(
      this.childName("default-group"),
      { region: this.region, vpcId: vpc.id, ingress: [], egress: [], tags: this.tagsFor("default-group") },
      this.child(),
    );
    new ec2.DefaultNetworkAcl(
      this.childName("default-acl"),
      {
        region: this.region,
        defaultNetworkAclId: vpc.defaultNetworkAclId,
        ingress: [],
        egress: [],
        tags: this.tagsFor("default-acl"),
      },
      // A new subnet passes through this ACL on its way to its tier's, and must not show up as a change of this one.
      this.child({ ignoreChanges: ["subnetIds"] }),
    );
  }

  private createSubnets(vpc: ec2.Vpc, spec: VpcSpec): TierSubnet[] {
    return spec.tiers.flatMap((tier) =>
      spec.zones.map((zone) => {
        const suffix = `${tier}-${zoneLetter(zone)}`;
        const subnet = new ec2.Subnet(
          this.childName(suffix),
          {
            region: this.region,
            vpcId: vpc.id,
            availabilityZone: zone,
            cidrBlock: subnetCidr(spec.cidrBlock, tier, zone, spec.mask),
            mapPublicIpOnLaunch: false,
            tags: this.tagsFor(suffix, { Tier: tier }),
          },
          this.child(),
        );
        return { tier, zone, id: subnet.id };
      }),
    );
  }

  private createRouting(vpc: ec2.Vpc, { natStrategy }: VpcSpec, subnets: readonly TierSubnet[]): Routing {
    return new Routing(
      this.childName("routing"),
      { region: this.region, vpcId: vpc.id, subnets, natStrategy, ...this.inherited },
      this.child(),
    );
  }

  private createNetworkAcls(vpc: ec2.Vpc, spec: VpcSpec, subnets: readonly TierSubnet[]): void {
    for (const tier of spec.tiers) {
      const suffix = `${tier}-acl`;
      new ec2.NetworkAcl(
        this.childName(suffix),
        {
          region: this.region,
          vpcId: vpc.id,
          subnetIds: subnets.filter((member) => member.tier === tier).map(({ id }) => id),
          ...networkAclEntries(tier, spec.cidrBlock),
          tags: this.tagsFor(suffix, { Tier: tier }),
        },
        this.child(),
      );
    }
  }

  /**
   * Only the app tier is led to S3: the data tier gets no way out of the network, not even this one. The endpoint stands in
   * a network without an app tier too, because nothing else tells the prefix list of S3.
   */
  private createS3Endpoint(
    vpcId: pulumi.Input<string>,
    args: VpcArgs,
    routeTableIds: readonly pulumi.Output<string>[],
  ): ec2.VpcEndpoint {
    return new ec2.VpcEndpoint(
      this.childName("s3"),
      {
        region: this.region,
        vpcId,
        vpcEndpointType: "Gateway",
        serviceName: `com.amazonaws.${args.region}.s3`,
        routeTableIds: [...routeTableIds],
        policy: s3EndpointPolicy(args.region, args.accountId, args.s3BucketNamePatterns),
        tags: this.tagsFor("s3"),
      },
      this.child(),
    );
  }

  private createFlowLogs(vpc: ec2.Vpc, args: VpcArgs, spec: VpcSpec): FlowLogs {
    return new FlowLogs(
      this.childName("flow"),
      {
        region: args.region,
        accountId: args.accountId,
        vpcId: vpc.id,
        logGroupName: `/aws/vpc/${args.namePrefix}/${this.logicalName}/flow`,
        retention: spec.flowLogRetention,
        logsKeyArn: args.logsKeyArn,
        ...this.inherited,
      },
      this.child(),
    );
  }

  private createDnsFirewall(vpc: ec2.Vpc, args: VpcArgs, spec: VpcSpec): void {
    if (spec.dnsFirewall.mode === "off") return;
    new DnsFirewall(
      this.childName("dns"),
      {
        region: args.region,
        vpcId: vpc.id,
        mode: spec.dnsFirewall.mode,
        allowDomains: spec.dnsFirewall.allowDomains,
        // Log delivery admits itself by a resource policy; names below this prefix do not each lengthen it.
        logGroupName: `/aws/vendedlogs/route53resolver/${args.namePrefix}/${this.logicalName}`,
        retention: spec.flowLogRetention,
        logsKeyArn: args.logsKeyArn,
        ...this.inherited,
      },
      this.child(),
    );
  }
}

interface Network {
  readonly vpcId: pulumi.Output<string>;
  readonly cidrBlock?: string;
  readonly subnetIds: Readonly<Record<Tier, readonly pulumi.Output<string>[]>>;
  readonly appRouteTableIds: readonly pulumi.Output<string>[];
  readonly s3EndpointId?: pulumi.Output<string>;
  readonly s3PrefixListId: pulumi.Output<string>;
  readonly flowLogGroupName?: pulumi.Output<string>;
}
