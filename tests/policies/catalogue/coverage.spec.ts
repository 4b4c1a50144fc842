import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { TYPES_IN_USE } from "../../../plan/cloud/types";
import { STACK_TYPE } from "../../../plan/graph";
import { projectRoot } from "../../../plan/project";
import { CONTROLS, type Control, controlOf, readExclusions } from "../../../policies/catalogue/catalogue";
import { type CoverageInput, coverageOf } from "../../../policies/catalogue/coverage";
import { PASS, type Rule } from "../../../policies/core/rule";
import { RULES } from "../../../policies/rules";
import { bothStacks, STACKS } from "../../support/stacks";

const REAL: CoverageInput = {
  controls: CONTROLS,
  rules: RULES,
  exclusions: readExclusions(),
  typesInUse: new Set(TYPES_IN_USE),
};

describe("the catalogue", () => {
  const platform = bothStacks();

  it("has 413 controls, each settled in exactly one way", () => {
    const { fates, problems } = coverageOf(REAL);
    expect(problems).to.deep.equal([]);
    expect(fates.size).to.equal(413);
    expect(new Set(CONTROLS.map(({ id }) => id)).size).to.equal(413);
  });

  for (const stack of STACKS) {
    it(`${stack} has no resource of a type that is said not to be used`, () => {
      const fates = [...coverageOf(REAL).fates.values()];
      const unused = new Set(fates.flatMap((fate) => (fate.kind === "notApplicable" ? fate.types : [])));
      expect(platform(stack).resources.filter(({ type }) => unused.has(type))).to.deep.equal([]);
    });
  }

  it("is decided by rules about every type of the control that a stack can have", () => {
    const gaps = [...coverageOf(REAL).fates].flatMap(([control, fate]) => {
      if (fate.kind !== "decided") return [];
      const judged = new Set(fate.rules.flatMap(({ types }) => types));
      const used = control.resources.filter((type) => REAL.typesInUse.has(type));
      return judged.has(STACK_TYPE) || used.every((type) => judged.has(type)) ? [] : [control.id];
    });
    // These are judged at what the control's own resource belongs to: network, subnets and routes, cluster, bucket, queue.
    expect(gaps).to.deep.equal([
      "RDS.2",
      "RDS.46",
      "CKV_AWS_388",
      "S3.5",
      "CKV_AWS_300",
      "AwsSolutions-SQS4",
      "EC2.2",
      "CKV2_AWS_44",
    ]);
  });

  it("is decided by one rule a control, but where the control asks for two facts", () => {
    const twice = [...coverageOf(REAL).fates].flatMap(([{ id }, fate]) =>
      fate.kind === "decided" && fate.rules.length > 1 ? [[id, ...fate.rules.map((rule) => rule.id)]] : [],
    );
    expect(twice).to.deep.equal([
      ["RDS.46", "network-data-subnets-isolated", "network-databases-in-data-tier"],
      ["CKV_AWS_45", "encryption-no-open-secrets", "least-privilege-functions-have-no-plain-credentials"],
      ["CIS-GCP-3.0-7.1", "least-privilege-google-no-public-members", "least-privilege-datasets-not-public"],
    ]);
  });

  it("knows its files", () => {
    expect(existsSync(join(projectRoot, "docs/policies.md"))).to.equal(true);
    expect(() => controlOf("nothing")).to.throw("the catalogue has no control nothing");
  });
});

describe("the coverage of a catalogue", () => {
  const control: Control = { ...controlOf("SQS.1"), id: "X.1", resources: ["aws:sqs/queue:Queue"] };
  const rule: Rule = {
    id: "encryption-x",
    title: "t",
    why: "w",
    fix: "f",
    severity: "low",
    pack: "encryption",
    controls: ["X.1"],
    types: ["aws:sqs/queue:Queue"],
    judge: () => PASS,
  };
  const reason = "A reason that is long enough to be read by somebody.";
  const small: CoverageInput = {
    controls: [control],
    rules: [],
    exclusions: [],
    typesInUse: new Set(["aws:sqs/queue:Queue"]),
  };
  const fate = (change: Partial<CoverageInput>) => {
    const { fates, problems } = coverageOf({ ...small, ...change });
    return { kind: [...fates.values()][0]?.kind, problems };
  };

  it("finds a control that nothing is said about", () => {
    expect(fate({})).to.deep.equal({
      kind: undefined,
      problems: [`X.1 is neither decided, nor excluded: ${control.title}`],
    });
  });

  it("takes a rule, a reason or an unused type", () => {
    expect(fate({ rules: [rule] })).to.deep.equal({ kind: "decided", problems: [] });
    expect(fate({ exclusions: [{ id: "X.1", reason }] })).to.deep.equal({ kind: "excluded", problems: [] });
    expect(fate({ typesInUse: new Set() })).to.deep.equal({ kind: "notApplicable", problems: [] });
  });

  it("does not take an unused type for a reason where something must exist, or must not", () => {
    for (const kind of ["posture", "forbid"] as const) {
      const controls = [{ ...control, kind }];
      expect(fate({ controls, typesInUse: new Set() }).problems, kind).to.have.lengthOf(1);
    }
  });

  it("does not take a rule about types that no stack can have", () => {
    const other = { ...rule, types: ["aws:sns/topic:Topic"] };
    expect(fate({ rules: [other] }).kind).to.equal(undefined);
  });

  it("refuses what contradicts itself, and what names no control", () => {
    expect(fate({ rules: [rule], exclusions: [{ id: "X.1", reason }] }).problems).to.deep.equal([
      "X.1 is excluded, and decided by a rule; remove one of the two",
    ]);
    expect(fate({ exclusions: [{ id: "X.1", reason, until: "aws:sqs/queue:Queue" }] }).problems).to.deep.equal([
      "X.1 was excluded until aws:sqs/queue:Queue is used, which it is now; decide it",
    ]);
    const twice = { id: "X.1", reason };
    const { problems } = fate({
      rules: [{ ...rule, controls: ["X.2"] }],
      exclusions: [twice, twice, { id: "X.3", reason }],
    });
    expect(problems).to.deep.equal([
      "encryption-x decides X.2, which does not exist",
      "excluded.yaml names X.3, which does not exist",
      "excluded.yaml names X.1 twice",
    ]);
  });
});
