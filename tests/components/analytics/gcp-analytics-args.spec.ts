import { expect } from "chai";
import type { GcpAnalyticsArgs } from "../../../components/analytics/gcp-analytics-args";
import { gcpAnalyticsProblems } from "../../../components/analytics/gcp-analytics-checks";
import { resolveGcpAnalytics } from "../../../components/analytics/gcp-analytics-spec";
import { platformTables } from "../../../components/analytics/platform-tables";
import { ArgumentError } from "../../../components/shared/validate";
import { registerError } from "../../support/platform";
import { ARGS, analytics } from "./analytics-fixture";

const BUDGET = { billingAccount: "0A1B2C-3D4E5F-6A7B8C", amount: 20 };

/** What is wrong with the arguments of the fixture once these are changed. */
function problemsOf(overrides: Partial<GcpAnalyticsArgs>): readonly string[] {
  try {
    gcpAnalyticsProblems(resolveGcpAnalytics({ ...ARGS, ...overrides })).throwFor("it");
  } catch (error) {
    if (error instanceof ArgumentError) return error.problems;
    throw error;
  }
  return [];
}

const MERGE_SCHEDULE =
  'mergeSchedule must be "every <5 or more> minutes", "every <1-24> hours" or "every day <HH:MM>", got ';
const NAME_PREFIX =
  'namePrefix must be 3 to 19 lower-case letters, digits and dashes and not begin with "gcp-", which Google keeps for itself, got ';
const READERS = 'readers must be "user:", "group:", "serviceAccount:" or "domain:" and an address, got ';
const KEY_RING = 'keyRing must be "projects/<id>/locations/<location>/keyRings/<name>", got ';

const REFUSED: readonly (readonly [Partial<GcpAnalyticsArgs>, string])[] = [
  [{ projectId: "Example" }, 'projectId must be 6 to 30 lower-case letters, digits and dashes, got "Example".'],
  [
    { projectNumber: "example-platform" }, // E25
    'projectNumber must be the numeric project number, not the id "example-platform".',
  ],
  [{ location: "Tokyo" }, 'location must be a region of Google Cloud such as "asia-northeast1", got "Tokyo".'],
  [{ location: "US" }, 'location must be a region of Google Cloud such as "asia-northeast1", got "US".'],
  [{ namePrefix: "ab" }, `${NAME_PREFIX}"ab".`],
  [{ namePrefix: "kumiki-production-eu" }, `${NAME_PREFIX}"kumiki-production-eu".`],
  [{ namePrefix: "gcp-kumiki" }, `${NAME_PREFIX}"gcp-kumiki".`],
  [{ awsAccountId: "1234" }, 'awsAccountId must be exactly 12 digits, got "1234".'],
  [{ appRoleNames: [] }, "appRoleNames must have 1 to 20 entries, got 0."],
  [{ loaderRoleNames: [] }, "loaderRoleNames must have 1 to 20 entries, got 0."],
  [
    { appRoleNames: ["arn:aws:iam::123456789012:role/app"] },
    'appRoleNames must be names of roles, without path and ARN, got "arn:aws:iam::123456789012:role/app".',
  ],
  [
    { loaderRoleNames: ["r".repeat(63)] }, // E28
    `Role name "${"r".repeat(63)}" is too long: the federated subject would exceed Google's 127-byte limit.`,
  ],
  [{ appRoleNames: ["app", "app"] }, 'appRoleNames names "app" twice.'],
  [
    { appRoleNames: ["one"], loaderRoleNames: ["one"] },
    '"one" is in appRoleNames and in loaderRoleNames; give application and loader their own roles.',
  ],
  [
    {
      appRoleNames: Array.from({ length: 20 }, (_, index) => `app-${10 + index}-${"r".repeat(55)}`),
      loaderRoleNames: Array.from({ length: 20 }, (_, index) => `get-${10 + index}-${"r".repeat(55)}`),
    },
    "the condition that names all roles may have 4096 characters, got 4261; name fewer roles.",
  ],
  [
    { datasetId: "my-data" },
    'datasetId must be 1 to 1000 letters, digits and "_" and begin with a letter, got "my-data".',
  ],
  [{ stagingExpiration: 1 }, "stagingExpiration must be a whole number in 2-90 days, got 1."],
  [{ timeTravel: 24 }, "timeTravel must be 48 to 168 hours in steps of 24, got 24."],
  [{ timeTravel: 50 }, "timeTravel must be 48 to 168 hours in steps of 24, got 50."],
  [{ timeTravel: 192 }, "timeTravel must be 48 to 168 hours in steps of 24, got 192."],
  [{ storageBillingModel: "CHEAP" as "LOGICAL" }, 'storageBillingModel must be one of LOGICAL, PHYSICAL, got "CHEAP".'],
  [{ mergeSchedule: "rate(1 hour)" }, `${MERGE_SCHEDULE}"rate(1 hour)".`],
  [{ mergeSchedule: "every 4 minutes" }, `${MERGE_SCHEDULE}"every 4 minutes".`],
  [{ mergeSchedule: "every 0 hours" }, `${MERGE_SCHEDULE}"every 0 hours".`],
  [{ mergeSchedule: "every 25 hours" }, `${MERGE_SCHEDULE}"every 25 hours".`],
  [{ mergeSchedule: "every day 24:00" }, `${MERGE_SCHEDULE}"every day 24:00".`],
  [{ tables: [] }, "tables must have 1 to 20 entries, got 0."],
  [{ tables: [...platformTables(), ...platformTables()] }, 'tables have the id "documents" twice.'],
  [{ keyRotation: 86_400 }, "keyRotation must be a whole number in 86401-31536000 s, got 86400."],
  [
    { keyRing: "projects/example-platform/locations/asia-northeast2/keyRings/company" }, // E26
    'location "asia-northeast1" and the location of keyRing "asia-northeast2" must be identical.',
  ],
  [{ keyRing: "company" }, `${KEY_RING}"company".`],
  [
    { keyRing: "projects/example-platform/locations/asia-northeast1/keyRings/company", cmek: false },
    "keyRing is given, but cmek is false; remove one of them.",
  ],
  [{ predictionLogSampling: 1.1 }, "predictionLogSampling must be a share between 0 and 1, got 1.1."],
  [{ predictionLogSampling: -0.1 }, "predictionLogSampling must be a share between 0 and 1, got -0.1."],
  [{ predictionLogExpiration: 0 }, "predictionLogExpiration must be a whole number in 1-400 days, got 0."],
  [{ readers: ["allUsers"] }, `${READERS}"allUsers".`],
  [{ readers: ["allAuthenticatedUsers"] }, `${READERS}"allAuthenticatedUsers".`],
  [{ readers: ["analysts@example.com"] }, `${READERS}"analysts@example.com".`],
  [{ readers: ["group:a@example.com", "group:a@example.com"] }, 'readers name "group:a@example.com" twice.'],
  [
    { forbidServiceAccountKeys: true },
    "forbidServiceAccountKeys holds for the whole project; set it in the stack that has accountOwner.",
  ],
  [
    { budget: { ...BUDGET, billingAccount: "main" } },
    'budget.billingAccount must look like "0A1B2C-3D4E5F-6A7B8C", got "main".',
  ],
  [{ budget: { ...BUDGET, amount: 0.5 } }, "budget.amount must be 1 to 10000000 a month, got 0.5."],
  [
    { budget: { ...BUDGET, currency: "yen" } },
    'budget.currency must be a code of three letters such as "USD", got "yen".',
  ],
];

