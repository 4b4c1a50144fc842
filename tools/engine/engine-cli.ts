/** `npm run engine`: makes sure there is a Pulumi CLI, and says which. */

import { ensureCli } from "./cli";
import { CliBuildError } from "./cli-build";

ensureCli((line) => process.stderr.write(`engine: ${line}\n`)).then(
  ({ path, version }) => process.stdout.write(`pulumi ${version}: ${path}\n`),
  (error: unknown) => {
    if (!(error instanceof CliBuildError)) throw error;
    process.stderr.write(`engine: ${error.message}\n`);
    process.exitCode = 1;
  },
);
