import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { allAliases } from "@pulumi/pulumi/resource";
import { expect } from "chai";
import fc from "fast-check";
import { aliasUrns, predecessors } from "../../plan/aliases";
import { evaluateProgram } from "../../plan/evaluate-program";
import type { ResourceGraph } from "../../plan/graph";
import { register } from "../support/platform";
import { Part } from "./releases/parts";

// Held to the SDK's own function, which engines without alias specs are served by. That the engine finds what is foretold
// here is shown by tests/engine/life/dev-changes.spec.ts.

const START = "urn:pulumi:test::kumiki::";

/** Old URN of each resource that has one, both without what all URNs begin with. */
function oldNames(graph: ResourceGraph, state: readonly string[]): Record<string, string> {
  const found = predecessors(graph, new Set(state.map((end) => START + end)));
  return Object.fromEntries([...found].map(([urn, old]) => [urn.slice(START.length), old.slice(START.length)]));
}

describe("what a resource takes over from a state", () => {
  it("is what has its own URN, before anything an alias names", async () => {
    const graph = await register(() => new Part("k:a:A", "new", { aliases: [{ name: "older" }, { name: "old" }] }));
    expect(oldNames(graph, ["k:a:A::old", "k:a:A::older", "k:a:A::new"])).to.deep.equal({ "k:a:A::new": "k:a:A::new" });
    expect(oldNames(graph, ["k:a:A::old", "k:a:A::older"])).to.deep.equal({ "k:a:A::new": "k:a:A::older" });
    expect(oldNames(graph, ["k:a:A::other"])).to.deep.equal({});
  });

  it("is inherited by children and their children, whether or not they are named after the parent", async () => {
    const graph = await register(() => {
      const outer = new Part("k:a:A", "front", { aliases: [{ name: "edge" }] });
      const inner = new Part("k:b:B", "front-log", { parent: outer });
      new Part("k:c:C", "front-log-group", { parent: inner });
      new Part("k:c:C", "own", { parent: inner });
    });
    expect(
      oldNames(graph, [
        "k:a:A::edge",
        "k:a:A$k:b:B::edge-log",
        "k:a:A$k:b:B$k:c:C::edge-log-group",
        "k:a:A$k:b:B$k:c:C::own",
      ]),
    ).to.deep.equal({
      "k:a:A::front": "k:a:A::edge",
      "k:a:A$k:b:B::front-log": "k:a:A$k:b:B::edge-log",
      "k:a:A$k:b:B$k:c:C::front-log-group": "k:a:A$k:b:B$k:c:C::edge-log-group",
      "k:a:A$k:b:B$k:c:C::own": "k:a:A$k:b:B$k:c:C::own",
    });
  });

  it("is not inherited where the state does not hold the parent by its alias", async () => {
    const graph = await register(() => {
      const outer = new Part("k:a:A", "front", { aliases: [{ name: "edge" }] });
      new Part("k:b:B", "front-log", { parent: outer });
    });
    expect(oldNames(graph, ["k:a:A$k:b:B::edge-log"])).to.deep.equal({});
  });

  it("is not inherited from a parent that kept its name", async () => {
    const graph = await register(() => {
      const outer = new Part("k:a:A", "a");
      new Part("k:b:B", "b", { parent: outer, aliases: [{ name: "old", parent: pulumi.rootStackResource }] });
    });
    expect(oldNames(graph, ["k:a:A::a", "k:a:A$k:b:B::old"])).to.deep.equal({ "k:a:A::a": "k:a:A::a" });
  });

  it("follows a component to another parent, another type and out of every parent", async () => {
    const graph = await register(() => {
      const group = new Part("k:g:Group", "group");
      const moved = new Part("k:a:New", "a", {
        parent: group,
        aliases: [{ type: "k:a:Old", parent: pulumi.rootStackResource }],
      });
      new Part("k:c:C", "a-child", { parent: moved });
      new Part("k:o:Out", "out", { aliases: [{ parent: group }] });
    });
    expect(
      oldNames(graph, ["k:g:Group::group", "k:a:Old::a", "k:a:Old$k:c:C::a-child", "k:g:Group$k:o:Out::out"]),
    ).to.deep.equal({
      "k:g:Group::group": "k:g:Group::group",
      "k:g:Group$k:a:New::a": "k:a:Old::a",
      "k:g:Group$k:a:New$k:c:C::a-child": "k:a:Old$k:c:C::a-child",
      "k:o:Out::out": "k:g:Group$k:o:Out::out",
    });
  });

  it("counts for what a component of another process registers, by the alias of that component alone", async () => {
    const graph = await register(() => new awsx.ecr.Repository("pictures", {}, { aliases: [{ name: "images" }] }));
    const type = "awsx:ecr:Repository";
    const [repository, policy] = ["aws:ecr/repository:Repository", "aws:ecr/lifecyclePolicy:LifecyclePolicy"];
    const old = [`${type}::images`, `${type}$${repository}::images`, `${type}$${policy}::images`];
    expect(oldNames(graph, old)).to.deep.equal({
      [`${type}::pictures`]: `${type}::images`,
      [`${type}$${policy}::pictures`]: `${type}$${policy}::images`,
      [`${type}$${repository}::pictures`]: `${type}$${repository}::images`,
    });
  });

  it("is found although an alias names the resource's own child as its parent", async () => {
    const child = `${START}k:a:A$k:b:B::child`;
    const graph = await register(() => {
      const outer = new Part("k:a:A", "a", { aliases: [{ parent: child }, { name: "b" }] });
      new Part("k:b:B", "child", { parent: outer });
    });
    expect(oldNames(graph, ["k:a:A::b", "k:a:A$k:b:B::child"])).to.deep.equal({
      "k:a:A::a": "k:a:A::b",
      "k:a:A$k:b:B::child": "k:a:A$k:b:B::child",
    });
  });
});

