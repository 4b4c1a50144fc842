import type { PlainObject, ResourceGraph, ResourceNode } from "../../../plan/graph";
import * as types from "../../../policies/lib/network/types";
import { objects, type Stack } from "../../support/stacks";
import { resource, withInputs } from "../support/mutate";
import { groupOf, pair, route, rule, withAdded, without } from "./mutations";

const ISOLATION = ["data-subnets-isolated"];
const SERVICE = "aws:ecs/service:Service";

/** A plan that looks harmless in review, the real platform with one thing changed: its title, the plan, and every theorem it breaks. */
export type BadPlan = readonly [title: string, plan: () => ResourceGraph, breaks: readonly string[]];

export function badPlans(platform: (stack: Stack) => ResourceGraph): readonly BadPlan[] {
  const dev = () => platform("dev");
  const prod = () => platform("prod");
  const id = (graph: ResourceGraph, type: string, name: string) => graph.one(type, name).id ?? "";

  return [
    ["main-table fallback: a data subnet without a table gets the main one's routes", mainTableFallback, ISOLATION],
    [
      "an association with another tier's table",
      () => associated(dev(), "vpc-routing-data-a-association", "vpc-routing-app-a"),
      ISOLATION,
    ],
    [
      "a missing association of a subnet of tasks",
      () => without(dev(), dev().one(types.TABLE_ASSOCIATION, "vpc-routing-app-a-association")),
      ["allowed-flows-exist"],
    ],
    [
      "a missing route to the NAT gateway",
      () => without(dev(), dev().one(types.ROUTE, "vpc-routing-app-a-internet")),
      ["allowed-flows-exist"],
    ],
    [
      "a missing route to the internet gateway",
      () => without(prod(), prod().one(types.ROUTE, "vpc-routing-public-internet")),
      ["allowed-flows-exist"],
    ],
    [
      "a missing gateway endpoint sends S3 through NAT",
      () => without(dev(), dev().one(types.ENDPOINT, "vpc-s3")),
      ["allowed-flows-exist", "no-other-flow"],
    ],
    [
      "a route of the data tier to NAT",
      () =>
        withAdded(
          prod(),
          route(prod(), "vpc-routing-data", { natGatewayId: id(prod(), types.NAT_GATEWAY, "vpc-routing-nat-a") }),
        ),
      ISOLATION,
    ],
    [
      "a route of the data tier to the internet",
      () =>
        withAdded(
          prod(),
          route(prod(), "vpc-routing-data", { gatewayId: id(prod(), types.INTERNET_GATEWAY, "vpc-routing-internet") }),
        ),
      ISOLATION,
    ],
    ["the same written inside of the table", inlineRoute, ISOLATION],
    ["a data tier with a way to S3", () => endpointTables(dev(), "vpc-routing-data"), ISOLATION],
    ["a NAT gateway in a data subnet leads nowhere", natInDataSubnet, ["allowed-flows-exist"]],
    [
      "NACL order: a deny behind the allow it should narrow",
      () => aclEntry({ ruleNo: 200, action: "deny" }),
      ISOLATION,
    ],
    ["NACL order: the same deny before it", () => aclEntry({ ruleNo: 90, action: "deny" }), []],
    ["an ACL that refuses the answers of clients", () => refusedAnswers(), ["allowed-flows-exist"]],
    ["an ACL that stops what a NAT gateway sends on", () => stoppedNat(), ["allowed-flows-exist"]],
    ["IPv6 left open: a way out that the IPv4 rules do not have", ipv6, ["no-other-flow"]],
    ["peering, though no route leads there", () => withAdded(prod(), peering(prod())), ["networks-apart"]],
    ["peering with routes", () => withAdded(prod(), peering(prod()), ...peeringRoutes(prod())), ["networks-apart"]],
    ["a self-referencing group", selfReference, ["no-other-flow"]],
    ["the default group in use, as EC2 makes it", defaultGroupUse, ["no-other-flow"]],
    [
      "an endpoint without a policy",
      () => withInputs(prod(), types.ENDPOINT, "endpoints-sqs", { policy: "" }),
      ["endpoints-narrowed"],
    ],
    [
      "an endpoint open to all",
      () =>
        withInputs(dev(), types.ENDPOINT, "vpc-s3", {
          policy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] }),
        }),
      ["endpoints-narrowed"],
    ],
    [
      "an endpoint open to every bucket",
      () =>
        withInputs(dev(), types.ENDPOINT, "vpc-s3", {
          policy: JSON.stringify({
            Statement: { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::*" },
          }),
        }),
      ["endpoints-narrowed"],
    ],
    ["a task with a public address", () => publicTask(dev()), ["no-public-address"]],
    [
      "a public database instance",
      () =>
        withInputs(prod(), "aws:rds/clusterInstance:ClusterInstance", "db-instance-2", { publiclyAccessible: true }),
      ["no-public-address"],
    ],
    [
      "an Elastic IP beside the NAT gateways",
      () => withAdded(dev(), resource(types.ADDRESS, "extra-address", { domain: "vpc" })),
      ["no-public-address"],
    ],
    [
      "a listener that forwards by default",
      () => withInputs(dev(), "aws:lb/listener:Listener", "kumiki-https", { defaultActions: [{ type: "forward" }] }),
      ["balancer-behind-cloudfront"],
    ],
    [
      "a listener rule that does not ask for the header",
      () =>
        withInputs(dev(), "aws:lb/listenerRule:ListenerRule", "app-lb-rule", {
          conditions: [{ pathPattern: { values: ["/*"] } }],
        }),
      ["balancer-behind-cloudfront"],
    ],
    [
      "egress of a store that no route carries yet",
      () => withAdded(dev(), rule("egress", groupOf(dev(), "db"), { cidrIpv4: "0.0.0.0/0" })),
      ["stores-call-nobody"],
    ],
    ["the load function in the network", loadInNetwork, ["export-functions-apart"]],
    [
      "the load balancer with a way to the database",
      () => withAdded(prod(), ...pair(groupOf(prod(), "alb"), groupOf(prod(), "db"))),
      ["balancer-reaches-no-store", "database-clients", "no-other-flow"],
    ],
    [
      "tasks that admit half of the internet",
      () => withAdded(prod(), rule("ingress", groupOf(prod(), "app"), { cidrIpv4: "128.0.0.0/1" })),
      ["groups-closed-to-addresses"],
    ],
    [
      "an instance in a data subnet, which the proofs do not read",
      () =>
        withAdded(
          dev(),
          resource("aws:ec2/instance:Instance", "extra", { subnetId: id(dev(), types.SUBNET, "vpc-data-a") }),
        ),
      ["placements-known"],
    ],
  ];

  function mainTableFallback(): ResourceGraph {
    const bare = without(dev(), dev().one(types.TABLE_ASSOCIATION, "vpc-routing-data-a-association"));
    const routeTableId = dev().one(types.VPC).outputs.mainRouteTableId ?? "";
    const natGatewayId = id(dev(), types.NAT_GATEWAY, "vpc-routing-nat-a");
    return withAdded(
      bare,
      resource(types.ROUTE, "extra", { routeTableId, destinationCidrBlock: "0.0.0.0/0", natGatewayId }),
    );
  }

  function associated(graph: ResourceGraph, association: string, table: string): ResourceGraph {
    return withInputs(graph, types.TABLE_ASSOCIATION, association, { routeTableId: id(graph, types.TABLE, table) });
  }

  function inlineRoute(): ResourceGraph {
    const gatewayId = id(dev(), types.INTERNET_GATEWAY, "vpc-routing-internet");
    return withInputs(dev(), types.TABLE, "vpc-routing-data", { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId }] });
  }

  function endpointTables(graph: ResourceGraph, table: string): ResourceGraph {
    const { inputs } = graph.one(types.ENDPOINT, "vpc-s3");
    const tables = Array.isArray(inputs.routeTableIds) ? inputs.routeTableIds : [];
    return withInputs(graph, types.ENDPOINT, "vpc-s3", { routeTableIds: [...tables, id(graph, types.TABLE, table)] });
  }

  function natInDataSubnet(): ResourceGraph {
    const subnetId = id(dev(), types.SUBNET, "vpc-data-a");
    return withInputs(dev(), types.NAT_GATEWAY, "vpc-routing-nat-a", { subnetId });
  }

  /** The data tier's ACL with everything let out, and another entry about the same. */
  function aclEntry(entry: PlainObject): ResourceGraph {
    const everything = { protocol: "-1", cidrBlock: "0.0.0.0/0", fromPort: 0, toPort: 0 };
    const egress = [...objects(dev().one(types.ACL, "vpc-data-acl").inputs.egress)];
    const local = egress.map((one) => ({ ...one, ruleNo: 80 }));
    return withInputs(dev(), types.ACL, "vpc-data-acl", {
      egress: [...local, { ...everything, ruleNo: 100, action: "allow" }, { ...everything, ...entry }],
    });
  }

  function refusedAnswers(): ResourceGraph {
    const ingress = objects(dev().one(types.ACL, "vpc-app-acl").inputs.ingress);
    return withInputs(dev(), types.ACL, "vpc-app-acl", {
      ingress: ingress.map((entry) => (entry.ruleNo === 110 ? { ...entry, fromPort: 32_768 } : entry)),
    });
  }

  function stoppedNat(): ResourceGraph {
    const egress = objects(dev().one(types.ACL, "vpc-public-acl").inputs.egress);
    return withInputs(dev(), types.ACL, "vpc-public-acl", { egress: egress.filter(({ ruleNo }) => ruleNo !== 100) });
  }

  function ipv6(): ResourceGraph {
    const graph = withInputs(dev(), types.SUBNET, "vpc-app-a", { ipv6CidrBlock: "2001:db8::/64" });
    const everything = { protocol: "-1", ipv6CidrBlock: "::/0", fromPort: 0, toPort: 0, action: "allow", ruleNo: 130 };
    const acl = graph.one(types.ACL, "vpc-app-acl").inputs;
    const open = withInputs(graph, types.ACL, "vpc-app-acl", {
      ingress: [...objects(acl.ingress), everything],
      egress: [...objects(acl.egress), everything],
    });
    const gateway = resource(
      types.EGRESS_ONLY_GATEWAY,
      "extra-gateway",
      { vpcId: id(dev(), types.VPC, "vpc-network") },
      {},
      { id: "eigw-1" },
    );
    const out = resource(types.ROUTE, "extra", {
      routeTableId: id(dev(), types.TABLE, "vpc-routing-app-a"),
      destinationIpv6CidrBlock: "::/0",
      egressOnlyGatewayId: "eigw-1",
    });
    return withAdded(open, gateway, out, rule("egress", groupOf(dev(), "worker"), { cidrIpv6: "::/0" }));
  }

  function peering(graph: ResourceGraph): ResourceNode {
    const [vpcId, peerVpcId] = [id(graph, types.VPC, "vpc-network"), id(graph, types.VPC, "recovery-network")];
    return resource(types.PEERING, "extra-peering", { vpcId, peerVpcId }, {}, { id: "pcx-1" });
  }

  function peeringRoutes(graph: ResourceGraph): ResourceNode[] {
    const to = (table: string, destinationCidrBlock: string) =>
      resource(types.ROUTE, `extra-${table}`, {
        routeTableId: id(graph, types.TABLE, table),
        destinationCidrBlock,
        vpcPeeringConnectionId: "pcx-1",
      });
    return [to("vpc-routing-app-a", "10.1.0.0/16"), to("recovery-routing-data", "10.0.0.0/16")];
  }

  function selfReference(): ResourceGraph {
    const inline = { protocol: "tcp", fromPort: 4444, toPort: 4444, self: true };
    return withInputs(dev(), types.GROUP, "groups-worker", { ingress: [inline], egress: [inline] });
  }

  function defaultGroupUse(): ResourceGraph {
    const untouched = without(dev(), dev().one(types.DEFAULT_GROUP));
    const { networkConfiguration = {} } = untouched.one(SERVICE, "worker").inputs;
    const subnets =
      networkConfiguration !== null && typeof networkConfiguration === "object" && !Array.isArray(networkConfiguration)
        ? (networkConfiguration.subnets ?? [])
        : [];
    return withInputs(untouched, SERVICE, "worker", { networkConfiguration: { subnets, assignPublicIp: false } });
  }

  function publicTask(graph: ResourceGraph): ResourceGraph {
    const { networkConfiguration } = graph.one(SERVICE, "app").inputs;
    return withInputs(graph, SERVICE, "app", {
      networkConfiguration: { ...Object(networkConfiguration), assignPublicIp: true },
    });
  }

  function loadInNetwork(): ResourceGraph {
    const { vpcConfig = {} } = dev().one("aws:lambda/function:Function", "export-extract-function").inputs;
    const securityGroupIds = [groupOf(dev(), "worker").id ?? ""];
    return withInputs(dev(), "aws:lambda/function:Function", "export-load-function", {
      vpcConfig: { ...Object(vpcConfig), securityGroupIds },
    });
  }
}
