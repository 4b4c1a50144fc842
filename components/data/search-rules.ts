import { awsArn, physicalName } from "../shared/naming";

/** 3.1 opens the only line with no announced end of standard support (OpenSearch Service release notes, 2026-11). */
const OLDEST_SUPPORTED = { major: 3, minor: 1 };

export const ZONES_WITH_STANDBY = 3;
export const MASTERS_WITH_STANDBY = 3;

/** Zones, data nodes and dedicated masters of a domain. */
export interface NodeLayout {
  readonly zones: number;
  readonly dataCount: number;
  readonly masters: number;
}

/** Whether a domain of this layout can hold one zone back as a standby: each zone has a whole copy and one master. */
export function fitsStandby({ zones, dataCount, masters }: NodeLayout): boolean {
  return zones === ZONES_WITH_STANDBY && dataCount % ZONES_WITH_STANDBY === 0 && masters === MASTERS_WITH_STANDBY;
}

/**
 * Zones a domain without standby is spread over: the most of those there are that its data nodes fill evenly. The service
 * puts a whole copy in each only then.
 */
export function zonesFilled({ zones, dataCount }: Pick<NodeLayout, "zones" | "dataCount">): number {
  return Array.from({ length: zones }, (_, index) => zones - index).find((count) => dataCount % count === 0) ?? 1;
}

/** T types know neither standby nor Auto-Tune, and throttle when their credits are used up. */
export function isBurstable(instanceType: string): boolean {
  return /^t\d/.test(instanceType);
}

/** Whether a point in time can be paged through by `_shard_doc`, as the export does; OpenSearch has it since 3.3. */
export function canBeExported(engineVersion: string): boolean {
  const [major = 0, minor = 0] = versionOf(engineVersion);
  return major > 3 || (major === 3 && minor >= 3);
}

function versionOf(engineVersion: string): number[] {
  return /^OpenSearch_(\d+)\.(\d+)$/.exec(engineVersion)?.slice(1).map(Number) ?? [];
}

/** Elasticsearch of any version is not: it is the line whose extended support doubles the price first. */
export function isSupportedEngine(engineVersion: string): boolean {
  const [major = 0, minor = 0] = versionOf(engineVersion);
  const { major: oldestMajor, minor: oldestMinor } = OLDEST_SUPPORTED;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/**
 * Copies of each shard besides the first. With a standby the service refuses any index, template or rollover that does
 * not make three copies (https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html);
 * a single node has nowhere to put a second one, and the domain would be yellow for ever.
 */
export function replicaCount({
  dataCount,
  standby,
}: {
  readonly dataCount: number;
  readonly standby: boolean;
}): number {
  if (standby) return 2;
  return dataCount > 1 ? 1 : 0;
}

/**
 * Name of a domain, fixed: its log groups and their policy, the domain's own policy and the roles of its callers name
 * it before it exists, and the callers exist before it does.
 *
 * @throws RangeError if the prefix is too long; the service accepts 28 characters
 */
export function searchDomainName(namePrefix: string): string {
  return physicalName("openSearchDomain", namePrefix, "search");
}

/** ARN of the domain of that name, for whoever has to be created before it. */
export function searchDomainArn(region: string, accountId: string, namePrefix: string): string {
  return awsArn("es", region, accountId, `domain/${searchDomainName(namePrefix)}`);
}
