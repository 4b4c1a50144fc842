import { messages } from "../messages";
import type { Message } from "../problem";

const ZONES_WITH_STANDBY = 3;
const MASTERS_WITH_STANDBY = 3;

/** 3.1 opens the only line with no announced end of standard support (OpenSearch Service release notes). */
const OLDEST_SUPPORTED = { major: 3, minor: 1 };

export interface StandbyLayout {
  readonly zones: number;
  readonly dataCount: number;
  readonly masters: number;
}

/** E22. */
export function checkStandbyLayout({ zones, dataCount, masters }: StandbyLayout): Message | undefined {
  const fits = zones === ZONES_WITH_STANDBY && dataCount % ZONES_WITH_STANDBY === 0 && masters === MASTERS_WITH_STANDBY;
  return fits ? undefined : messages.E22(dataCount, masters);
}

/** E23. */
export function checkBurstableType(dataType: string): Message | undefined {
  return /^t\d/.test(dataType) ? messages.E23(dataType) : undefined;
}

/** E24. Elasticsearch of any version is refused: it is the line whose extended support doubles the price first. */
export function checkEngineVersion(engine: string): Message | undefined {
  const [major, minor] = /^OpenSearch_(\d+)\.(\d+)$/.exec(engine)?.slice(1).map(Number) ?? [0, 0];
  const { major: oldestMajor, minor: oldestMinor } = OLDEST_SUPPORTED;
  const isSupported = Number(major) > oldestMajor || (major === oldestMajor && Number(minor) >= oldestMinor);
  return isSupported ? undefined : messages.E24(engine);
}
