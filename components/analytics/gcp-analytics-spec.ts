import { DEFAULT_LOCATION } from "../shared/google-component";
import type { GcpAnalyticsArgs, GcpAnalyticsTransforms } from "./gcp-analytics-args";
import { type ResolvedTable, resolveTable } from "./table-schema";

type Defaulted = Omit<GcpAnalyticsArgs, "tables" | "keyRing" | "budget" | "transform">;

/** The arguments with every default in place. */
export interface GcpAnalyticsSpec extends Required<Defaulted>, Pick<GcpAnalyticsArgs, "keyRing" | "budget"> {
  readonly tables: readonly ResolvedTable[];
  readonly stagingDatasetId: string;
  readonly predictionDatasetId: string;
  readonly transform: GcpAnalyticsTransforms;
}

/** Fills in the defaults; judges nothing. */
export function resolveGcpAnalytics(args: GcpAnalyticsArgs): GcpAnalyticsSpec {
  const { datasetId = "analytics", vertexEndpoint = false } = args;
  return {
    ...args,
    location: args.location ?? DEFAULT_LOCATION,
    tags: args.tags ?? {},
    datasetId,
    stagingDatasetId: `${datasetId}_staging`,
    predictionDatasetId: `${datasetId}_predictions`,
    tables: args.tables.map(resolveTable),
    stagingExpiration: args.stagingExpiration ?? 14,
    timeTravel: args.timeTravel ?? 168,
    storageBillingModel: args.storageBillingModel ?? "LOGICAL",
    mergeSchedule: args.mergeSchedule ?? "every 1 hours",
    cmek: args.cmek ?? true,
    keyRotation: args.keyRotation ?? 7_776_000,
    vertexEndpoint,
    predictionLogSampling: args.predictionLogSampling ?? 0.1,
    predictionLogExpiration: args.predictionLogExpiration ?? 30,
    hostedModels: args.hostedModels ?? !vertexEndpoint,
    readers: args.readers ?? [],
    accountOwner: args.accountOwner ?? false,
    forbidServiceAccountKeys: args.forbidServiceAccountKeys ?? false,
    deletionProtection: args.deletionProtection ?? true,
    transform: args.transform ?? {},
  };
}
