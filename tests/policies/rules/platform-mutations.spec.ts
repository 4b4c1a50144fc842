import { expect } from "chai";
import type { PlainObject, ResourceGraph } from "../../../plan/graph";
import { evaluateRules } from "../../../policies/core/evaluate";
import { UnknownValue } from "../../../policies/core/rule";
import { relatedRuleOf } from "../../../policies/lib/rows/related-row";
import { PROOFS, RULES } from "../../../policies/rules";
import { COST } from "../../../policies/rules/cost";
import { DECLARATIVE } from "../../../policies/rules/declarative";
import { RELATED_ROWS } from "../../../policies/rules/related/rows";
import { RESILIENCE } from "../../../policies/rules/resilience";
import { TAGGING } from "../../../policies/rules/tagging";
import { bothStacks } from "../../support/stacks";
import { mutated } from "../support/mutate";
import type { Mutation } from "./mutations/change";
import { GRANTS } from "./mutations/grants";
import { PERIMETER } from "./mutations/perimeter";
import { STORES } from "./mutations/stores";
import { WORKLOADS } from "./mutations/workloads";

// Rules that are written by hand, each broken on the real platform by one change; the others have specs of their own.

/** What the proofs make of a change, their own mutations show. */
const JUDGED = RULES.filter((rule) => !PROOFS.includes(rule));
const OTHERS = [...DECLARATIVE, ...TAGGING, ...RESILIENCE, ...COST];
const MUTATIONS: readonly Mutation[] = [...PERIMETER, ...WORKLOADS, ...STORES, ...GRANTS];

describe("a rule written by hand, on the real platform", () => {
  const platform = bothStacks();

  for (const { title, stack, change, breaks } of MUTATIONS) {
    it(`${Object.keys(breaks).join(" and ") || "nothing"}: ${title}`, () => {
      const before = new Set(findingsOf(platform(stack)).map(({ identity }) => identity));
      const fresh = findingsOf(change(platform(stack))).filter(({ identity }) => !before.has(identity));
      const byRule = new Map<string, string[]>();
      for (const { rule, key } of fresh) byRule.set(rule, [...(byRule.get(rule) ?? []), key].sort());
      expect(Object.fromEntries(byRule)).to.deep.equal(breaks);
    });
  }

  it("is seen failing, each of them", () => {
    const others = new Set([...OTHERS, ...RELATED_ROWS.map((row) => relatedRuleOf(row))].map(({ id }) => id));
    const byHand = JUDGED.map(({ id }) => id).filter((id) => !others.has(id));
    expect([...new Set(MUTATIONS.flatMap(({ breaks }) => Object.keys(breaks)))]).to.include.members(byHand);
  });

  it("passes nothing whose inputs are not known", () => {
    const unknown: PlainObject = new Proxy<PlainObject>(
      {},
      {
        get: (_target, property) => {
          throw new UnknownValue(String(property));
        },
      },
    );
    const graph = mutated(platform("prod"), (node) => (node.custom ? { ...node, inputs: unknown } : node));
    const passed = evaluateRules(graph, JUDGED).filter(({ outcome }) => outcome === "pass" || outcome === "violation");
    // These look at nothing but what exists.
    expect([...new Set(passed.map(({ rule }) => rule.id))].sort()).to.deep.equal([
      "least-privilege-no-console-passwords",
      "least-privilege-no-iam-users",
      "least-privilege-no-policies-on-users",
      "least-privilege-no-service-account-keys",
      "network-no-default-vpc",
    ]);
  });
});

function findingsOf(graph: ResourceGraph) {
  return evaluateRules(graph, JUDGED).flatMap(({ rule, resource: { urn }, findings }) =>
    findings.map(({ key }) => ({ rule: rule.id, key, identity: `${rule.id} ${urn} ${key}` })),
  );
}
