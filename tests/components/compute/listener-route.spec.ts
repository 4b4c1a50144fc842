import { expect } from "chai";
import { DEPLOYMENT_STRATEGIES, type DeploymentStrategy } from "../../../components/compute/deployment";
import type { FargateServiceArgs } from "../../../components/compute/fargate-service-args";
import { register, registerError } from "../../support/platform";
import { loadBalancer, SERVICE, service } from "./service-fixture";

// What a running service keeps and what it gets anew when an argument changes. How ECS then moves its tasks, and what the
// engine makes of two graphs, shows on a real stack only.

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const RULE = "aws:lb/listenerRule:ListenerRule";

type Changes = Partial<FargateServiceArgs>;

async function route(changes: Changes) {
  const graph = await register(service({ loadBalancer, ...changes }));
  const rule = graph.one(RULE);
  return {
    graph,
    groups: graph.ofType(TARGET_GROUP).map(({ urn, inputs }) => ({ urn, inputs })),
    rule: { urn: rule.urn, inputs: rule.inputs },
    priority: rule.inputs.priority,
  };
}

const strategy = (name: DeploymentStrategy): Changes => ({ deployment: { strategy: name } });

describe("the way from a listener to a service", () => {
  for (const name of DEPLOYMENT_STRATEGIES) {
    it(`stays as it is when the port of a ${name} service changes; only the service names the new one`, async () => {
      const [before, after] = [await route(strategy(name)), await route({ ...strategy(name), port: 9000 })];
      expect(after.groups).to.deep.equal(before.groups);
      expect(after.rule).to.deep.equal(before.rule);
      const [entry] = after.graph.one(SERVICE).inputs.loadBalancers as { containerPort: number }[];
      expect(entry?.containerPort).to.equal(9000);
    });
  }

  it("has the first priority for shifting, the next over plain HTTP, and the last for rolling", async () => {
    const kinds: readonly (readonly [Changes, name: string, priority: number])[] = [
      [strategy("BLUE_GREEN"), "app-lb-shifting-rule", 100],
      [strategy("CANARY"), "app-lb-shifting-rule", 100],
      [strategy("LINEAR"), "app-lb-shifting-rule", 100],
      [{ ...strategy("BLUE_GREEN"), targetProtocol: "HTTP" }, "app-lb-shifting-http-rule", 101],
      [strategy("ROLLING"), "app-lb-rule", 102],
      [{ ...strategy("ROLLING"), targetProtocol: "HTTP" }, "app-lb-rule", 102],
    ];
    for (const [changes, name, priority] of kinds) {
      const { graph } = await route(changes);
      expect([graph.one(RULE).name, graph.one(RULE).inputs.priority]).to.deep.equal([name, priority]);
    }
  });

  it("names the first target group alike in every strategy, so that running tasks stay in it", async () => {
    const [rolling, shifting] = [await route(strategy("ROLLING")), await route(strategy("BLUE_GREEN"))];
    expect(shifting.groups[0]).to.deep.equal(rolling.groups[0]);
  });

  it("gives the rolling rule the new groups in place when the protocol changes", async () => {
    const [before, after] = [await route({}), await route({ targetProtocol: "HTTP" })];
    expect(after.rule.urn).to.equal(before.rule.urn);
    expect(after.graph.one(RULE).options).not.to.have.property("ignoreChanges");
    expect(after.groups[0]?.inputs).to.deep.include({ protocol: "HTTP", port: 8443 });
  });

  it("needs three priorities below the end of the listener's", async () => {
    const at = (priority: number) => service({ loadBalancer: { ...loadBalancer, priority } });
    expect((await register(at(49_998))).one(RULE).inputs.priority).to.equal(50_000);
    for (const priority of [0, 49_999]) {
      expect((await registerError(at(priority))).message).to.equal(
        'FargateService "app" cannot be created:\n' +
          `  - loadBalancer.priority must be a whole number in 1-49998, got ${priority}.`,
      );
    }
  });
});
