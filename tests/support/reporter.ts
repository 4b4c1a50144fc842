import { relative } from "node:path";
import { type Runner, reporters } from "mocha";

interface Failure {
  readonly file: string;
  readonly title: string;
  readonly message: string;
}

/** mocha's spec reporter, with the time of each spec file and the plain closing line that CI reads. */
class FileTimeReporter extends reporters.Spec {
  constructor(runner: Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const milliseconds = new Map<string, number>();
    runner.on("test end", (test) => {
      const file = test.file ?? "(no file)";
      milliseconds.set(file, (milliseconds.get(file) ?? 0) + (test.duration ?? 0));
    });
    const failed: Failure[] = [];
    runner.on("fail", (test, error: Error) => {
      failed.push({ file: test.file ?? "(no file)", title: test.fullTitle(), message: error.stack ?? error.message });
    });
    runner.once("end", () => {
      console.log("  Time in the tests of each file:\n");
      for (const [file, spent] of [...milliseconds].sort((a, b) => b[1] - a[1])) {
        console.log(`  ${String(spent).padStart(7)} ms  ${specPath(file)}`);
      }
      // Last, because a log that is cut keeps its end.
      for (const { file, title, message } of failed) console.log(`\nFAILED ${specPath(file)}: ${title}\n${message}`);
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
