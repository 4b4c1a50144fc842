import { AccessAnalyzer } from "../components/governance/access-analyzer";
import { PeopleRoles } from "../components/governance/people-roles";
import type { Foundation } from "./foundation";

/** Who may do what by hand, and what watches over who can reach what. */
export interface Governance {
  readonly people: PeopleRoles;
}

export function createGovernance({ config, common, options }: Foundation): Governance {
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
  if (account.owner) {
    new AccessAnalyzer("analyzer", { ...common, unusedAccessAge: access.unusedAccessDays }, options);
  }
  return { people };
}
