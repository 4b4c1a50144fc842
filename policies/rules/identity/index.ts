import type { Rule } from "../../core/rule";
import { boundedRoles } from "./bounded-roles";
import { confusedDeputies } from "./confused-deputies";
import { dataPlane } from "./data-plane";
import { distributionReadsOnly } from "./distribution-reads-only";
import { encryptedTransport } from "./encrypted-transport";
import { federatedTrust } from "./federated-trust";
import { knownActions } from "./known-actions";
import { knownManagedPolicies } from "./known-managed-policies";
import { namedActions } from "./named-actions";
import { narrowedResources } from "./narrowed-resources";
import { noEscalation } from "./no-escalation";
import { noPublicPrincipals } from "./no-public-principals";
import { noSelfLockout } from "./no-self-lockout";
import { noStandingCredentials } from "./no-standing-credentials";
import { ownAccountOnly } from "./own-account-only";
import { passRole } from "./pass-role";
import { peopleWithoutData } from "./people-without-data";
import { recordedSessions } from "./recorded-sessions";
import { searchNamesCallers } from "./search-names-callers";
import { tightBoundaries } from "./tight-boundaries";

/** Who may do what on AWS, and who may not. */
export const identityRules: readonly Rule[] = [
  namedActions,
  knownActions,
  narrowedResources,
  passRole,
  confusedDeputies,
  noPublicPrincipals,
  ownAccountOnly,
  federatedTrust,
  boundedRoles,
  tightBoundaries,
  knownManagedPolicies,
  noStandingCredentials,
  noSelfLockout,
  distributionReadsOnly,
  searchNamesCallers,
  encryptedTransport,
  recordedSessions,
  dataPlane,
  noEscalation,
  peopleWithoutData,
];
