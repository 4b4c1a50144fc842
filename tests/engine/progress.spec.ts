import { expect } from "chai";
import type { EngineEvent, Operation, Step } from "../../tools/engine/events";
import { Progress } from "../../tools/engine/progress";

function done(op: Operation, name: string, planning = false): EngineEvent {
  const urn = `urn:pulumi:dev::kumiki::kumiki:network:Vpc::${name}`;
  const metadata: Step = {
    op,
    urn,
    type: "kumiki:network:Vpc",
    old: null,
    new: null,
    detailedDiff: null,
    provider: "",
  };
  return { sequence: 0, timestamp: 0, resOutputsEvent: { metadata, planning } };
}

describe("the progress of a run", () => {
  it("counts a component once, of which the engine speaks twice: when it is registered, and with its outputs", () => {
    const progress = new Progress("up dev");
    for (const name of ["vpc", "edge", "vpc"]) progress.note(done("create", name, true));
    for (const name of ["vpc", "vpc"]) progress.note(done("create", name));
    expect(progress.counts()).to.match(/^to create 2, create 1 \(\d+ s\)$/);
  });
});
