import { expect } from "chai";
import { WORKLOAD_ACTIONS } from "../../components/governance/workload-actions";
import { policyOf } from "../support/platform";
import { bothStacks, STACKS } from "../support/stacks";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicy:RolePolicy";

describe("the permissions boundary", () => {
  const platform = bothStacks();

  for (const stack of STACKS) {
    it(`is on every role of ${stack}: that of workloads or that of people (2.2-1)`, () => {
      const { accountId, roles } = rolesOf(stack);
      const boundaries = [`kumiki-${stack}-workloads`, `kumiki-${stack}-people`].map(
        (name) => `arn:aws:iam::${accountId}:policy/${name}`,
      );
      for (const role of roles) expect(boundaries, role.urn).to.include(String(role.inputs.permissionsBoundary));
    });
  }

  it("names what workloads are granted in either stack, action for action (2.2-1)", () => {
    const granted = STACKS.flatMap((stack) => {
      const { roles } = rolesOf(stack);
      const bounded = roles.filter(({ inputs }) => String(inputs.permissionsBoundary).endsWith("-workloads"));
      const names = new Set(bounded.map(({ outputs }) => outputs.name));
      const policies = platform(stack)
        .ofType(POLICY)
        .filter(({ inputs }) => names.has(inputs.role ?? ""));
      return policies.flatMap((policy) => policyOf(policy).Statement.flatMap(({ Action }) => Action));
    });
    expect([...new Set(granted)].sort()).to.deep.equal([...WORKLOAD_ACTIONS].sort());
  });

  function rolesOf(stack: (typeof STACKS)[number]) {
    const roles = platform(stack).ofType(ROLE);
    return { roles, accountId: stack === "dev" ? "123456789012" : "210987654321" };
  }
});
