import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../plan/project";
import { googleRules } from "../../../policies/rules/google";
import { identityRules } from "../../../policies/rules/identity";
import { keyRules } from "../../../policies/rules/keys";
import { secretRules } from "../../../policies/rules/secrets";

interface Control {
  readonly id: string;
  readonly expect: string;
}

describe("identity: the catalogue", () => {
  const controls: Control[] = JSON.parse(readFileSync(join(projectRoot, "policies/catalogue/controls.json"), "utf8"));
  const rules = [...identityRules, ...keyRules, ...googleRules, ...secretRules];
  const decided = rules.flatMap((rule) => rule.controls);

  it("has every control about a policy document decided by a rule", () => {
    const documents = controls.filter((control) => control.expect.startsWith("doc:")).map(({ id }) => id);
    expect(documents.filter((id) => !decided.includes(id))).to.deep.equal([]);
    expect(documents.length).to.be.greaterThan(30);
  });

  it("knows every control that a rule claims, and each is claimed once", () => {
    const known = new Set(controls.map(({ id }) => id));
    expect(decided.filter((id) => !known.has(id))).to.deep.equal([]);
    expect(decided.filter((id, index) => decided.indexOf(id) !== index)).to.deep.equal([]);
  });

  it("has no two rules of one name", () => {
    expect(new Set(rules.map(({ id }) => id)).size).to.equal(rules.length);
  });
});
