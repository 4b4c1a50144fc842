import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { type PlatformArgs, PlatformComponent } from "../shared/component";
import { Problems } from "../shared/validate";
import { CLOUDFRONT_PREFIX_LISTS } from "./cloudfront-addresses";
import { type Endpoint, GROUPS, type GroupName } from "./flow-endpoints";
import { type FlowRule, flowsIn, rulesOf, type Topology } from "./flow-rules";

/** Route to everything outside of the VPC; a firewall on name resolution decides which names may be looked up. */
const ANYWHERE = "0.0.0.0/0";

export interface SecurityGroupsArgs extends PlatformArgs {
  /** VPC of the groups. Changing it replaces all of them. */
  readonly vpcId: pulumi.Input<string>;
  /** The groups to create, apart from `vpce`, which follows from `interfaceEndpoints`. */
  readonly groups: readonly Exclude<GroupName, "vpce">[];
  /**
   * AWS services with an interface endpoint in the VPC, as in the endpoint's name: `ecr.api`, `logs`. A group that
   * calls AWS services keeps its way through NAT until every service it calls is on this list.
   * @default []
   */
  readonly interfaceEndpoints?: readonly string[];
  /**
   * Whether operators sign in through the load balancer, at an OpenID Connect provider. Without it the load balancer
   * reaches neither the dashboards nor the trace viewer, which have no login of their own.
   * @default false
   */
  readonly operatorSignIn?: boolean;
  /** Port of the application's tasks, 1024-65535; that of the service behind the load balancer. @default 8443 */
  readonly applicationPort?: number;
  /** Prefix list of S3 in the region, an output of the VPC's gateway endpoint. */
  readonly s3PrefixListId: pulumi.Input<string>;
  /**
   * Prefix list of CloudFront's origin-facing addresses, `pl-` and hexadecimal digits.
   * @default - the list of `region`, known for Tokyo and Osaka
   */
  readonly cloudFrontPrefixListId?: string;
}

/**
 * Every security group of a stack and every rule in them, generated from the table of allowed flows (`flows.ts`).
 *
 * ```ts
 * const groups = new SecurityGroups("kumiki", { region, vpcId, s3PrefixListId, groups: ["alb", "app", "db"] });
 * new rds.Cluster("orders", { vpcSecurityGroupIds: [groups.id("db")] });
 * ```
 *
 * A flow between two groups is a pair of rules, egress at the one and ingress at the other, each naming the flow. The
 * load balancer admits CloudFront's addresses only, and that rule stays alone: the prefix list counts as 55 of the 60
 * rules a group may have. Whoever makes use of a flow as soon as it is created, such as a function that is invoked once,
 * must depend on this component: an id is known before the group's rules exist.
 *
 * Default settings: no rule but those of the table. EC2 gives a new group a rule that allows all egress; the provider
 * revokes it when it creates the group. Groups keep generated names, so that they can be replaced.
 *
 * What it does not do: it does not notice a rule added by hand, because rules are resources of their own here and the
 * provider compares only those it created. `revokeRulesOnDelete` stays off for the same reason: the rules created here
 * are deleted before their groups anyway, and a deletion that fails over a foreign rule brings that rule to light.
 */
export class SecurityGroups extends PlatformComponent {
  /** Ids of the groups that exist. */
  readonly ids: Readonly<Partial<Record<GroupName, pulumi.Output<string>>>>;
  private readonly peers: Readonly<Partial<Record<Endpoint, RulePeer>>>;

  constructor(name: string, args: SecurityGroupsArgs, options?: pulumi.ComponentResourceOptions) {
    super("kumiki:network:SecurityGroups", name, args, options);
    const { topology, cloudFrontPrefixListId } = resolveSecurityGroupsArgs(name, args);
    this.ids = Object.fromEntries(topology.groups.map((group) => [group, this.createGroup(group, args.vpcId)]));
    this.peers = {
      ...Object.fromEntries(Object.entries(this.ids).map(([group, id]) => [group, { referencedSecurityGroupId: id }])),
      cloudfront: { prefixListId: cloudFrontPrefixListId },
      s3: { prefixListId: args.s3PrefixListId },
      internet: { cidrIpv4: ANYWHERE },
      "identity-provider": { cidrIpv4: ANYWHERE },
    };
    for (const rule of flowsIn(topology).flatMap(rulesOf)) this.createRule(rule);
    this.registerOutputs({ ids: this.ids });
  }

