import { expect } from "chai";
import { applyWaivers } from "../../../policies/core/apply-waivers";
import { evaluateRules } from "../../../policies/core/evaluate";
import { PASS, type Rule, unproven, violations } from "../../../policies/core/rule";
import { daysLeft, fits, parseWaivers, type Waiver, WaiverFileError } from "../../../policies/core/waivers";
import { graphOf, resource } from "../support/mutate";

const TODAY = "2026-11-26";
const REASON = "A reason that is long enough to be one, and that a reviewer understands.";
const QUEUE = "aws:sqs/queue:Queue";

const WAIVER: Waiver = {
  rule: "network-a",
  resource: "jobs",
  reason: REASON,
  owner: "platform",
  expires: "2027-05-31",
};

const RULE: Rule = {
  id: "network-a",
  title: "t",
  why: "w",
  fix: "f",
  severity: "low",
  pack: "network",
  controls: [],
  types: [QUEUE],
  judge: ({ inputs }) => {
    if (inputs.unsure === true) return unproven("unsure", "not known");
    return Array.isArray(inputs.wrong)
      ? violations(inputs.wrong.map((key) => ({ key: String(key), message: `${key} is wrong` })))
      : PASS;
  },
};

const GRAPH = graphOf(
  resource(QUEUE, "jobs", { wrong: ["Action::s3:*", "Action::sqs:*"] }),
  resource(QUEUE, "mails", { wrong: ["size"] }),
  resource(QUEUE, "later", { unsure: true }),
  resource(QUEUE, "fine"),
);

function outcomes(waivers: readonly Waiver[], today = TODAY) {
  const context = { graph: GRAPH, rules: [RULE], today };
  const { verdicts, problems, used } = applyWaivers(evaluateRules(GRAPH, [RULE]), waivers, context);
  const told: Record<string, readonly [string, readonly string[]]> = {};
  for (const { resource: subject, outcome, findings } of verdicts) {
    told[subject.name] = [outcome, findings.map(({ key }) => key)];
  }
  return { told, problems, used };
}

describe("a waiver", () => {
  it("takes out every finding of its rule and resource, and nothing else", () => {
    const { told, problems, used } = outcomes([WAIVER]);
    expect(told).to.deep.equal({
      fine: ["pass", []],
      jobs: ["waived", ["Action::s3:*", "Action::sqs:*"]],
      later: ["unproven", ["unsure"]],
      mails: ["violation", ["size"]],
    });
    expect(problems).to.deep.equal([]);
    expect(used).to.deep.equal([WAIVER]);
  });

  it("of one finding leaves the others", () => {
    const { told } = outcomes([{ ...WAIVER, finding: "Action::s3:*" }]);
    expect(told.jobs).to.deep.equal(["violation", ["Action::sqs:*"]]);
  });

  it("of each finding leaves none", () => {
    const { told, problems } = outcomes([
      { ...WAIVER, finding: "Action::s3:*" },
      { ...WAIVER, finding: "Action::sqs*" },
    ]);
    expect(told.jobs?.[0]).to.equal("waived");
    expect(problems).to.deep.equal([]);
  });

  it("can name a URN, a pattern, and what is unproven", () => {
    const { told } = outcomes([
      { ...WAIVER, resource: `urn:pulumi:test::kumiki::${QUEUE}::jobs` },
      { ...WAIVER, resource: "ma*" },
      { ...WAIVER, resource: "later" },
    ]);
    expect(Object.values(told).map((one) => one[0])).to.deep.equal(["pass", "waived", "waived", "waived"]);
  });

  it("of another stack is not looked at here", () => {
    const { told, problems } = outcomes([{ ...WAIVER, stack: "prod", resource: "nothing" }]);
    expect(told.jobs?.[0]).to.equal("violation");
    expect(problems).to.deep.equal([]);
    expect(outcomes([{ ...WAIVER, stack: "test" }]).told.jobs?.[0]).to.equal("waived");
  });

  it("holds on its last day and not on the next", () => {
    expect(outcomes([WAIVER], "2027-05-31").problems).to.deep.equal([]);
    const { told, problems, used } = outcomes([WAIVER], "2027-06-01");
    expect(told.jobs?.[0]).to.equal("violation");
    expect(used).to.deep.equal([]);
    expect(problems).to.deep.equal([
      "the waiver of network-a for jobs expired on 2027-05-31; mend it, or look at the reason again",
    ]);
  });

  it("for more than a year waives nothing", () => {
    expect(outcomes([{ ...WAIVER, expires: "2027-11-27" }]).problems).to.deep.equal([]);
    const { told, problems } = outcomes([{ ...WAIVER, expires: "2027-11-28" }]);
    expect(told.jobs?.[0]).to.equal("violation");
    expect(problems).to.deep.equal([
      "the waiver of network-a for jobs ends more than a year from now; set an earlier date",
    ]);
  });

  it("that waives nothing, or names what does not exist, is a problem itself", () => {
    const { problems } = outcomes([
      WAIVER,
      { ...WAIVER, resource: "fine" },
      { ...WAIVER, finding: "other" },
      { ...WAIVER, resource: "nobody" },
      { ...WAIVER, rule: "network-b" },
    ]);
    expect(problems).to.deep.equal([
      "the waiver of network-a for fine waives nothing in test; remove it",
      "the waiver of network-a for jobs waives nothing in test; remove it",
      "the waiver of network-a for nobody fits no resource of test; correct or remove it",
      "the waiver of network-b for jobs names no rule; correct or remove it",
    ]);
  });

  it("gives its reason to the verdict", () => {
    const context = { graph: GRAPH, rules: [RULE], today: TODAY };
    const { verdicts } = applyWaivers(evaluateRules(GRAPH, [RULE]), [WAIVER], context);
    expect(verdicts.find(({ outcome }) => outcome === "waived")?.reason).to.equal(REASON);
  });
});

