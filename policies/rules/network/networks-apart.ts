import { type Rule, violations } from "../../core/rule";
import { flows, nameOf } from "../../lib/network/flows";
import { networkOf, vpcOf } from "../../lib/network/network";
import { judge } from "../../lib/network/proof";
import { VPC } from "../../lib/network/types";

/** Types that join a network with another; none of them has a place on the platform. */
const JOINT =
  /^aws:(?:ec2|ec2transitgateway|networkmanager|vpclattice|directconnect)\/.*(?:[pP]eering|[vV]pnConnection|vpnGateway|[vV]pcAttachment|serviceNetworkVpcAssociation|gatewayAssociation)/;

/** N14. */
export const networksApart: Rule = {
  id: "network-networks-apart",
  title: "No network is joined with another",
  why: "The network of the second region is a shelter; a way between the two lets an intruder follow the data.",
  fix: "remove the peering, attachment or VPN connection",
  severity: "high",
  pack: "network",
  theorem: "N14",
  controls: ["CKV2_AWS_44"],
  types: [VPC],
  judge: (subject, graph) => {
    const joints = graph.resources.filter(({ type }) => JOINT.test(type));
    if (joints.length > 0) {
      return violations(
        joints.map(({ name }) => ({ key: name, message: `${name} joins a network with another; remove it` })),
      );
    }
    const network = networkOf(graph);
    const vpc = vpcOf(network, subject);
    const here = network.placements.filter((placement) => placement.vpc === vpc);
    const there = network.placements.filter((placement) => placement.vpc !== vpc);
    const claims = here.flatMap((from) =>
      there.map((to) => ({
        key: `${nameOf(from)}->${nameOf(to)}`,
        found: flows(network, from, to),
        message: `${nameOf(from)} can reach ${nameOf(to)} in another network`,
        fix: "remove what admits it",
      })),
    );
    const leads = network.subnets
      .filter((subnet) => subnet.vpc === vpc)
      .flatMap(({ resource, territories }) =>
        territories
          .filter(({ target }) => target.kind === "peering" || target.kind === "elsewhere")
          .map(({ urn }) => ({
            key: `${resource.name}::${graph.get(urn)?.name ?? urn}`,
            message: `${graph.get(urn)?.name ?? urn} leads ${resource.name} into another network, or nobody knows where; remove the route`,
          })),
      );
    return leads.length > 0 ? violations(leads) : judge(claims, graph);
  },
};
