import { expect } from "chai";
import { schemaOf } from "../../../plan/cloud/schema";
import { TYPES_IN_USE } from "../../../plan/cloud/types";
import type { PlainObject } from "../../../plan/graph";
import { controlOf } from "../../../policies/catalogue/catalogue";
import { evaluateRules } from "../../../policies/core/evaluate";
import { pathProblem } from "../../../policies/core/path-check";
import { parsePath } from "../../../policies/core/property-path";
import { demandsOf, type Row, ruleOf } from "../../../policies/lib/rows/property-row";
import { DECLARATIVE, ROWS } from "../../../policies/rules/declarative";
import { graphOf, resource, unknownInput } from "../support/mutate";
import { badValues, goodValues, write } from "../support/sample-inputs";

/** Inputs that meet every demand of a row, so that breaking one of them shows what that one does. */
function goodInputs(row: Row): PlainObject {
  const demands = [...(row.when === undefined ? [] : [row.when]), ...demandsOf(row)];
  // A later demand of the same property, such as "set, and not the default", must not undo an earlier one.
  return demands.reduce((inputs, demand) => write(inputs, demand.path, goodValues(demand)), {});
}

function judge(row: Row, inputs: PlainObject) {
  const [type = ""] = controlOf(row.control).resources;
  const [verdict] = evaluateRules(graphOf({ ...resource(type, "subject"), inputs }), [ruleOf(row)]);
  return { outcome: verdict?.outcome, keys: verdict?.findings.map(({ key }) => key) ?? [] };
}

describe("a declarative rule", () => {
  it("is about properties that the SDK declares, for every type in use", () => {
    const problems = ROWS.flatMap((row) =>
      controlOf(row.control)
        .resources.filter((type) => TYPES_IN_USE.includes(type))
        .flatMap((type) => {
          const schema = schemaOf(type);
          if (schema === undefined) return [`${type} has no schema`];
          const demands = [...demandsOf(row), ...[row.when, row.or].filter((one) => one !== undefined)];
          return demands.flatMap(({ path }) => pathProblem(type, schema, path) ?? []);
        }),
    );
    expect(problems).to.deep.equal([]);
  });

  it("may lack only what is on one of its paths", () => {
    for (const row of ROWS) {
      const names = demandsOf(row).flatMap(({ path }) => parsePath(path).map(({ name }) => name));
      expect(names, row.control).to.include.members([...(row.mayLack ?? [])]);
    }
  });

  for (const row of ROWS) {
    it(`${row.pack}-${row.id} passes what ${row.control} asks for, fails each thing it forbids, and waits for what is unknown`, () => {
      const good = goodInputs(row);
      expect(judge(row, good).outcome, "good").to.equal("pass");
      for (const demand of demandsOf(row)) {
        const bad = judge(row, write(good, demand.path, badValues(demand)));
        expect(bad.outcome, demand.path).to.equal("violation");
        expect(bad.keys, demand.path).to.have.lengthOf.at.least(1);
      }
      const [first] = parsePath(controlOf(row.control).property);
      const unknown = judge(row, unknownInput(good, first?.name ?? ""));
      expect(unknown).to.deep.equal({ outcome: "unproven", keys: [`unknown:${first?.name}`] });
    });
  }

  it("is not applicable to a stack without such resources", () => {
    const verdicts = evaluateRules(graphOf(), DECLARATIVE);
    expect(verdicts.map(({ outcome }) => outcome)).to.deep.equal(DECLARATIVE.map(() => "notApplicable"));
  });

  it("judges only what its condition names", () => {
    for (const row of ROWS.filter(({ when }) => when !== undefined)) {
      const { when } = row;
      if (when === undefined) continue;
      const inputs = write(goodInputs(row), when.path, badValues(when));
      expect(judge(row, inputs).outcome, row.control).to.equal("notApplicable");
    }
  });

  it("takes its alternative", () => {
    for (const row of ROWS.filter(({ or }) => or !== undefined)) {
      const { or } = row;
      if (or === undefined) continue;
      const [demand = or] = demandsOf(row);
      const broken = write(goodInputs(row), demand.path, badValues(demand));
      expect(judge(row, broken).outcome, row.control).to.equal("violation");
      expect(judge(row, write(broken, or.path, goodValues(or))).outcome, row.control).to.equal("pass");
    }
  });

  it("says what must hold and how to mend it, and no value", () => {
    const row = ROWS.find(({ control }) => control === "CloudFront.3");
    if (row === undefined) throw new Error("no row");
    const inputs = { defaultCacheBehavior: { viewerProtocolPolicy: "seeded-secret" } };
    const [verdict] = evaluateRules(graphOf(resource("aws:cloudfront/distribution:Distribution", "subject", inputs)), [
      ruleOf(row),
    ]);
    expect(verdict?.findings).to.deep.equal([
      {
        key: "defaultCacheBehavior.viewerProtocolPolicy",
        message:
          "defaultCacheBehavior.viewerProtocolPolicy must be https-only or redirect-to-https; " +
          "set viewerProtocolPolicy of the behaviour to https-only or redirect-to-https",
      },
    ]);
  });
});
