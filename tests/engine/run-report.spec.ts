import { expect } from "chai";
import type { EngineEvent, Operation, Step } from "../../tools/engine/events";
import type { Run } from "../../tools/engine/pulumi";
import { describeLeft, describeRun, nameOf } from "../../tools/engine/run-report";

const PLACES = { folder: ".kumiki/dev", words: ".kumiki/dev/up.txt" };
const WHERE = "state and simulated cloud: .kumiki/dev; every word of the CLI: .kumiki/dev/up.txt";

let sequence = 0;
const event = (members: Partial<EngineEvent>): EngineEvent => ({ sequence: ++sequence, timestamp: 0, ...members });

function step(op: Operation, name: string, more: Partial<Step> = {}, planning = false): EngineEvent {
  const urn = `urn:pulumi:dev::kumiki::kumiki:network:Vpc$aws:ec2/vpc:Vpc::${name}`;
  const metadata = {
    op,
    urn,
    type: "aws:ec2/vpc:Vpc",
    old: null,
    new: null,
    detailedDiff: null,
    provider: "",
    ...more,
  };
  return event({ resourcePreEvent: { metadata, planning } });
}

function summary(resourceChanges: Record<string, number>, isPreview = false): EngineEvent {
  return event({ summaryEvent: { durationSeconds: 1, resourceChanges, isPreview } });
}

const run = (events: readonly EngineEvent[], exitCode = 0): Run => ({ exitCode, text: "words", events, seconds: 12.4 });
const told = (given: Run, isStopped = false) => describeRun("up of dev", given, isStopped, PLACES).split("\n");

describe("what is told of a run of the engine", () => {
  it("is what changed, and which properties did, without what stayed the same", () => {
    const events = [
      step("same", "a"),
      step("update", "b", { diffs: ["tags", "tags"] }),
      step("replace", "c", { diffs: ["tags", "cidrBlock"], keys: ["cidrBlock"] }),
      summary({ same: 1, update: 1, replace: 1 }),
    ];
    expect(told(run(events))).to.deep.equal([
      "up of dev: same 1, update 1, replace 1, 12 s",
      "  ~ update             aws:ec2/vpc:Vpc b: tags",
      "  ± replace            aws:ec2/vpc:Vpc c: tags, cidrBlock (replaces)",
      WHERE,
    ]);
  });

  it("is what was done where it was previewed first, and what was planned where nothing was done", () => {
    const planned = [step("create", "a", {}, true), summary({ create: 1 }, true)];
    const done = [step("create", "a"), summary({ create: 1 })];
    const line = "  + create             aws:ec2/vpc:Vpc a";
    expect(told(run([...planned, ...done]))).to.deep.equal(["up of dev: create 1, 12 s", line, WHERE]);
    expect(told(run(planned, 1))).to.deep.equal(["up of dev, failed: planned: create 1, 12 s", line, WHERE]);
  });

  it("is what a refresh has found, which the engine says only afterwards", () => {
    const look = [step("refresh", "a"), step("refresh", "b"), step("refresh", "c")];
    const found = [step("same", "a"), step("update", "b", { diffs: ["tags"] }), step("delete", "c")].map(
      ({ resourcePreEvent }) => event({ resOutputsEvent: resourcePreEvent }),
    );
    expect(told(run([...look, ...found, summary({ same: 1, update: 1, delete: 1 })]))).to.deep.equal([
      "up of dev: same 1, update 1, delete 1, 12 s",
      "  ~ update             aws:ec2/vpc:Vpc b: tags",
      "  - delete             aws:ec2/vpc:Vpc c",
      WHERE,
    ]);
  });

  it("counts instead of listing where there is too much to read", () => {
    const events = [...Array.from({ length: 41 }, (_, index) => step("create", `r${index}`)), summary({ create: 41 })];
    expect(told(run(events))).to.deep.equal(["up of dev: create 41, 12 s", WHERE]);
  });

  it("says who refused what, and what the policies say, without their advice", () => {
    const policy = { policyName: "p", policyPackName: "kumiki-all" };
    const events = [
      event({ diagnosticEvent: { urn: "urn:pulumi:dev::kumiki::t::vpc-a", message: "in use\n", severity: "error" } }),
      event({ diagnosticEvent: { message: "never mind", severity: "warning" } }),
      event({ policyEvent: { ...policy, message: "open\nFix: close", enforcementLevel: "mandatory" } }),
      event({ policyEvent: { ...policy, message: "dear", enforcementLevel: "advisory" } }),
    ];
    expect(told(run(events, 1))).to.deep.equal([
      "up of dev, failed: nothing done, 12 s",
      "  error: vpc-a: in use",
      "policies: 1 violated, 1 advice or not to be judged yet",
      "  violated: open",
      "    Fix: close",
      WHERE,
    ]);
  });

  it("is the CLI's own words where the engine never began", () => {
    expect(told(run([], 1))).to.deep.equal(["up of dev, failed: nothing done, 12 s", "words", WHERE]);
  });

  it("names resources as the program does, whatever their names hold", () => {
    expect(nameOf("urn:pulumi:dev::kumiki::kumiki:network:Vpc$aws:ec2/vpc:Vpc::a::b")).to.equal("a::b");
    expect(nameOf("of another form")).to.equal("of another form");
  });

  it("does not call a run done that was stopped, whatever its exit code", () => {
    expect(told(run([summary({ delete: 27 })]), true)[0]).to.equal(
      "up of dev, stopped before the end: delete 27, 12 s",
    );
  });

  it("names what a destroyed stack leaves behind, because the next one meets it", () => {
    expect(describeLeft(["search-service-role", "agent-role"], ".kumiki/dev")).to.equal(
      "left in the cloud on purpose: agent-role, search-service-role; delete .kumiki/dev to begin anew\n",
    );
    expect(describeLeft([], ".kumiki/dev")).to.equal("");
  });
});
