import type { Rule } from "../../core/rule";
import { allowedFlowsExist } from "./allowed-flows-exist";
import { balancerBehindCloudfront } from "./balancer-behind-cloudfront";
import { balancerReachesNoStore } from "./balancer-reaches-no-store";
import { dataSubnetsIsolated } from "./data-subnets-isolated";
import { databaseClients } from "./database-clients";
import { endpointsNarrowed } from "./endpoints-narrowed";
import { exportFunctions } from "./export-functions";
import { groupsClosedToAddresses } from "./groups-closed-to-addresses";
import { networksApart } from "./networks-apart";
import { noOtherFlow } from "./no-other-flow";
import { noPublicAddress } from "./no-public-address";
import { placementsKnown } from "./placements-known";
import { storesCallNobody } from "./stores-call-nobody";

/** The theorems about the network: of the table of flows first, then of the arrows that must not exist. */
export const networkRules: readonly Rule[] = [
  allowedFlowsExist,
  noOtherFlow,
  groupsClosedToAddresses,
  balancerBehindCloudfront,
  noPublicAddress,
  balancerReachesNoStore,
  databaseClients,
  storesCallNobody,
  dataSubnetsIsolated,
  exportFunctions,
  networksApart,
  endpointsNarrowed,
  placementsKnown,
];
