import { fitsStandby, isBurstable, isSupportedEngine, type NodeLayout } from "../../components/data/search-rules";
import { messages } from "../messages";
import type { Message } from "../problem";

/** E22. */
export function checkStandbyLayout(layout: NodeLayout): Message | undefined {
  return fitsStandby(layout) ? undefined : messages.E22(layout.dataCount, layout.masters);
}

/** E23. */
export function checkBurstableType(dataType: string): Message | undefined {
  return isBurstable(dataType) ? messages.E23(dataType) : undefined;
}

/** E24. */
export function checkEngineVersion(engine: string): Message | undefined {
  return isSupportedEngine(engine) ? undefined : messages.E24(engine);
}
