import { ALL_IPV4, EVERYWHERE, IPV6 } from "./addresses";
import { intersection } from "./intervals";
import type { Network, Placement, Subnet } from "./model";
import { ANY_PORT, all, answers, both, NOT_TCP, type Packets, packets, TCP } from "./packets";
import type { Territory } from "./routes";

/** Ports a NAT gateway calls from (https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html). */
const NAT_PORTS = packets({ sourcePort: [[1024, 65_535]] });

/** What the routes between two subnets of the stack carry, and TCP's answers carry back. */
export function between(network: Network, from: Subnet, to: Subnet): Packets {
  const back = both(answers(towards(network, to, from)), packets({ protocol: TCP }));
  return both(towards(network, from, to), [...packets({ protocol: NOT_TCP }), ...back]);
}

function towards(network: Network, from: Subnet, to: Subnet): Packets {
  return from.territories.flatMap(({ addresses, target, urn, leans }) => {
    switch (target.kind) {
      case "local":
        return from.vpc === to.vpc ? packets({ to: addresses }, [], leans) : [];
      case "peering": {
        const ends = network.peerings.get(target.key ?? "") ?? [];
        const joined = [from, to].every(({ vpc }) => ends.includes(vpc.resource.urn));
        return joined && from.vpc !== to.vpc ? packets({ to: addresses }, [urn], leans) : [];
      }
      case "elsewhere":
        return packets({ to: addresses }, [urn], true);
      default:
        return [];
    }
  });
}

/** What the routes of a subnet carry out of all networks, for somebody in it who has a public address or has none. */
export function leaving(network: Network, subnet: Subnet, publicAddress: Placement["publicAddress"]): Packets {
  return subnet.territories.flatMap((territory) => {
    const { addresses, target, urn, leans } = territory;
    switch (target.kind) {
      case "internet":
        return [
          ...packets({ to: intersection(addresses, IPV6) }, [urn], leans),
          ...(publicAddress === false
            ? []
            : packets({ to: intersection(addresses, ALL_IPV4) }, [urn], leans || publicAddress === "perhaps")),
        ];
      case "egress-only":
        return packets({ to: intersection(addresses, IPV6) }, [urn], leans);
      case "nat":
        return throughNat(network, subnet, territory);
      case "endpoint":
        return packets({ to: addresses }, [urn], leans);
      case "elsewhere":
        return packets({ to: addresses }, [urn], true);
      default:
        return [];
    }
  });
}

/** A NAT gateway takes the packet at its own subnet's ACL, and sends it on from there under an address of its own. */
function throughNat({ natGateways }: Network, subnet: Subnet, { addresses, target, urn, leans }: Territory): Packets {
  const there = packets({ to: intersection(addresses, ALL_IPV4) }, [urn], leans);
  if (target.key === undefined) return there.map((box) => ({ ...box, leans: true }));
  const own = natGateways.get(target.key);
  if (own === undefined) return target.key.startsWith("nat-") ? there.map((box) => ({ ...box, leans: true })) : [];
  const routes = own.territories.filter((territory) => territory.target.kind === "internet");
  const out = routes.flatMap((route) => packets({ to: route.addresses }, [target.key ?? "", route.urn], route.leans));
  const sent = all([packets({ from: own.addresses }), NAT_PORTS, own.acl.egress, out]);
  const masked = sent.map((box) => ({ ...box, from: EVERYWHERE, sourcePort: ANY_PORT }));
  return all([there, subnet === own ? packets({}) : own.acl.ingress, masked]);
}

/** What gets from the outside to somebody in a subnet. Answers take the subnet's route back. */
export function arriving(subnet: Subnet, publicAddress: Placement["publicAddress"]): Packets {
  if (!subnet.vpc.attached) return [];
  const addressed = [
    ...packets({ to: IPV6 }),
    ...(publicAddress === false ? [] : packets({ to: ALL_IPV4 }, [], publicAddress === "perhaps")),
  ];
  const back = subnet.territories
    .filter(({ target }) => target.kind === "internet" || target.kind === "elsewhere")
    .flatMap(({ addresses, target, urn, leans }) =>
      packets({ from: addresses, protocol: TCP }, [urn], leans || target.kind === "elsewhere"),
    );
  return both(addressed, [...packets({ protocol: NOT_TCP }), ...back]);
}