const ACCEPTED: readonly Partial<GcpAnalyticsArgs>[] = [
  {},
  { namePrefix: "kumiki-production-e" },
  { appRoleNames: ["r".repeat(62)] },
  { mergeSchedule: "every 5 minutes" },
  { mergeSchedule: "every 24 hours" },
  { mergeSchedule: "every day 23:59" },
  { timeTravel: 48 },
  { timeTravel: 168 },
  { stagingExpiration: 90 },
  { keyRotation: 86_401 },
  { keyRing: "projects/example.com:keys/locations/asia-northeast1/keyRings/company" },
  { predictionLogSampling: 1 },
  { readers: ["user:a@example.com", "serviceAccount:b@p.iam.gserviceaccount.com", "domain:example.com"] },
  { budget: { ...BUDGET, currency: "JPY" } },
];

describe("GcpAnalytics: arguments", () => {
  for (const [overrides, message] of REFUSED) {
    it(`are refused: ${JSON.stringify(overrides).slice(0, 70)}`, () => {
      expect(problemsOf(overrides)).to.deep.equal([message]);
    });
  }

  for (const overrides of ACCEPTED) {
    it(`are accepted: ${JSON.stringify(overrides).slice(0, 70)}`, () => {
      expect(problemsOf(overrides)).to.deep.equal([]);
    });
  }

  it("are refused together, before anything is created", async () => {
    const error = await registerError(analytics({ projectNumber: "x", readers: ["all"], timeTravel: 1 }));
    expect(error.message).to.equal(
      [
        'GcpAnalytics "an" cannot be created:',
        '  - projectNumber must be the numeric project number, not the id "x".',
        "  - timeTravel must be 48 to 168 hours in steps of 24, got 1.",
        `  - ${READERS}"all".`,
      ].join("\n"),
    );
  });
});
