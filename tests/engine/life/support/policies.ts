import type { EngineEvent } from "../../../../tools/engine/events";

/** What packs report as broken, without the advice and without what they could not judge. */
export function violationsOf(events: readonly EngineEvent[]): string[] {
  return events.flatMap(({ policyEvent }) =>
    policyEvent?.enforcementLevel === "mandatory" ? [policyEvent.message] : [],
  );
}