const names = fc.constantFrom("old", "older", "new", "new-part", "old-part");
const types = fc.constantFrom("k:a:A", "k:b:B");
const others = fc.constantFrom<"" | "stack" | "other">("", "stack", "other");
const written = fc.record(
  { name: names, type: types, project: fc.constant("shop"), stack: fc.constant("blue") },
  { requiredKeys: [] },
);
const aliases = fc.array(fc.tuple(written, others, fc.boolean()), { maxLength: 4 });

describe("the alias URNs of a resource", () => {
  it("are those the SDK computes, whatever it and its parent were before", async () => {
    const runs = fc.asyncProperty(
      names,
      names,
      fc.tuple(written, others),
      aliases,
      async (name, parentName, was, own) => {
        const program = () => {
          const other = new Part("k:o:Other", "other");
          const alias = (parts: pulumi.Alias, of: string): pulumi.Alias =>
            of === "" ? parts : { ...parts, parent: of === "other" ? other : pulumi.rootStackResource };
          const parentAlias = alias(...was);
          const parent = new Part("k:a:A", parentName, { aliases: [parentAlias] });
          const given = own.map(([parts, of, isUrn]) =>
            isUrn ? `${START}k:x:X::${parts.name ?? "x"}` : alias(parts, of),
          );
          new Part("k:c:C", name, { parent, aliases: given });
          const [oldParent] = allAliases([parentAlias], parentName, "k:a:A", stackOf(parent), "kumiki-test");
          // An alias that names no parent counts below the old one, in the engine; the SDK has it below the new one.
          const counted = given.map((one) =>
            typeof one === "string" || "parent" in one ? one : { ...one, parent: oldParent },
          );
          return { oldParent, sdk: allAliases(counted, name, "k:c:C", parent, parentName) };
        };
        const graph = await evaluateProgram({ stack: "test", program });
        const parentUrn = graph.one("k:a:A").urn;
        const oldParent = String(graph.outputs.oldParent);
        const found = aliasUrns(graph.one("k:c:C"), (urn) => (urn === parentUrn ? oldParent : undefined));
        expect([...found].sort()).to.deep.equal([...new Set(graph.outputs.sdk as string[])].sort());
      },
    );
    await fc.assert(runs, { numRuns: 300 });
  });
});

/**
 * The root of the program, which the SDK gives to whatever names no parent. It keeps the parent in a field that its types
 * hide as internal, and hands it out in no other way.
 */
function stackOf(resource: pulumi.Resource): pulumi.Resource {
  return (resource as unknown as { __parentResource: pulumi.Resource }).__parentResource;
}
