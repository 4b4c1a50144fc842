import { expect } from "chai";
import { policyOf } from "../support/platform";
import { ACCOUNTS, byName, platformTests } from "./both-stacks";

// Who may take which role; whether the permission sets exist shows in the organisation's own account.

describe("the people of the platform", () => {
  const inBothStacks = platformTests();

  inBothStacks(
    "have one role for each duty, taken by one permission set (2.2-2)",
    ACCOUNTS,
    (graph, account, stack) => {
      const roles = byName(graph, "aws:iam/role:Role", (role) => {
        const [trust] = policyOf(role, "assumeRolePolicy").Statement;
        return [role.inputs.name, trust?.Condition?.ArnLike?.["aws:PrincipalArn"]];
      });
      const people = Object.entries(roles).filter(([name]) => name.startsWith("people-"));
      const member = (set: string) => [
        `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/ap-northeast-1/AWSReservedSSO_${set}_*`,
      ];
      expect(Object.fromEntries(people)).to.deep.equal({
        "people-auditor": [`kumiki-${stack}-auditor`, member("Auditor")],
        "people-developer-readonly": [`kumiki-${stack}-developer-readonly`, member("Developer")],
        "people-operator": [`kumiki-${stack}-operator`, member("Operator")],
        "people-platform-admin": [`kumiki-${stack}-platform-admin`, member("PlatformAdmin")],
      });
    },
  );

  inBothStacks("start runbooks as developers in dev only (2.2-2)", { dev: true, prod: false }, (graph, expected) => {
    const policy = graph.one("aws:iam/rolePolicy:RolePolicy", "people-developer-readonly-policy");
    const actions = policyOf(policy).Statement.flatMap(({ Action }) => Action);
    expect(actions.includes("ssm:StartAutomationExecution")).to.equal(expected);
  });

  inBothStacks(
    "are watched over by an analyzer of outside access in each region in use, and of unused access in prod (2.2-1)",
    {
      dev: ["ACCOUNT in ap-northeast-1", "ACCOUNT in us-east-1"],
      prod: [
        "ACCOUNT in ap-northeast-3",
        "ACCOUNT in ap-northeast-1",
        "ACCOUNT_UNUSED_ACCESS in ap-northeast-1",
        "ACCOUNT in us-east-1",
      ],
    },
    (graph, expected) => {
      const analyzers = graph.ofType("aws:accessanalyzer/analyzer:Analyzer");
      expect(analyzers.map(({ inputs, region }) => `${inputs.type} in ${region}`)).to.deep.equal(expected);
    },
  );
});
