import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { expect } from "chai";
import fc from "fast-check";
import type { PlainObject, ResourceGraph } from "../../../plan/graph";
import { ANYBODY, flows, type Place } from "../../../policies/lib/network/flows";
import { networkOf } from "../../../policies/lib/network/network";
import { certain, type Packets } from "../../../policies/lib/network/packets";
import * as types from "../../../policies/lib/network/types";
import { objects } from "../../support/stacks";
import { mutated } from "../support/mutate";
import { type Address, arrives, type Packet } from "./simulator";
import { graphOfTopology, type Topology, topologies } from "./topologies";

// The sets of the proofs against a simulator that moves one packet at a time. Both follow the same reading of AWS's
// documentation: that the reading is right only a real network shows.

const RUNS = Number(process.env.REACH_RUNS ?? 400);

const edges = (values: readonly number[], last: number) =>
  fc.constantFrom(
    ...values.flatMap((value) => [value - 1, value, value + 1]).filter((value) => value >= 0 && value <= last),
  );
const port = edges([0, 400, 443, 1024, 40_000, 65_535], 65_535);
/** First addresses of the blocks the networks are made of, and what is outside. */
const STARTS = [
  0x0a_00_00_00, 0x0a_00_01_00, 0x0a_00_01_80, 0x0a_00_02_00, 0x0a_01_00_00, 0x0a_01_01_00, 0x0b_00_00_00,
];
const anywhere = fc.oneof(
  edges(STARTS, 2 ** 32 - 1),
  fc.constantFrom<Address>("s3", "pl-other", "ipv6", 0x08_08_08_08),
);
/** An address that may well be one of a place's own: by its subnet's block, or of the outside. */
const own = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Address | "first" | "middle" | "last">("first", "middle", "last", "ipv6") },
  { weight: 1, arbitrary: anywhere },
);
const packets = fc.record({
  from: own,
  to: own,
  outside: fc.constantFrom<Address>("s3", "pl-other", "ipv6", 0x08_08_08_08, 0x0b_00_00_00),
  protocol: fc.constantFrom(6, 6, 17, 1),
  sourcePort: port,
  port,
});

/** The packet with "first" and the like put into numbers, for the subnet each end is in. */
function addressed(topology: Topology, source: Task, target: Task, drawn: Drawn): Packet {
  const at = (task: Task, address: Drawn["from"]): Address => {
    if (address !== "first" && address !== "middle" && address !== "last") return address;
    const subnet = task === undefined ? undefined : topology.tasks[task]?.subnet;
    const start = [0x0a_00_00_00, 0x0a_00_01_00, 0x0a_01_00_00][subnet ?? -1];
    return start === undefined ? drawn.outside : start + { first: 0, middle: 128, last: 255 }[address];
  };
  return { ...drawn, from: at(source, drawn.from), to: at(target, drawn.to) };
}

type Task = 0 | 1 | undefined;
type Drawn = typeof packets extends fc.Arbitrary<infer T> ? T : never;

const queries = fc.record({
  source: fc.constantFrom<Task>(0, 1, undefined),
  target: fc.constantFrom<Task>(0, 1, undefined),
});
const cases = fc.record({
  topology: topologies,
  questions: fc.array(fc.record({ query: queries, packet: packets }), { minLength: 40, maxLength: 40 }),
});

describe("what the proofs say of packets", () => {
  it("is what happens to them, packet by packet", function () {
    this.timeout(60_000);
    let [arrived, asked] = [0, 0];
    fc.assert(
      fc.property(cases, ({ topology, questions }) => {
        const answer = asker(graphOfTopology(topology));
        for (const { query, packet: drawn } of questions) {
          const packet = addressed(topology, query.source, query.target, drawn);
          const simulated = arrives(topology, packet, query.source, query.target);
          expect(answer(query.source, query.target, packet), JSON.stringify({ query, packet })).to.deep.equal({
            possible: simulated,
            sure: simulated,
          });
          asked += 1;
          if (simulated) arrived += 1;
        }
      }),
      { numRuns: RUNS },
    );
    expect(arrived / asked).to.be.greaterThan(0.02); // else the agreement would be about nothing
  });

  it("leaves room for what happens whatever an unknown value turns out to be", function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(cases, fc.nat(1000), ({ topology, questions }, which) => {
        const answer = asker(forgetting(graphOfTopology(topology), which));
        for (const { query, packet: drawn } of questions) {
          const packet = addressed(topology, query.source, query.target, drawn);
          const simulated = arrives(topology, packet, query.source, query.target);
          const { possible, sure } = answer(query.source, query.target, packet);
          const place = JSON.stringify({ query, packet });
          if (simulated) expect(possible, place).to.equal(true);
          else expect(sure, place).to.equal(false);
        }
      }),
      { numRuns: RUNS / 2 },
    );
  });
});

const FORGETTABLE = ["cidrIpv4", "cidrIpv6", "referencedSecurityGroupId", "prefixListId", "fromPort", "ipProtocol"];

/** The graph with one value of a rule, of ACL entries or of a route unknown. */
function forgetting(graph: ResourceGraph, which: number): ResourceGraph {
  const kinds = [types.INGRESS_RULE, types.EGRESS_RULE, types.ACL, types.ROUTE];
  const subjects = graph.resources.filter(({ type }) => kinds.includes(type));
  const subject = subjects[which % subjects.length];
  const forget = (inputs: PlainObject, names: readonly string[]): PlainObject => {
    const present = names.filter((name) => name in inputs);
    const name = present[which % present.length];
    return name === undefined ? inputs : { ...inputs, [name]: unknownValue };
  };
  return mutated(graph, (node) => {
    if (node !== subject) return node;
    if (node.type !== types.ACL)
      return { ...node, inputs: forget(node.inputs, [...FORGETTABLE, "destinationCidrBlock"]) };
    const entries = (direction: string) =>
      objects(node.inputs[direction]).map((entry) => forget(entry, ["cidrBlock", "action", "ruleNo", "protocol"]));
    return { ...node, inputs: { ...node.inputs, ingress: entries("ingress"), egress: entries("egress") } };
  });
}

function asker(graph: ResourceGraph) {
  const network = networkOf(graph);
  const place = (task: number | undefined): Place =>
    network.placements.find(({ resource }) => resource.name === `task-${task}`) ?? ANYBODY;
  const number = (one: Address): number => {
    if (typeof one === "number") return one;
    if (one === "ipv6") return 2 ** 33;
    const list = one === "s3" ? graph.one(types.ENDPOINT).urn : one;
    return network.lists.point(list)[0]?.[0] ?? -1;
  };
  const holds = (set: Packets, packet: Packet) => {
    const sides = { ...packet, from: number(packet.from), to: number(packet.to) };
    return set.some((box) =>
      (["from", "to", "protocol", "sourcePort", "port"] as const).every((side) =>
        box[side].some(([first, last]) => first <= sides[side] && sides[side] <= last),
      ),
    );
  };
  return (source: number | undefined, target: number | undefined, packet: Packet) => {
    const found = flows(network, place(source), place(target));
    return { possible: holds(found, packet), sure: holds(certain(found), packet) };
  };
}
