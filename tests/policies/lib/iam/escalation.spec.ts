import { expect } from "chai";
import { shortestEscape, stepsBetween } from "../../../../policies/lib/iam/escalation";
import { rolesOf } from "../../../../policies/lib/iam/roles";
import { graphOf, resource } from "../../support/mutate";

const step = (from: string, to: string) => ({ from, to, method: `${from}-${to}` });

describe("the graph of escalation", () => {
  it("tells the shortest way, and prefers the one to everything", () => {
    const steps = [step("a", "b"), step("b", "c"), step("a", "c"), step("c", "the whole account")];
    expect(shortestEscape("a", steps)?.map(({ method }) => method)).to.deep.equal(["a-c", "c-the whole account"]);
    expect(shortestEscape("b", steps)?.map(({ method }) => method)).to.deep.equal(["b-c", "c-the whole account"]);
    expect(shortestEscape("c", [step("a", "c")])).to.equal(undefined);
  });

  it("ends where roles can become one another in a circle", () => {
    const steps = [step("a", "b"), step("b", "a")];
    expect(shortestEscape("a", steps)).to.deep.equal([step("a", "b")]);
  });

  const cases: Readonly<Record<string, readonly [actions: string[], service: string, method: string]>> = {
    "a function made anew": [["iam:PassRole", "lambda:CreateFunction"], "lambda.amazonaws.com", "lambda-001"],
    "a task made anew": [
      ["iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:RunTask"],
      "ecs-tasks.amazonaws.com",
      "ecs-004",
    ],
    "the code of a function": [["lambda:UpdateFunctionCode"], "lambda.amazonaws.com", "lambda-003"],
    "a policy put on a role": [["iam:PutRolePolicy"], "ec2.amazonaws.com", "iam-005"],
    "another trust": [["iam:UpdateAssumeRolePolicy"], "ec2.amazonaws.com", "iam-012"],
    "a shell in a task": [["ecs:ExecuteCommand"], "ecs-tasks.amazonaws.com", "a shell in a task"],
  };
  for (const [title, [actions, service, method]] of Object.entries(cases)) {
    it(`finds ${title} (${method}), and nothing once an action is missing`, () => {
      expect(found(actions, service)).to.include(method);
      for (const missing of actions) {
        expect(
          found(
            actions.filter((action) => action !== missing),
            service,
          ),
        ).to.not.include(method);
      }
    });
  }

  it("passes no role to a service that the role does not trust", () => {
    expect(found(["iam:PassRole", "lambda:CreateFunction"], "ec2.amazonaws.com")).to.deep.equal([]);
  });
});

/** Methods by which one role becomes the other. */
function found(actions: readonly string[], service: string): string[] {
  const graph = graphOf(
    role("weak", "ec2.amazonaws.com"),
    role("strong", service),
    resource("aws:iam/rolePolicy:RolePolicy", "policy", {
      role: "weak",
      policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] }),
    }),
    resource(
      "aws:lambda/function:Function",
      "f",
      { role: "arn:aws:iam::111122223333:role/strong" },
      { arn: "arn:aws:lambda:x:1:function:f" },
    ),
  );
  return stepsBetween(rolesOf(graph), graph)
    .filter(({ from, to }) => from === "weak" && to === "strong")
    .map(({ method }) => method);
}

function role(name: string, service: string) {
  const trust = { Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }] };
  return resource(
    "aws:iam/role:Role",
    name,
    { name, assumeRolePolicy: JSON.stringify(trust) },
    { arn: `arn:aws:iam::111122223333:role/${name}` },
  );
}
