import { notApplicable, type Rule } from "../../core/rule";
import { OUTSIDE } from "../../lib/network/addresses";
import { leaving } from "../../lib/network/gateways";
import { networkOf } from "../../lib/network/network";
import { both, packets } from "../../lib/network/packets";
import { judge } from "../../lib/network/proof";
import { readText } from "../../lib/network/read";
import { inRole } from "../../lib/network/roles";
import { SUBNET } from "../../lib/network/types";

/**
 * N7, for whatever may ever stand in the subnet: with a public address and in a group that admits everything. Routes are
 * one claim and the network ACL another, so that neither fence can fall behind the other unnoticed.
 */
export const dataSubnetsIsolated: Rule = {
  id: "network-data-subnets-isolated",
  title: "Data subnets have no way out of the network",
  why: "What has no way out cannot be made to carry data out, whatever its software or security groups say.",
  fix: "remove the route or ACL entry the message names, and associate the subnet with the table of the data tier",
  severity: "critical",
  pack: "network",
  theorem: "N7",
  controls: ["RDS.46"],
  types: [SUBNET],
  judge: (subject, graph) => {
    const network = networkOf(graph);
    const subnet = network.subnets.find(({ resource }) => resource === subject);
    const stores = inRole(network, graph, "db", "proxy", "search");
    const holdsData = stores.some(({ subnets }) => subnets.some((one) => one === subnet));
    if (subnet === undefined || !(holdsData || readText(subject.inputs, "tags", "Tier") === "data")) {
      return notApplicable("the subnet is not of the data tier");
    }
    const outside = packets({ to: OUTSIDE });
    const [name, fix] = [subject.name, "remove it"];
    return judge(
      [
        {
          key: "route",
          found: both(leaving(network, subnet, true), outside),
          message: `${name} is led out of the network`,
          fix,
        },
        {
          key: "acl",
          found: both(subnet.acl.egress, outside),
          message: `the network ACL of ${name} lets connections out of the network`,
          fix,
        },
      ],
      graph,
    );
  },
};
