import { LOG_RETENTION_DAYS } from "../shared/log-retention";
import { Problems } from "../shared/validate";
import { checkSearchClients } from "./search-client-checks";
import type { SearchDomainArgs, SearchNodes } from "./search-domain-args";
import { checkNodes, checkVolume } from "./search-node-checks";
import { isSupportedEngine, searchDomainArn, searchDomainName } from "./search-rules";
import { includedPerformance, SMALLEST_VOLUME } from "./search-volumes";

const DEFAULTS = {
  engineVersion: "OpenSearch_3.5",
  dataNodes: { type: "t3.small.search", count: 1 },
  standby: false,
  volume: SMALLEST_VOLUME,
  offPeakStart: 21,
  logRetention: 30,
  createServiceLinkedRole: false,
  protect: true,
} as const;

/** The arguments with every default filled in, and what follows from them. */
export interface SearchSpec extends SearchDomainArgs {
  readonly engineVersion: string;
  readonly dataNodes: SearchNodes;
  readonly standby: boolean;
  readonly volume: number;
  readonly volumeIops: number;
  readonly volumeThroughput: number;
  readonly offPeakStart: number;
  readonly logRetention: number;
  readonly createServiceLinkedRole: boolean;
  readonly protect: boolean;
  readonly domainName: string;
  readonly domainArn: string;
}

/**
 * Fills in defaults and checks the rest.
 * @throws ArgumentError naming everything that is wrong
 */
export function resolveSearchDomain(name: string, args: SearchDomainArgs): SearchSpec {
  const problems = new Problems();
  const volume = args.volume ?? DEFAULTS.volume;
  const included = includedPerformance(volume);
  const spec: SearchSpec = {
    ...args,
    engineVersion: args.engineVersion ?? DEFAULTS.engineVersion,
    dataNodes: args.dataNodes ?? DEFAULTS.dataNodes,
    standby: args.standby ?? DEFAULTS.standby,
    volume,
    volumeIops: args.volumeIops ?? included.iops,
    volumeThroughput: args.volumeThroughput ?? included.throughput,
    offPeakStart: args.offPeakStart ?? DEFAULTS.offPeakStart,
    logRetention: args.logRetention ?? DEFAULTS.logRetention,
    createServiceLinkedRole: args.createServiceLinkedRole ?? DEFAULTS.createServiceLinkedRole,
    protect: args.protect ?? DEFAULTS.protect,
    ...named(args, problems),
  };
  problems.accountId("accountId", args.accountId);
  problems.unless(
    isSupportedEngine(spec.engineVersion),
    `engineVersion must be OpenSearch_3.1 or later, got "${spec.engineVersion}"; anything older is in or near paid ` +
      "extended support.",
  );
  checkNodes(spec, problems);
  checkVolume(spec, problems);
  problems.range("offPeakStart", spec.offPeakStart, 0, 23, "h");
  problems.oneOf("logRetention", spec.logRetention, LOG_RETENTION_DAYS);
  if (spec.saml !== undefined) problems.range("saml.sessionTimeout", spec.saml.sessionTimeout ?? 60, 1, 1440, "min");
  checkSearchClients(spec.clients, spec.saml !== undefined, problems);
  problems.throwFor(`SearchDomain "${name}"`);
  return spec;
}

function named({ region, accountId, namePrefix }: SearchDomainArgs, problems: Problems) {
  problems.unless(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(namePrefix),
    `namePrefix must be lower-case letters, digits and single dashes, got "${namePrefix}".`,
  );
  try {
    return { domainName: searchDomainName(namePrefix), domainArn: searchDomainArn(region, accountId, namePrefix) };
  } catch (error) {
    problems.add([`namePrefix: ${error instanceof Error ? error.message : String(error)}.`]);
    return { domainName: "", domainArn: "" };
  }
}