  /**
   * The id of a group.
   * @throws Error if the group was not asked for
   */
  id(group: GroupName): pulumi.Output<string> {
    const id = this.ids[group];
    if (id === undefined) {
      throw new Error(
        `SecurityGroups "${this.logicalName}" has no group "${group}", only ${Object.keys(this.ids).join(", ")}; ` +
          `${group === "vpce" ? "name the services in interfaceEndpoints" : "add it to groups"}.`,
      );
    }
    return id;
  }

  private createGroup(group: GroupName, vpcId: pulumi.Input<string>): pulumi.Output<string> {
    return new ec2.SecurityGroup(
      this.childName(group),
      { region: this.region, vpcId, description: GROUPS[group], tags: this.tagsFor(group) },
      this.child(),
    ).id;
  }

  private createRule({ name, flow, direction, group, peer }: FlowRule): void {
    const Rule = direction === "egress" ? vpc.SecurityGroupEgressRule : vpc.SecurityGroupIngressRule;
    new Rule(
      this.childName(name),
      {
        region: this.region,
        securityGroupId: this.id(group),
        ...this.peers[peer],
        ipProtocol: flow.protocol,
        fromPort: flow.port,
        toPort: flow.port,
        description: `${flow.id} ${flow.from} to ${flow.to}: ${flow.why}`,
        tags: this.tagsFor(name),
      },
      this.child(),
    );
  }
}

/** How a rule names the other end; one of the three. */
type RulePeer = Pick<vpc.SecurityGroupEgressRuleArgs, "referencedSecurityGroupId" | "prefixListId" | "cidrIpv4">;

function resolveSecurityGroupsArgs(name: string, args: SecurityGroupsArgs) {
  const { region, groups, interfaceEndpoints = [], operatorSignIn = false, applicationPort } = args;
  const cloudFrontPrefixListId = args.cloudFrontPrefixListId ?? CLOUDFRONT_PREFIX_LISTS[region ?? ""];
  const problems = new Problems();
  const creatable = (Object.keys(GROUPS) as GroupName[]).filter((group) => group !== "vpce");
  for (const group of groups) problems.oneOf("groups", group, creatable);
  const repeated = groups.filter((group, index) => groups.indexOf(group) !== index);
  problems.unless(repeated.length === 0, `groups must name each group once, got ${repeated.join(", ")} again.`);
  problems.unless(
    !groups.includes("proxy") || groups.includes("db"),
    `groups has "proxy" without "db", so the pool would have no database; add "db" or remove "proxy".`,
  );
  problems.unless(
    !groups.includes("alb") || cloudFrontPrefixListId !== undefined,
    `cloudFrontPrefixListId must be given, because it is known only for ${Object.keys(CLOUDFRONT_PREFIX_LISTS).join(", ")}, ` +
      `and region is ${region === undefined ? "left to the provider" : `"${region}"`}.`,
  );
  problems.unless(
    args.cloudFrontPrefixListId === undefined || /^pl-[0-9a-f]{8,17}$/.test(args.cloudFrontPrefixListId),
    `cloudFrontPrefixListId must be pl- and hexadecimal digits, got "${args.cloudFrontPrefixListId}".`,
  );
  if (applicationPort !== undefined) problems.range("applicationPort", applicationPort, 1024, 65_535);
  problems.unless(
    !name.startsWith("sg-"),
    `the name must not begin with "sg-", which EC2 keeps for ids; got "${name}".`,
  );
  problems.throwFor(`SecurityGroups "${name}"`);
  const topology: Topology = {
    groups: interfaceEndpoints.length > 0 ? [...groups, "vpce"] : groups,
    interfaceEndpoints,
    operatorSignIn,
    applicationPort,
  };
  return { topology, cloudFrontPrefixListId };
}
