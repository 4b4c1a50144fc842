/**
 * Options of the AWS provider: how it waits, deletes or names. No service knows them, so changing one touches nothing but the
 * state file.
 */
export const PROVIDER_OPTIONS: readonly string[] = [
  "allowOverwrite",
  "applyImmediately",
  "delayAfterPolicyCreationInMs",
  "finalSnapshotIdentifier",
  "forceDelete",
  "forceDestroy",
  "forceDetachPolicies",
  "forceOverwriteReplicaSecret",
  "recoveryWindowInDays",
  "retainOnDelete",
  "revokeRulesOnDelete",
  "sigintRollback",
  "skipDestroy",
  "skipFinalSnapshot",
  "tags",
  "timeouts",
  "trackLatest",
  "useResourceTimeoutForPropagation",
  "waitForDeployment",
  "waitForSteadyState",
];

/** Since version 7 of the provider each regional resource has its region as an argument; a resource cannot move. */
export const REGION = "region";
