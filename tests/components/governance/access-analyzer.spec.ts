import { expect } from "chai";
import { AccessAnalyzer } from "../../../components/governance/access-analyzer";
import { accessAnalyzer } from "../../../examples/access-analyzer";
import { register, registerError } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show what an analyzer finds; they show that it looks.

const ANALYZER = "aws:accessanalyzer/analyzer:Analyzer";

describe("AccessAnalyzer", () => {
  it("looks for outsiders with access, and for permissions nobody uses where it is asked to (2.2-1)", async () => {
    const graph = await register(accessAnalyzer);
    expect(graph.ofType(ANALYZER).map(({ inputs }) => ({ ...inputs, tags: undefined }))).to.deep.equal([
      { analyzerName: "shop-dev-external-access", region: "ap-northeast-1", tags: undefined, type: "ACCOUNT" },
      {
        analyzerName: "shop-dev-unused-access",
        configuration: { unusedAccess: { unusedAccessAge: 90 } },
        region: "ap-northeast-1",
        tags: undefined,
        type: "ACCOUNT_UNUSED_ACCESS",
      },
    ]);
    expectWellFormed(graph);
  });

  it("leaves out what is paid for unless asked", async () => {
    const graph = await register(() => new AccessAnalyzer("analyzer", { namePrefix: "shop-dev" }));
    expect(graph.ofType(ANALYZER).map(({ inputs }) => inputs.type)).to.deep.equal(["ACCOUNT"]);
  });

  it("refuses an age IAM does not offer", async () => {
    const error = await registerError(
      () => new AccessAnalyzer("analyzer", { namePrefix: "shop-dev", unusedAccessAge: 366 }),
    );
    expect(error.message).to.equal(
      'AccessAnalyzer "analyzer" cannot be created:\n  - unusedAccessAge must be a whole number in 1-365 days, got 366.',
    );
  });
});
