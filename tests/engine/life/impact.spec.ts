import { join } from "node:path";
import { expect } from "chai";
import { assess } from "../../../plan/impact/assess";
import { changesOf } from "../../../plan/impact/changes";
import { renderText } from "../../../plan/impact/render";
import { readSteps, stepsOfEvents } from "../../../plan/impact/steps";
import { projectRoot } from "../../../plan/project";
import { CLI_BUILD_MS, RUN_MS, StackLife, succeeded } from "./support/stack-life";

const PROGRAM = join(projectRoot, "tests/engine/life/support/small-program.ts");

const REPORT = `dev: 3 changes: 2 data loss, 1 exposure, 1 cost, 1 in place

data loss
  log  aws:cloudwatch/logGroup:LogGroup  update
    retentionInDays 7 -> 3: log events older than that are deleted
    cost: retentionInDays 7 -> 3: lowers the bill
  jobs  aws:sqs/queue:Queue  replace  REFUSED
    replaced because of name, and the old one is deleted with the messages in the queue

exposure
  door  aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule  update
    admits 0.0.0.0/0 on tcp 443
    in place: cidrIpv4 10.10.0.0/16 -> 0.0.0.0/0

Refused: jobs. If the data may be lost, say so: --allow jobs
`;

describe("change impact of the real engine's plan", function () {
  this.timeout(RUN_MS);
  let life: StackLife;
  let changed: StackLife;

  before(async function () {
    this.timeout(CLI_BUILD_MS);
    life = await StackLife.begin("dev", { program: PROGRAM });
    succeeded(await life.up());
    changed = await life.copy({
      program: PROGRAM,
      changes: { "network.cidrBlock": "0.0.0.0/0", "network.flowLogRetentionDays": 3, costCenter: "CC-0001" },
    });
  });
  after(() => {
    life?.end();
    changed?.end();
  });

  it("is none after a run", async () => {
    const { events } = succeeded(await life.preview());
    expect(changesOf(stepsOfEvents(events))).to.deep.equal([]);
  });

  it("says what three changes of the stack file mean, by the log and by the document alike", async () => {
    const { events, text } = succeeded(await changed.preview({ args: ["--json"] }));
    const fromLog = assess(changesOf(stepsOfEvents(events)));
    const document = text.slice(text.indexOf("\n{\n") + 1, text.lastIndexOf("\n}\n") + 3);
    expect(assess(changesOf(readSteps(document)))).to.deep.equal(fromLog);
    expect(renderText("dev", fromLog)).to.equal(REPORT);
  });
});
