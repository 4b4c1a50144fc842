import { relative } from "node:path";
import { type Runner, reporters } from "mocha";

/** mocha's spec reporter, with the time of each spec file and the plain closing line that CI reads. */
class FileTimeReporter extends reporters.Spec {
  constructor(runner: Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const milliseconds = new Map<string, number>();
    runner.on("test end", (test) => {
      const file = test.file ?? "(no file)";
      milliseconds.set(file, (milliseconds.get(file) ?? 0) + (test.duration ?? 0));
    });
    runner.once("end", () => {
      console.log("  Time in the tests of each file:\n");
      for (const [file, spent] of [...milliseconds].sort((a, b) => b[1] - a[1])) {
        console.log(`  ${String(spent).padStart(7)} ms  ${specPath(file)}`);
      }
      const { passes, failures, pending } = this.stats;
      console.log(`\n${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ""}`);
    });
  }
}

/** `/root/.build/0123abcd/tests/x.spec.js` -> `tests/x.spec.ts` */
function specPath(compiled: string): string {
  return relative(process.cwd(), compiled)
    .replace(/^\.build\/[0-9a-f]+\//, "")
    .replace(/\.js$/, ".ts");
}

module.exports = FileTimeReporter;
