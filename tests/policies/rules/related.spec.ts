import { expect } from "chai";
import { schemaOf } from "../../../plan/cloud/schema";
import type { ResourceGraph, ResourceNode } from "../../../plan/graph";
import { controlOf } from "../../../policies/catalogue/catalogue";
import { evaluateRules, type Verdict } from "../../../policies/core/evaluate";
import { pathProblem } from "../../../policies/core/path-check";
import { referring } from "../../../policies/lib/graph/references";
import { type RelatedRow, relatedRuleOf } from "../../../policies/lib/rows/related-row";
import { RELATED_ROWS } from "../../../policies/rules/related/rows";
import { bothStacks, STACKS } from "../../support/stacks";
import { graphOf, mutated, resource } from "../support/mutate";
import { badValues, write } from "../support/sample-inputs";

/** Where a row passes on the real platform by a second resource; every row does somewhere. */
function passing(row: RelatedRow, graph: ResourceGraph): Verdict | undefined {
  return evaluateRules(graph, [relatedRuleOf(row)]).find(({ outcome }) => outcome === "pass");
}

function relatedTo(row: RelatedRow, subject: ResourceNode, graph: ResourceGraph): readonly ResourceNode[] {
  return row.through.flatMap((reference) => referring(reference, subject, graph));
}

function outcomeOf(row: RelatedRow, graph: ResourceGraph, { urn }: ResourceNode) {
  return evaluateRules(graph, [relatedRuleOf(row)]).find(({ resource: subject }) => subject.urn === urn);
}

describe("a rule about a second resource", () => {
  const platform = bothStacks();

  it("reads properties that the SDK declares", () => {
    const problems = RELATED_ROWS.flatMap(({ through, holds = [], except }) =>
      [...through, ...(except === undefined ? [] : [except])].flatMap(({ type, path }) => {
        const schema = schemaOf(type);
        if (schema === undefined) return [`${type} has no schema`];
        return [path, ...holds.map((demand) => demand.path)].flatMap((one) => pathProblem(type, schema, one) ?? []);
      }),
    );
    // A bucket that is excepted is named by another property of the resource; it has none of the demands.
    expect(problems).to.deep.equal([]);
  });

  for (const row of RELATED_ROWS) {
    const id = `${row.pack}-${row.id}`;

    it(`${id} fails when the second resource is gone, or does not hold what it must`, () => {
      const seen = STACKS.flatMap((stack) => {
        const graph = platform(stack);
        const before = passing(row, graph);
        if (before === undefined) return [];
        const related = new Set(relatedTo(row, before.resource, graph).map(({ urn }) => urn));
        const without = mutated(graph, (node) => (related.has(node.urn) ? undefined : node));
        const wanted = row.through.map(({ type }) => type.split(":")[2]).join(" or ");
        expect(outcomeOf(row, without, before.resource)?.findings).to.deep.equal([
          { key: "missing", message: `no ${wanted} for it; ${row.fix}` },
        ]);
        for (const demand of row.holds ?? []) {
          const broken = mutated(graph, (node) =>
            related.has(node.urn) ? { ...node, inputs: write(node.inputs, demand.path, badValues(demand)) } : node,
          );
          expect(outcomeOf(row, broken, before.resource)?.outcome, demand.path).to.equal("violation");
        }
        return [stack];
      });
      expect(seen).to.have.lengthOf.at.least(1);
    });

    it(`${id} is unproven while the id is not known, and not applicable without a subject`, () => {
      const [type = ""] = row.about === undefined ? controlOf(row.control).resources : [row.about];
      const [verdict] = evaluateRules(graphOf(resource(type, "subject")), [relatedRuleOf(row)]);
      expect([verdict?.outcome, verdict?.findings[0]?.key]).to.deep.equal(["unproven", "unknown:id"]);
      expect(evaluateRules(graphOf(), [relatedRuleOf(row)]).map(({ outcome }) => outcome)).to.deep.equal([
        "notApplicable",
      ]);
    });
  }

  it("does not apply to a bucket of logs, where it would log itself", () => {
    const logged = evaluateRules(
      platform("prod"),
      RELATED_ROWS.filter(({ control }) => control === "S3.9").map((row) => relatedRuleOf(row)),
    );
    const logs = logged.filter(({ outcome }) => outcome === "notApplicable").map(({ resource: { name } }) => name);
    expect(logs).to.deep.equal(["store-access-bucket", "store-access-replica-bucket"]);
  });
});