describe("the file of waivers", () => {
  const problemsOf = (text: string) => {
    try {
      parseWaivers(text);
    } catch (error) {
      if (error instanceof WaiverFileError) return error.problems;
      throw error;
    }
    throw new Error("expected the text to be refused");
  };

  it("is read, and may be empty", () => {
    const text = `- {rule: network-a, resource: jobs, reason: "${REASON}", owner: platform, expires: 2027-05-31}\n`;
    expect(parseWaivers(text)).to.deep.equal([WAIVER]);
    expect(parseWaivers("# nothing\n")).to.deep.equal([]);
  });

  it("tells every problem at once", () => {
    const text = [
      "- {rule: network-a, resource: jobs, reason: because, owner: platform, expires: 2027-05-31}",
      `- {rule: network-a, resource: jobs, reason: "${REASON}", expires: tomorrow, until: 1}`,
    ].join("\n");
    expect(problemsOf(text)).to.deep.equal([
      "waiver 1, reason: say in a sentence why this is accepted",
      "waiver 2, owner: Invalid input: expected string, received undefined",
      "waiver 2, expires: write a date as 2027-01-31",
      'waiver 2: Unrecognized key: "until"',
    ]);
  });

  it("is refused when it is no list, or no YAML", () => {
    expect(problemsOf("rule: a")).to.deep.equal(["Invalid input: expected array, received object"]);
    expect(problemsOf("- {")).to.have.lengthOf(1);
  });

  it("counts days from the one that is passed", () => {
    expect(daysLeft(WAIVER, TODAY)).to.equal(186);
    expect(daysLeft(WAIVER, "2027-05-31")).to.equal(0);
    expect(daysLeft(WAIVER, "2027-06-02")).to.equal(-2);
    expect(() => daysLeft(WAIVER, "now")).to.throw("write a date as 2027-01-31");
  });

  it("takes nothing but * for a wildcard", () => {
    expect(fits("a.c", "abc")).to.equal(false);
    expect(fits("ingress[1]:*", "ingress[1]:3389")).to.equal(true);
    expect(fits("a*", "ba")).to.equal(false);
    expect(fits("*", "")).to.equal(true);
  });
});
