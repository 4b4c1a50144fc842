import type { Rule } from "../../core/rule";
import { LISTED, OUTSIDE } from "../../lib/network/addresses";
import { admitted } from "../../lib/network/groups";
import { difference } from "../../lib/network/intervals";
import { networkOf } from "../../lib/network/network";
import { both, packets } from "../../lib/network/packets";
import { judge } from "../../lib/network/proof";
import { DEFAULT_GROUP, GROUP } from "../../lib/network/types";

/** N1, whichever way a rule is written and however it cuts the internet into pieces. */
export const groupsClosedToAddresses: Rule = {
  id: "network-groups-closed-to-addresses",
  title: "No security group admits public addresses",
  why: "Only CloudFront stands in front of the platform; a group that admits an address of the internet goes around it.",
  fix: "name the security group or the prefix list that may connect",
  severity: "critical",
  pack: "network",
  theorem: "N1",
  controls: [],
  types: [GROUP, DEFAULT_GROUP],
  judge: (subject, graph) => {
    const { groups, links } = networkOf(graph);
    const group = groups.get(links.keyOf(subject));
    const outside = packets({ from: difference(OUTSIDE, LISTED) });
    return judge(
      [
        {
          key: "public-addresses",
          found: both(group === undefined ? [] : admitted([group], "ingress", []), outside),
          message: `${subject.name} admits addresses of the internet`,
          fix: "name the group or prefix list that may connect",
        },
      ],
      graph,
    );
  },
};
