import { expect } from "chai";
import { BadInput, runCommand, stackName } from "../../plan/command-line";

const options = { stack: { type: "string" }, loud: { type: "boolean", default: false } } as const;

describe("a command", () => {
  const { write: writeOut } = process.stdout;
  const { write: writeError } = process.stderr;
  const { exitCode } = process;

  /** Runs a command and gives its exit code and what it wrote, on either stream. */
  async function outcome(
    args: readonly string[],
    run: (values: object, words: readonly string[]) => number = () => 7,
  ): Promise<{ code: unknown; stdout: string; stderr: string }> {
    let [stdout, stderr] = ["", ""];
    process.stdout.write = (text) => {
      stdout += text;
      return true;
    };
    process.stderr.write = (text) => {
      stderr += text;
      return true;
    };
    process.exitCode = undefined;
    try {
      await runCommand({ name: "sing", usage: "Usage: sing", options, takesWords: true, args }, run);
      return { code: process.exitCode, stdout, stderr };
    } finally {
      process.stdout.write = writeOut;
      process.stderr.write = writeError;
      process.exitCode = exitCode;
    }
  }

  it("is given its options and words, and gives its exit code", async () => {
    const given: unknown[] = [];
    const result = await outcome(["dev", "--stack", "prod", "--", "--odd"], (values, words) => {
      given.push({ ...values }, words);
      return 7;
    });
    expect(given).to.deep.equal([{ stack: "prod", loud: false }, ["dev", "--odd"]]);
    expect(result).to.deep.equal({ code: 7, stdout: "", stderr: "" });
  });

  it("takes nothing beside its options unless it says so", async () => {
    let stderr = "";
    process.stderr.write = (text) => {
      stderr += text;
      return true;
    };
    await runCommand({ name: "sing", usage: "Usage: sing", options, args: ["loudly"] }, () => 7);
    process.stderr.write = writeError;
    const code = process.exitCode;
    process.exitCode = exitCode;
    expect([code, stderr]).to.deep.equal([2, 'sing: "loudly" belongs to no option. Try: npm run sing -- --help\n']);
  });

  it("prints its help and does nothing else", async () => {
    const run = () => expect.fail("it ran");
    expect(await outcome(["dev", "--help"], run)).to.deep.equal({
      code: undefined,
      stdout: "Usage: sing\n",
      stderr: "",
    });
  });

  for (const [args, sentence] of [
    [["--stak", "dev"], "there is no option --stak; did you mean --stack? Try: npm run sing -- --help"],
    [["--colour"], "there is no option --colour; there are: --stack, --loud, --help. Try: npm run sing -- --help"],
    [["-x"], "there is no option -x; there are: --stack, --loud, --help. Try: npm run sing -- --help"],
    [["--stack"], "Option '--stack <value>' argument missing. Try: npm run sing -- --help"],
    [["--loud=yes"], "Option '--loud' does not take an argument. Try: npm run sing -- --help"],
    [["--stack", "--loud"], "Option '--stack' argument is ambiguous. Try: npm run sing -- --help"],
  ] as const) {
    it(`says what is wrong with ${args.join(" ")}`, async () => {
      expect(await outcome(args)).to.deep.equal({ code: 2, stdout: "", stderr: `sing: ${sentence}\n` });
    });
  }

  it("says what it found wrong itself, and lets through what nobody expected", async () => {
    const complaining = await outcome([], () => {
      throw new BadInput("louder");
    });
    expect(complaining).to.deep.equal({ code: 2, stdout: "", stderr: "sing: louder\n" });
    const failing = outcome([], () => {
      throw new TypeError("a bug");
    });
    expect(await failing.catch((error: unknown) => String(error))).to.equal("TypeError: a bug");
  });
});

describe("the name of a stack", () => {
  it("is what can be in the name of a stack file", () => {
    expect(stackName("dev-2.eu_1", "try it")).to.equal("dev-2.eu_1");
    for (const name of ["", "../dev", "a b", "a/b"]) {
      expect(() => stackName(name, "try it")).to.throw(BadInput, `"${name}" is not the name of a stack. Try: try it`);
    }
  });
});
