import { expect } from "chai";
import { disagreements } from "../crash/agreement";
import { numbers, SEED } from "../crash/chance";
import { again, type Command, killAt, VICTIMS, type Victim } from "../crash/kill";
import { leaks, secretsOf } from "../crash/leaks";
import { beginSmallPlatform, setRound } from "../crash/small-platform";
import { CLI_BUILD_MS, RUN_MS, type StackLife, succeeded } from "./support/stack-life";

/** Five runs in CI; `KUMIKI_CRASHES=50` for a night. */
const CRASHES = Number(process.env.KUMIKI_CRASHES ?? 5);

/** Each run crashes one life: on the way up, in the middle of changes, or on the way down. */
const PHASES = ["up", "update", "destroy"] as const;
/** More changes than this none of the phases has. */
const MOST_CHANGES = 30;

interface Crash {
  readonly phase: (typeof PHASES)[number];
  readonly victim: Victim;
  readonly change: number;
}

describe("a stack whose deployment is killed", function () {
  this.timeout(2 * RUN_MS);
  before(function () {
    this.timeout(CLI_BUILD_MS);
  });

  for (const [number, crash] of crashes(CRASHES, SEED).entries()) {
    const { phase, victim, change } = crash;
    it(`goes on after the ${victim} died at change ${change} of ${phase} (${number + 1})`, async () => {
      const stack = await beginSmallPlatform();
      try {
        await live(stack, crash);
      } finally {
        stack.end();
      }
    });
  }
});

async function live(stack: StackLife, { phase, victim, change }: Crash): Promise<void> {
  if (phase !== "up") succeeded(await stack.pulumi.up());
  if (phase === "update") setRound(stack, 2);
  const command: Command = phase === "destroy" ? "destroy" : "up";
  const run = await killAt(stack, command, victim, change);
  if (!run.killed) expect(run.exitCode, run.text).to.equal(0);
  succeeded(await again(stack, command));
  expect(await disagreements(stack)).to.deep.equal([]);
  if (command === "up") {
    succeeded(await stack.pulumi.refresh({ expectNoChanges: true }));
    succeeded(await stack.pulumi.up({ expectNoChanges: true }));
  } else {
    expect(stack.cloud.resources()).to.deep.equal([]);
  }
  expect(leaks(stack, await secretsOf(stack))).to.deep.equal([]);
}

/** Every kind of crash in turn, each at a change nobody chose. */
function crashes(count: number, seed: number): Crash[] {
  const random = numbers(seed);
  return Array.from({ length: count }, (_, index) => ({
    phase: PHASES[(index + seed) % PHASES.length] ?? "up",
    victim: VICTIMS[Math.floor(index / PHASES.length + seed + index) % VICTIMS.length] ?? "cli",
    change: 1 + (random() % MOST_CHANGES),
  }));
}
