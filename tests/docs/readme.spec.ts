import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../plan/project";
import { runPlan } from "../support/commands";

describe("the README", () => {
  it("shows what the plan prints", () => {
    const readme = readFileSync(join(projectRoot, "README.md"), "utf8");
    const [, shown = ""] = /```text\n(Stack dev: [\s\S]*?)\n {2}\.\.\.\n```/.exec(readme) ?? [];
    const printed = runPlan([]).stdout;
    expect(shown.split("\n").length).to.be.greaterThan(70);
    expect(undated(printed).slice(0, undated(shown).length)).to.equal(undated(shown));
  });
});

/** Days of waivers count down. */
function undated(text: string): string {
  return text.replaceAll(/for \d+ days/g, "for some days");
}
