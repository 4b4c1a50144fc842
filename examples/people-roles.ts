import { PeopleRoles } from "../components/governance/people-roles";

/** Operators and auditors who sign in through IAM Identity Center. */
export function peopleRoles(): PeopleRoles {
  const assigned = (set: string) =>
    `arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/ap-northeast-1/AWSReservedSSO_${set}_*`;
  return new PeopleRoles("people", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "shop-dev",
    tags: { Project: "shop", Environment: "dev" },
    members: { operator: [assigned("Operator")], auditor: [assigned("Auditor")] },
  });
}
