import {
  hasRoomForReplication,
  isAcuRange,
  LEAST_ACU_OF_GLOBAL_PRIMARY,
  pausesWhenIdle,
} from "../../components/data/aurora-capacity";
import { canBeExported, isSupportedEngine, zonesFilled } from "../../components/data/search-rules";
import {
  checkAcuRange,
  checkGlobalDatabaseClass,
  checkInsights,
  checkReaderScaling,
  checkRestoreGeneration,
  checkRestoreSource,
} from "../checks/aurora";
import { checkBurstableType, checkEngineVersion, checkStandbyLayout } from "../checks/search";
import { messages } from "../messages";
import { at, atIf } from "../problem";
import { must, type Rule } from "./rule";

const ZONES_OF_PROD_STANDBY = 3;

export const dataRules: readonly Rule[] = [
  ({ aurora }) => atIf("aurora.minAcu", checkAcuRange(aurora.minAcu, aurora.maxAcu)),

  ({ aurora }) =>
    pausesWhenIdle(aurora.mode, aurora.minAcu) && aurora.proxy
      ? [at("aurora.minAcu", messages.E16("aurora.proxy"))]
      : [],

  ({ aurora, dr }) =>
    pausesWhenIdle(aurora.mode, aurora.minAcu) && dr.mode !== "none"
      ? [at("aurora.minAcu", messages.E16("dr.mode"))]
      : [],

  ({ aurora: { mode, minAcu, maxAcu }, dr }) =>
    must(
      dr.mode === "none" || !isAcuRange(minAcu, maxAcu) || hasRoomForReplication(mode, minAcu),
      "aurora.minAcu",
      {
        en: `at least ${LEAST_ACU_OF_GLOBAL_PRIMARY} with dr.mode, which makes the cluster the primary of a Global Database`,
        ja: `、dr.mode を使う場合は ${LEAST_ACU_OF_GLOBAL_PRIMARY} 以上（クラスターが Global Database のプライマリになるため）`,
      },
      minAcu,
    ),

  ({ aurora, dr }) =>
    dr.mode !== "none" && aurora.mode === "provisioned"
      ? atIf("aurora.instanceClass", checkGlobalDatabaseClass(dr.mode, aurora.instanceClass))
      : [],

  ({ environment, aurora }) =>
    environment === "prod" && !aurora.deletionProtection ? [at("aurora.deletionProtection", messages.E19())] : [],

  ({ aurora }) =>
    aurora.insights === "advanced" ? atIf("aurora.insights", checkInsights(aurora.mode, aurora.minAcu)) : [],

  ({ aurora: { restoreFrom } }) =>
    restoreFrom === undefined ? [] : atIf("aurora.restoreFrom", checkRestoreSource(restoreFrom)),

  ({ aurora: { restoreFrom, generation } }) =>
    restoreFrom === undefined ? [] : atIf("aurora.generation", checkRestoreGeneration(generation)),

  ({ aurora: { readerScaling, instances } }) =>
    readerScaling === undefined
      ? []
      : atIf("aurora.readerScaling", checkReaderScaling(readerScaling.min, readerScaling.max, instances)),

  ({ environment, cache }) =>
    environment === "prod" && cache.replicas < 1 ? [at("cache.replicas", messages.E21())] : [],

  // E05 already says how many zones prod needs; saying it twice would look like two mistakes.
  ({ environment, network, search }) =>
    search.standby
      ? atIf(
          "search.standby",
          checkStandbyLayout({
            zones: environment === "prod" ? ZONES_OF_PROD_STANDBY : network.availabilityZones.length,
            dataCount: search.dataCount,
            masters: search.masters,
          }),
        )
      : [],

  // One node is one zone, openly; several that end up in one would be a surprise. Too few zones are E05's to refuse.
  ({ network, search: { dataCount, standby } }) =>
    must(
      standby ||
        dataCount === 1 ||
        zonesFilled({ zones: Math.max(2, network.availabilityZones.length), dataCount }) > 1,
      "search.dataCount",
      {
        en: "1, or a multiple of a number of zones above 1, because only evenly filled zones are used",
        ja: "、1 または 2 以上のゾーン数の倍数（均等に配置できるゾーンだけが使われるため）",
      },
      dataCount,
    ),

  ({ environment, search }) =>
    search.standby || environment === "prod" ? atIf("search.dataType", checkBurstableType(search.dataType)) : [],

  ({ search }) => atIf("search.engineVersion", checkEngineVersion(search.engineVersion)),

  // What E24 refuses is refused once.
  ({ gcp, search: { engineVersion } }) =>
    must(
      !gcp.enabled || canBeExported(engineVersion) || !isSupportedEngine(engineVersion),
      "search.engineVersion",
      {
        en: "OpenSearch_3.3 or later while gcp.enabled is true, because the export pages in a way older versions lack",
        ja: "、gcp.enabled が true の場合は OpenSearch_3.3 以降（エクスポートが使うページング方式が以前のバージョンにないため）",
      },
      engineVersion,
    ),

  ({ gcp }) =>
    gcp.location === gcp.cmekLocation ? [] : [at("gcp.cmekLocation", messages.E26(gcp.location, gcp.cmekLocation))],

  ({ gcp }) =>
    gcp.budgetUsd > 0 && gcp.billingAccount === undefined
      ? [at("gcp.billingAccount", messages.E01("gcp.billingAccount"))]
      : [],
];
