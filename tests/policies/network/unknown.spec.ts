import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { expect } from "chai";
import type { PlainValue, ResourceGraph } from "../../../plan/graph";
import { evaluateRules } from "../../../policies/core/evaluate";
import * as types from "../../../policies/lib/network/types";
import { networkRules } from "../../../policies/rules/network";
import { bothStacks, STACKS } from "../../support/stacks";
import { mutated, resource, unknownInput, withInputs } from "../support/mutate";
import { groupOf, rule, withAdded } from "./mutations";

/** Ids AWS makes up, which a preview does not know. */
const MADE_UP = /^(?:sg|subnet|vpc|rtb|igw|nat|eipalloc|acl|vpce|pl)-(?!58a04531|31a14458)/;

describe("what is not known yet", () => {
  const platform = bothStacks();

  for (const stack of STACKS) {
    it(`${stack}: with every id made up later, the theorems hold by what depends on what`, () => {
      const graph = mutated(platform(stack), (node) => ({
        ...node,
        inputs: Object.fromEntries(Object.entries(node.inputs).map(([key, value]) => [key, forgotten(value)])),
      }));
      expect(outcomes(graph, "violation")).to.deep.equal([]);
      expect(outcomes(graph, "unproven")).to.deep.equal([]);
    });
  }

  it("an unknown source may be anybody: nothing is proven closed, and nothing is called open", () => {
    const graph = platform("dev");
    const extra = rule("ingress", groupOf(graph, "alb"), { cidrIpv4: unknownValue });
    const added = withAdded(graph, extra);
    expect(outcomes(added, "violation")).to.deep.equal([]);
    expect(outcomes(added, "unproven")).to.deep.equal([
      "balancer-behind-cloudfront",
      "groups-closed-to-addresses",
      "no-other-flow",
    ]);
  });

  it("a service's subnets that refuse to be read leave what rests on them open", () => {
    const graph = platform("dev");
    const blind = mutated(graph, (node) =>
      node.type === "aws:elasticache/subnetGroup:SubnetGroup"
        ? { ...node, inputs: unknownInput(node.inputs, "subnetIds"), propertyDependencies: {} }
        : node,
    );
    expect(outcomes(blind, "violation")).to.deep.equal([]);
    expect(outcomes(blind, "unproven")).to.deep.equal(networkRules.map(({ id }) => id.replace(/^network-/, "")).sort());
  });

  it("a public block may be where CloudFront calls from, or may not", () => {
    const graph = platform("dev");
    const alone = mutated(graph, (node) => (node.name === "groups-cloudfront-to-alb-443-ingress" ? undefined : node));
    const block = { securityGroupId: groupOf(graph, "alb").id ?? "", cidrIpv4: "13.32.0.0/15", ipProtocol: "tcp" };
    const added = withAdded(alone, resource(types.INGRESS_RULE, "extra", { ...block, fromPort: 443, toPort: 443 }));
    expect(outcomes(added, "unproven")).to.deep.equal(["allowed-flows-exist"]);
    expect(outcomes(added, "violation")).to.deep.equal([
      "balancer-behind-cloudfront",
      "groups-closed-to-addresses",
      "no-other-flow",
    ]);
  });

  it("an unknown port of a rule that is needed may be another one", () => {
    const name = "groups-app-to-db-5432-egress";
    const graph = withInputs(platform("dev"), types.EGRESS_RULE, name, { toPort: unknownValue });
    expect(outcomes(graph, "violation")).to.deep.equal([]);
    expect(outcomes(graph, "unproven")).to.deep.equal(["allowed-flows-exist"]);
  });
});

function forgotten(value: PlainValue): PlainValue {
  if (typeof value === "string") return MADE_UP.test(value) ? unknownValue : value;
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(forgotten);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, forgotten(member)]));
}

function outcomes(graph: ResourceGraph, outcome: string): string[] {
  const found = evaluateRules(graph, networkRules).filter((verdict) => verdict.outcome === outcome);
  return [...new Set(found.map(({ rule: { id } }) => id.replace(/^network-/, "")))].sort();
}
