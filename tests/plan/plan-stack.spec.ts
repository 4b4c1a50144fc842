import { expect } from "chai";
import { ArgumentError } from "../../components/shared/validate";
import { refusal } from "../../plan/plan-stack";

// What a user reads when a stack cannot be planned; the command's own tests show the other kinds of error.

describe("the refusal of a stack", () => {
  it("says which stack a component cannot be created for", () => {
    expect(refusal(new ArgumentError('Vpc "vpc"', ["one thing.", "another."]), "prod")).to.deep.equal({
      stack: "prod",
      verdict: "badInput",
      error: 'stack prod: Vpc "vpc" cannot be created:\n  - one thing.\n  - another.',
    });
  });

  it("leaves a bug to whoever looks for it", () => {
    const bug = new TypeError("x is not a function");
    expect(() => refusal(bug, "prod")).to.throw(bug);
  });
});
