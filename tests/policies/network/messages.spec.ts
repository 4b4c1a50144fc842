import { expect } from "chai";
import type { ResourceGraph } from "../../../plan/graph";
import { evaluateRules } from "../../../policies/core/evaluate";
import { explainFlow, placeNames } from "../../../policies/lib/network/explain";
import * as types from "../../../policies/lib/network/types";
import { textOf } from "../../../policies/lib/why/answer";
import { networkRules } from "../../../policies/rules/network";
import { bothStacks } from "../../support/stacks";
import { graphOf, resource, withInputs } from "../support/mutate";
import { groupOf, pair, rule, withAdded, without } from "./mutations";

describe("what the network theorems say", () => {
  const platform = bothStacks();

  it("names who reaches whom, what admits it and how to mend it", () => {
    const graph = platform("dev");
    const added = withAdded(graph, ...pair(groupOf(graph, "alb"), groupOf(graph, "db")));
    expect(messages(added)).to.deep.equal([
      "kumiki-alb can reach db-cluster, on a port or at an address the table of flows does not have, by extra-alb-to-db-egress, extra-alb-to-db-ingress, vpc-public-acl, vpc-data-acl; remove what admits it, or add the flow to the table",
      "kumiki-alb can reach db-cluster by extra-alb-to-db-egress, extra-alb-to-db-ingress, vpc-public-acl, vpc-data-acl; remove what admits it",
      "kumiki-alb can reach db-cluster by extra-alb-to-db-egress, extra-alb-to-db-ingress, vpc-public-acl, vpc-data-acl; remove what admits it",
    ]);
  });

  it("names the flow that is missing", () => {
    const graph = platform("dev");
    const missing = without(graph, graph.one(types.INGRESS_RULE, "groups-alb-to-app-8443-ingress"));
    expect(messages(missing)).to.deep.equal([
      "kumiki-alb cannot reach app as flow F4 needs (requests of users); add what lets it",
    ]);
  });

  it("names the route that leads data out", () => {
    const graph = platform("dev");
    const routeTableId = graph.one(types.TABLE, "vpc-routing-app-a").id ?? "";
    const moved = withInputs(graph, types.TABLE_ASSOCIATION, "vpc-routing-data-a-association", { routeTableId });
    expect(messages(moved)).to.deep.equal(["vpc-data-a is led out of the network by vpc-s3; remove it"]);
  });

  it("has a stable key for each finding, which a waiver can name", () => {
    const graph = platform("dev");
    const added = withAdded(graph, rule("ingress", groupOf(graph, "cache"), { cidrIpv4: "0.0.0.0/0" }));
    const keys = evaluateRules(added, networkRules).flatMap(({ findings }) => findings.map(({ key }) => key));
    expect(keys).to.deep.equal(["public-addresses"]);
  });

  it("has nothing to judge in a stack without a network, and says so", () => {
    const verdicts = evaluateRules(graphOf(resource("aws:s3/bucket:Bucket", "assets")), networkRules);
    expect(new Map(verdicts.map(({ rule: { id }, outcome }) => [id, outcome]))).to.deep.equal(
      new Map(networkRules.map(({ id }) => [id, id === "network-placements-known" ? "pass" : "notApplicable"])),
    );
  });

  describe("when asked why", () => {
    it("shows what admits a flow", () => {
      expect(explainFlow(platform("prod"), "fn-extract", "s3")?.map(textOf)).to.deep.equal([
        [
          "export-extract-function -> s3: tcp 443",
          "    by groups-fn-extract-to-s3-443-egress",
          "    by vpc-app-acl",
          "    by vpc-s3",
        ].join("\n"),
      ]);
    });

    it("shows each thing that stops one", () => {
      expect(explainFlow(platform("dev"), "internet", "app")?.map(textOf)).to.deep.equal([
        [
          "internet -> app: nothing",
          "    stopped by ingress of app's security groups",
          "    stopped by routes of vpc-app-a",
          "    stopped by routes of vpc-app-c",
        ].join("\n"),
      ]);
    });

    it("answers for every pair of names it offers, and for no other", () => {
      const graph = platform("dev");
      const names = placeNames(graph);
      expect(names).to.include.members(["alb", "db", "internet", "s3", "cloudfront", "bootstrap-function-function"]);
      expect(names.filter((name) => explainFlow(graph, name, "app") === undefined)).to.deep.equal([]);
      expect(explainFlow(graph, "nobody", "app")).to.equal(undefined);
    });
  });
});

function messages(graph: ResourceGraph): string[] {
  return evaluateRules(graph, networkRules).flatMap(({ findings }) => findings.map(({ message }) => message));
}
