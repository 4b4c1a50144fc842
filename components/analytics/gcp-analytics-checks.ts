import { googleProblems } from "../shared/google-component";
import { Problems, repeated } from "../shared/validate";
import { STORAGE_BILLING_MODELS } from "./bigquery-dataset";
import { checkRoles } from "./federation-checks";
import type { GcpAnalyticsSpec } from "./gcp-analytics-spec";
import { checkTable } from "./table-checks";

/** Everything wrong with the arguments. */
export function gcpAnalyticsProblems(spec: GcpAnalyticsSpec): Problems {
  const problems = new Problems();
  problems.add(googleProblems(spec));
  checkNames(problems, spec);
  checkRoles(problems, spec);
  checkDatasets(problems, spec);
  checkKeys(problems, spec);
  checkModels(problems, spec);
  checkProject(problems, spec);
  return problems;
}

function checkNames(problems: Problems, { namePrefix, awsAccountId }: GcpAnalyticsSpec): void {
  problems.unless(
    /^[a-z][a-z0-9-]{1,17}[a-z0-9]$/.test(namePrefix) && !namePrefix.startsWith("gcp-"),
    'namePrefix must be 3 to 19 lower-case letters, digits and dashes and not begin with "gcp-", which Google keeps ' +
      `for itself, got "${namePrefix}".`,
  );
  problems.accountId("awsAccountId", awsAccountId);
}

function checkDatasets(problems: Problems, spec: GcpAnalyticsSpec): void {
  const { datasetId, tables, mergeSchedule, timeTravel } = spec;
  problems.unless(
    /^[A-Za-z][A-Za-z0-9_]{0,999}$/.test(datasetId),
    `datasetId must be 1 to 1000 letters, digits and "_" and begin with a letter, got "${datasetId}".`,
  );
  problems.range("stagingExpiration", spec.stagingExpiration, 2, 90, "days");
  problems.unless(
    timeTravel >= 48 && timeTravel <= 168 && timeTravel % 24 === 0,
    `timeTravel must be 48 to 168 hours in steps of 24, got ${timeTravel}.`,
  );
  problems.oneOf("storageBillingModel", spec.storageBillingModel, STORAGE_BILLING_MODELS);
  problems.unless(
    isSchedule(mergeSchedule),
    'mergeSchedule must be "every <5 or more> minutes", "every <1-24> hours" or "every day <HH:MM>", ' +
      `got "${mergeSchedule}".`,
  );
  problems.count("tables", tables, 1, 20);
  for (const [index, table] of tables.entries()) checkTable(problems, `tables[${index}]`, table);
  for (const id of repeated(tables.map((table) => table.id))) problems.add([`tables have the id "${id}" twice.`]);
}

function checkKeys(problems: Problems, { cmek, keyRotation, keyRing, location }: GcpAnalyticsSpec): void {
  problems.range("keyRotation", keyRotation, 86_401, 31_536_000, "s");
  if (keyRing === undefined) return;
  const keyLocation = /^projects\/[a-z0-9:.-]+\/locations\/([a-z0-9-]+)\/keyRings\/[\w-]{1,63}$/.exec(keyRing)?.[1];
  problems.unless(cmek, "keyRing is given, but cmek is false; remove one of them.");
  if (keyLocation === undefined) {
    problems.add([`keyRing must be "projects/<id>/locations/<location>/keyRings/<name>", got "${keyRing}".`]);
  } else {
    problems.unless(
      keyLocation === location,
      `location "${location}" and the location of keyRing "${keyLocation}" must be identical.`,
    );
  }
}

function checkModels(problems: Problems, { predictionLogSampling, predictionLogExpiration }: GcpAnalyticsSpec): void {
  problems.unless(
    predictionLogSampling >= 0 && predictionLogSampling <= 1,
    `predictionLogSampling must be a share between 0 and 1, got ${predictionLogSampling}.`,
  );
  problems.range("predictionLogExpiration", predictionLogExpiration, 1, 400, "days");
}

function checkProject(problems: Problems, spec: GcpAnalyticsSpec): void {
  const { readers, budget, forbidServiceAccountKeys, accountOwner } = spec;
  for (const reader of readers) {
    problems.unless(
      /^(?:(?:user|group|serviceAccount):[^\s:@]+@[^\s:@]+|domain:[a-z0-9.-]+)$/.test(reader),
      `readers must be "user:", "group:", "serviceAccount:" or "domain:" and an address, got "${reader}".`,
    );
  }
  for (const reader of repeated(readers)) problems.add([`readers name "${reader}" twice.`]);
  problems.unless(
    accountOwner || !forbidServiceAccountKeys,
    "forbidServiceAccountKeys holds for the whole project; set it in the stack that has accountOwner.",
  );
  if (budget === undefined) return;
  problems.unless(
    /^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/.test(budget.billingAccount),
    `budget.billingAccount must look like "0A1B2C-3D4E5F-6A7B8C", got "${budget.billingAccount}".`,
  );
  problems.unless(
    budget.amount >= 1 && budget.amount <= 10_000_000,
    `budget.amount must be 1 to 10000000 a month, got ${budget.amount}.`,
  );
  problems.unless(
    budget.currency === undefined || /^[A-Z]{3}$/.test(budget.currency),
    `budget.currency must be a code of three letters such as "USD", got "${budget.currency}".`,
  );
}

/**
 * Five minutes are the shortest time between two runs (https://cloud.google.com/bigquery/docs/scheduling-queries).
 */
function isSchedule(text: string): boolean {
  const [, count, unit] = /^every (\d{1,4}) (minutes|hours)$/.exec(text) ?? [];
  if (unit === "minutes") return Number(count) >= 5;
  if (unit === "hours") return Number(count) >= 1 && Number(count) <= 24;
  return /^every day (?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
}
