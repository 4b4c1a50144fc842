/**
 * A stand-in for one of the downloaded provider plug-ins: `main.js <aws|gcp|random|awsx> <engine address>`, started by the
 * engine, over the simulated cloud in the folder KUMIKI_CLOUD. Its first line of output is the port it serves on.
 */

import { join } from "node:path";
import { endWithParent } from "../end-with-parent";
import { CloudStore } from "./cloud-store";
import { Faults } from "./faults";
import { Provider } from "./provider";
import { handlersOf, serve } from "./server";
import { providerVersion } from "./versions";

async function main(name: string | undefined): Promise<void> {
  const folder = process.env.KUMIKI_CLOUD;
  if (folder === undefined || folder === "")
    throw new Error("KUMIKI_CLOUD must name the folder of the simulated cloud");
  const faults = new Faults(process.env.KUMIKI_FAULTS, join(folder, "faults"));
  const port = await serve(handlersOf(new Provider(new CloudStore(folder)), faults, providerVersion(name)));
  process.stdout.write(`${port}\n`);
  endWithParent();
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
