import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { type Tier, zoneLetter } from "./address-plan";
import type { NatStrategy } from "./vpc-args";

/** A subnet and where it belongs. */
export interface TierSubnet {
  readonly tier: Tier;
  /** Zone by name. */
  readonly zone: string;
  readonly id: pulumi.Output<string>;
}

export interface RoutingArgs extends PlatformArgs {
  readonly vpcId: pulumi.Input<string>;
  /** All subnets of the network, those of a tier in the order of their zones. */
  readonly subnets: readonly TierSubnet[];
  readonly natStrategy: NatStrategy;
}

/**
 * Ways into and out of a network: the internet gateway for `public`, NAT gateways for `app`, and for `data` a route table
 * that leads nowhere else.
 */
export class Routing extends PlatformComponent {
  /** Route tables of the app subnets, in the order of their zones. */
  readonly appRouteTableIds: readonly pulumi.Output<string>[];
  private readonly subnets: readonly TierSubnet[];
  /** What each subnet's way out of it is made of; of its own only, so that another zone changes nothing of this one. */
  private readonly ways = new Map<TierSubnet, pulumi.Output<string>[]>();

  constructor(name: string, args: RoutingArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:Routing", name, args, options);
    this.subnets = args.subnets;
    const ofTier = (tier: Tier): TierSubnet[] => args.subnets.filter((subnet) => subnet.tier === tier);
    const internet = ofTier("public").length > 0 ? this.createInternetGateway(args) : undefined;
    if (internet !== undefined) this.createPublicTable(args, ofTier("public"), internet);
    const natGateways =
      internet !== undefined && ofTier("app").length > 0
        ? this.createNatGateways(args, ofTier("public"), internet)
        : [];
    this.appRouteTableIds = this.createAppTables(args, ofTier("app"), natGateways).map((table) => table.id);
    if (ofTier("data").length > 0) this.createTable("data", args, "data", ofTier("data"));
    this.registerOutputs({ appRouteTableIds: this.appRouteTableIds });
  }

  /**
   * Ids of the tier's subnets, known once its routes exist. A load balancer is refused in a network without a gateway, and
   * a task that starts before its way out finds no image.
   */
  routed(tier: Tier): pulumi.Output<string>[] {
    return this.subnets
      .filter((subnet) => subnet.tier === tier)
      .map((subnet) => pulumi.all([subnet.id, pulumi.all(this.ways.get(subnet) ?? [])]).apply(([id]) => id));
  }

  private createInternetGateway({ vpcId }: RoutingArgs): ec2.InternetGateway {
    return new ec2.InternetGateway(
      this.childName("internet"),
      { region: this.region, vpcId, tags: this.tagsFor("internet") },
      this.child(),
    );
  }

  /**
   * The gateways there are: none, one in the first zone by letter, or one in each. A single gateway moves, and changes
   * its address, when a zone with an earlier letter is added or its own is removed.
   */
  private createNatGateways(
    { natStrategy }: RoutingArgs,
    publicSubnets: readonly TierSubnet[],
    internet: ec2.InternetGateway,
  ): NatGateway[] {
    const count = { none: 0, single: 1, onePerAz: publicSubnets.length }[natStrategy];
    return publicSubnets.slice(0, count).map(({ zone, id: subnetId }) => {
      const suffix = `nat-${zoneLetter(zone)}`;
      const address = new ec2.Eip(
        this.childName(`${suffix}-address`),
        { region: this.region, domain: "vpc", tags: this.tagsFor(`${suffix}-address`) },
        this.child(),
      );
      const gateway = new ec2.NatGateway(
        this.childName(suffix),
        { region: this.region, subnetId, allocationId: address.allocationId, tags: this.tagsFor(suffix) },
        this.child({ dependsOn: [internet] }), // it cannot start in a network that has no way out yet
      );
      return { zone, gateway };
    });
  }

  private createPublicTable(args: RoutingArgs, subnets: readonly TierSubnet[], internet: ec2.InternetGateway): void {
    const table = this.createTable("public", args, "public", subnets);
    this.addDefaultRoute("public", subnets, table, { gatewayId: internet.id });
  }

  /** A table a zone, whatever the strategy: changing the strategy then changes a route and no table. */
  private createAppTables(
    args: RoutingArgs,
    subnets: readonly TierSubnet[],
    natGateways: readonly NatGateway[],
  ): ec2.RouteTable[] {
    return subnets.map((subnet) => {
      const suffix = `app-${zoneLetter(subnet.zone)}`;
      const table = this.createTable(suffix, args, "app", [subnet]);
      const nat = natGateways.find(({ zone }) => zone === subnet.zone) ?? natGateways[0];
      if (nat !== undefined) this.addDefaultRoute(suffix, [subnet], table, { natGatewayId: nat.gateway.id });
      return table;
    });
  }

  private createTable(
    suffix: string,
    { vpcId }: RoutingArgs,
    tier: Tier,
    subnets: readonly TierSubnet[],
  ): ec2.RouteTable {
    const table = new ec2.RouteTable(
      this.childName(suffix),
      { region: this.region, vpcId, tags: this.tagsFor(suffix, { Tier: tier }) },
      this.child(),
    );
    for (const subnet of subnets) {
      const association = new ec2.RouteTableAssociation(
        this.childName(`${tier}-${zoneLetter(subnet.zone)}-association`),
        { region: this.region, routeTableId: table.id, subnetId: subnet.id },
        this.child(),
      );
      this.ways.set(subnet, [association.id]);
    }
    return table;
  }

  private addDefaultRoute(
    suffix: string,
    subnets: readonly TierSubnet[],
    table: ec2.RouteTable,
    target: { gatewayId: pulumi.Output<string> } | { natGatewayId: pulumi.Output<string> },
  ): void {
    const route = new ec2.Route(
      this.childName(`${suffix}-internet`),
      { region: this.region, routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", ...target },
      this.child(),
    );
    for (const subnet of subnets) this.ways.get(subnet)?.push(route.id);
  }
}

interface NatGateway {
  readonly zone: string;
  readonly gateway: ec2.NatGateway;
}
