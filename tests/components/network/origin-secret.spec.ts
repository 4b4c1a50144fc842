import { expect } from "chai";
import fc from "fast-check";
import { OriginSecret } from "../../../components/network/origin-secret";
import { originSecretPhase } from "../../../components/network/origin-secret-phase";
import { rotatingSecret } from "../../../examples/origin-secret";
import { register, registerError } from "../../support/platform";
import { expectWellFormed } from "../../support/structure";

// Mocks cannot show how long edge locations take to learn a new value; the steps are made not to depend on it.

const PASSWORD = "random:index/randomPassword:RandomPassword";
const SECRET = "kumiki:network:OriginSecret";

async function outputsAt(generation?: number) {
  return (await register(() => new OriginSecret("secret", { generation }))).one(SECRET).outputs;
}

describe("OriginSecret", () => {
  it("makes two values of letters and digits, long enough for the load balancer", async () => {
    const graph = await register(() => new OriginSecret("secret"));
    for (const name of ["secret-first", "secret-second"]) {
      expect(graph.one(PASSWORD, name).inputs).to.deep.equal({
        length: 48,
        special: false,
        keepers: { replacements: "0" },
      });
    }
    expectWellFormed(graph);
  });

  it("sends the first and accepts both, as secrets", async () => {
    const graph = await register(() => new OriginSecret("secret"));
    const [first, second] = ["first", "second"].map((slot) => graph.one(PASSWORD, `secret-${slot}`).outputs.result);
    const { outputs, secretOutputs } = graph.one(SECRET);
    expect(first).not.to.equal(second);
    expect(outputs).to.deep.equal({ current: first, accepted: [first, second] });
    expect(secretOutputs).to.have.members(["current", "accepted[0]", "accepted[1]"]);
  });

  it("sends the other value after the first half of a rotation, and accepts what it accepted", async () => {
    const [before, after] = [await outputsAt(), await outputsAt(2)];
    expect(after.accepted).to.deep.equal(before.accepted);
    expect(after.current).not.to.equal(before.current);
    expect(after.accepted).to.include(after.current);
  });

  it("replaces the value no longer sent in the second half", async () => {
    const graph = await register(() => new OriginSecret("secret", { generation: 3 }));
    const keepers = ["first", "second"].map((slot) => graph.one(PASSWORD, `secret-${slot}`).inputs.keepers);
    expect(keepers).to.deep.equal([{ replacements: "1" }, { replacements: "0" }]);
    expect(graph.one(SECRET).outputs.current).to.equal(graph.one(PASSWORD, "secret-second").outputs.result);
  });

  for (const generation of [0, 1.5, 10_000]) {
    it(`refuses generation ${generation}`, async () => {
      expect((await registerError(() => new OriginSecret("secret", { generation }))).message).to.equal(
        `OriginSecret "secret" cannot be created:\n  - generation must be a whole number in 1-9999, got ${generation}.`,
      );
    });
  }

  it("is in the middle of a rotation in the example", async () => {
    const graph = await register(rotatingSecret);
    expect(graph.one(SECRET).outputs.current).to.equal(graph.one(PASSWORD, "origin-secret-second").outputs.result);
  });
});

describe("half rotations", () => {
  const other = { first: "second", second: "first" } as const;

  it("begin with the first value sent and none replaced", () => {
    expect(originSecretPhase(1)).to.deep.equal({ sent: "first", replacements: { first: 0, second: 0 } });
  });

  it("never change what is sent and what is accepted at once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9998 }), (generation) => {
        const [before, after] = [originSecretPhase(generation), originSecretPhase(generation + 1)];
        if (generation % 2 === 1) {
          expect(after).to.deep.equal({ sent: other[before.sent], replacements: before.replacements });
        } else {
          const idle = other[before.sent];
          const replacements = { ...before.replacements, [idle]: before.replacements[idle] + 1 };
          expect(after).to.deep.equal({ sent: before.sent, replacements });
        }
      }),
    );
  });
});
