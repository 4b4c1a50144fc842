import { AccessAnalyzer } from "../components/governance/access-analyzer";
import { PeopleRoles } from "../components/governance/people-roles";
import { EDGE_REGION } from "../components/network/edge-args";
import type { Foundation } from "./foundation";

/** Who may do what by hand, and what watches over who can reach what. */
export interface Governance {
  readonly people: PeopleRoles;
}

export function createGovernance(foundation: Foundation): Governance {
  const { config, common, options } = foundation;
  const { access, account } = config;
  const people = new PeopleRoles(
    "people",
    {
      ...common,
      members: {
        "platform-admin": access.platformAdmins,
        operator: access.operators,
        "developer-readonly": access.developers,
        auditor: access.auditors,
      },
      developersRunRunbooks: access.developersRunRunbooks,
    },
    options,
  );
  if (account.owner) createAnalyzers(foundation);
  return { people };
}

/** An analyzer sees the resources of its own region alone; roles are everywhere, so unused access is paid for once. */
function createAnalyzers({ config, common, options, replicaRegion }: Foundation): void {
  new AccessAnalyzer("analyzer", { ...common, unusedAccessAge: config.access.unusedAccessDays }, options);
  const others = new Set([EDGE_REGION, ...(replicaRegion === undefined ? [] : [replicaRegion])]);
  others.delete(common.region);
  for (const region of others) new AccessAnalyzer(`analyzer-${region}`, { ...common, region }, options);
}
