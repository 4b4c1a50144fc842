import type { PlainObject } from "../../../plan/graph";
import { ANYTHING, type Reach, reach } from "./addresses";
import type { Direction } from "./groups";
import { answers, both, doubting, NOT_TCP, type Packets, packets, TCP, without } from "./packets";
import { type Read, readNumber, readText, UNKNOWN } from "./read";
import { service } from "./services";

/** An entry of a network ACL: packets it surely means, and packets it may mean. */
export interface AclEntry {
  readonly number: number;
  readonly allow: Read<boolean>;
  readonly certain: Packets;
  readonly perhaps: Packets;
}

/** Entries of EC2's own default ACL: everything passes. */
export const OPEN_ACL: readonly AclEntry[] = [{ number: 100, allow: true, certain: packets({}), perhaps: [] }];

/** An entry as the resources write it; a `NetworkAclRule` names some of its properties otherwise. */
export function aclEntry(source: PlainObject, direction: Direction, urn: string): AclEntry {
  const number = oneOf(readNumber(source, "ruleNo"), readNumber(source, "ruleNumber"));
  const action = oneOf(readText(source, "action"), readText(source, "ruleAction"));
  const addresses = addressesOf(source);
  const { exact, ...sides } = service(
    readText(source, "protocol"),
    portOrType(source, "fromPort"),
    readNumber(source, "toPort"),
  );
  const end = direction === "ingress" ? "from" : "to";
  const set = (where: keyof Reach, leans: boolean) => packets({ ...sides, [end]: addresses[where] }, [urn], leans);
  const sure = exact && number !== UNKNOWN;
  const allow = action === UNKNOWN ? UNKNOWN : action === "allow";
  return {
    number: typeof number === "number" ? number : 0, // before all others, as it may be the one that decides
    allow,
    certain: sure ? set("certain", false) : [],
    perhaps: sure ? set("perhaps", true) : [...set("certain", true), ...set("perhaps", true)],
  };
}

/**
 * The packets that pass a list of entries: the lowest number that matches decides, and what no entry matches is refused.
 * An entry that may match admits if it allows, and casts doubt on what comes after it if it denies.
 */
export function passing(entries: readonly AclEntry[]): Packets {
  const last = [...entries].sort((a, b) => b.number - a.number);
  return last.reduce<Packets>((passes, { allow, certain, perhaps }) => {
    const rest = allow === UNKNOWN ? doubting(passes, certain) : without(passes, certain);
    const doubted = allow === true ? rest : doubting(rest, perhaps);
    if (allow === false) return doubted;
    const admitted = allow === true ? certain : certain.map((box) => ({ ...box, leans: true }));
    return [...doubted, ...admitted, ...perhaps];
  }, []);
}

/**
 * The connections whose first packet passes one way and, as an ACL keeps no state, whose answers pass the other. Only TCP
 * needs answers: with other protocols one packet is all it takes to carry something out.
 */
export function connections(there: Packets, back: Packets): Packets {
  const answered = both(answers(back), packets({ protocol: TCP }));
  return both(there, [...packets({ protocol: NOT_TCP }), ...answered]);
}

function addressesOf(source: PlainObject): Reach {
  const block = oneOf(readText(source, "cidrBlock"), readText(source, "ipv6CidrBlock"));
  return block === UNKNOWN || block === undefined || block === "" ? ANYTHING : reach(block);
}

/** ACLs have type and code of ICMP apart from the ports, which are zero then. */
function portOrType(source: PlainObject, name: string): Read<number> {
  const type = readNumber(source, "icmpType");
  const protocol = readText(source, "protocol");
  const icmp = protocol === "1" || protocol === "icmp" || protocol === "58" || protocol === "icmpv6";
  return icmp ? type : readNumber(source, name);
}

function oneOf<T>(a: Read<T>, b: Read<T>): Read<T> {
  return a === undefined || a === "" ? b : a;
}
