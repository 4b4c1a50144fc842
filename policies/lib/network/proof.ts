import type { ResourceGraph } from "../../../plan/graph";
import { type Finding, type Judgement, PASS, violations } from "../../core/rule";
import { certain, type Packets } from "./packets";

/** Packets that must not be, and what is said if they are. */
export interface Claim {
  readonly key: string;
  readonly found: Packets;
  /** A sentence without its end: who reaches whom. */
  readonly message: string;
  /** How to mend it, as the end of that sentence. */
  readonly fix: string;
}

/**
 * Judges claims that nothing was found. What was found for certain is a violation; what was found only in case a value
 * turns out so is unproven.
 */
export function judge(claims: readonly Claim[], graph: ResourceGraph): Judgement {
  const sure = claims.filter(({ found }) => certain(found).length > 0);
  if (sure.length > 0) return violations(sure.map((claim) => finding(claim, certain(claim.found), graph)));
  const [first, ...others] = claims
    .filter(({ found }) => found.length > 0)
    .map((claim) => finding(claim, claim.found, graph, ", if a value that is not known yet turns out so"));
  return first === undefined ? PASS : { outcome: "unproven", findings: [first, ...others] };
}

function finding({ key, message, fix }: Claim, found: Packets, graph: ResourceGraph, doubt = ""): Finding {
  const by = witness(found, graph);
  return { key, message: `${message}${by.length > 0 ? ` by ${by.join(", ")}` : ""}${doubt}; ${fix}` };
}

/** Names of the resources that admit the packets, by the way that needs the fewest. */
export function witness(found: Packets, graph: ResourceGraph): string[] {
  const [shortest] = [...found].sort((a, b) => a.via.length - b.via.length);
  return (shortest?.via ?? []).map((urn) => graph.get(urn)?.name ?? urn);
}
