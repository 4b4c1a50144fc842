import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { PlatformComponent } from "../shared/component";
import { subnetCidr, type Tier, zoneLetter } from "./address-plan";
import { DnsFirewall } from "./dns-firewall";
import { FlowLogs } from "./flow-logs";
import { networkAclEntries } from "./network-acls";
import { Routing, type TierSubnet } from "./routing";
import { s3EndpointPolicy } from "./s3-endpoint-policy";
import { type AdoptedNetwork, resolveVpcArgs, type VpcArgs, type VpcSpec } from "./vpc-args";

/**
 * A network of up to three tiers in two or three zones.
 *
 * Creates the subnets of each tier, their route tables and network ACLs, the NAT gateways asked for, the S3 gateway
 * endpoint, flow logs, a DNS firewall with a log of all queries, and takes every rule out of the VPC's default security
 * group and network ACL.
 *
 * Default settings: `data` has no route out of the network; `app` reaches the internet through one NAT gateway, on port
 * 443 alone; only `public` can be reached from outside, and no subnet gives out public addresses. Addresses and names come
 * from a zone's letter and a tier's fixed slot, so adding or removing either never touches another subnet.
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
  /** Prefix list of S3, for security groups. */
  readonly s3PrefixListId: pulumi.Output<string>;
  /** Undefined where the network was adopted. */
  readonly flowLogGroupName: pulumi.Output<string> | undefined;

  constructor(name: string, args: VpcArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:Vpc", name, args, options);
    const network = args.adopt === undefined ? this.create(args, resolveVpcArgs(name, args)) : adopted(args.adopt);
    this.vpcId = network.vpcId;
    this.cidrBlock = network.cidrBlock;
    this.publicSubnetIds = network.subnetIds.public;
    this.appSubnetIds = network.subnetIds.app;
    this.dataSubnetIds = network.subnetIds.data;
    this.s3PrefixListId = network.s3PrefixListId;
    this.flowLogGroupName = network.flowLogGroupName;
    this.registerOutputs({
      vpcId: this.vpcId,
      cidrBlock: this.cidrBlock,
      publicSubnetIds: this.publicSubnetIds,
      appSubnetIds: this.appSubnetIds,
      dataSubnetIds: this.dataSubnetIds,
      s3PrefixListId: this.s3PrefixListId,
      flowLogGroupName: this.flowLogGroupName,
    });
  }

  private create(args: VpcArgs, spec: VpcSpec): Network {
    const vpc = this.createVpc(spec);
    this.stripDefaults(vpc);
    const subnets = this.createSubnets(vpc, spec);
    const routing = this.createRouting(vpc, spec, subnets);
    this.createNetworkAcls(vpc, spec, subnets);
    const endpoint = this.createS3Endpoint(vpc, args, routing);
    const flowLogs = this.createFlowLogs(vpc, args, spec);
    this.createDnsFirewall(vpc, args, spec);
    return {
      vpcId: vpc.id,
      cidrBlock: spec.cidrBlock,
      subnetIds: { public: routing.routed("public"), app: routing.routed("app"), data: routing.routed("data") },
      s3PrefixListId: endpoint.prefixListId,
      flowLogGroupName: flowLogs.logGroupName,
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
      this.child(),
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
      this.child(),
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
      { region: this.region, vpcId: vpc.id, subnets, natStrategy, tags: this.inheritedTags },
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

  private createS3Endpoint(vpc: ec2.Vpc, args: VpcArgs, routing: Routing): ec2.VpcEndpoint {
    return new ec2.VpcEndpoint(
      this.childName("s3"),
      {
        region: this.region,
        vpcId: vpc.id,
        vpcEndpointType: "Gateway",
        serviceName: `com.amazonaws.${args.region}.s3`,
        routeTableIds: routing.openRouteTableIds, // the data tier uses no S3, and its ACL would not let it
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
        tags: this.inheritedTags,
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
        // One resource policy, which the service makes itself, covers all groups below this name; an account has ten.
        logGroupName: `/aws/vendedlogs/route53resolver/${args.namePrefix}/${this.logicalName}`,
        retention: spec.flowLogRetention,
        logsKeyArn: args.logsKeyArn,
        tags: this.inheritedTags,
      },
      this.child(),
    );
  }
}

interface Network {
  readonly vpcId: pulumi.Output<string>;
  readonly cidrBlock?: string;
  readonly subnetIds: Readonly<Record<Tier, readonly pulumi.Output<string>[]>>;
  readonly s3PrefixListId: pulumi.Output<string>;
  readonly flowLogGroupName?: pulumi.Output<string>;
}

function adopted(network: AdoptedNetwork): Network {
  return {
    vpcId: pulumi.output(network.vpcId),
    s3PrefixListId: pulumi.output(network.s3PrefixListId),
    subnetIds: {
      public: network.publicSubnetIds.map((id) => pulumi.output(id)),
      app: network.appSubnetIds.map((id) => pulumi.output(id)),
      data: network.dataSubnetIds.map((id) => pulumi.output(id)),
    },
  };
}
