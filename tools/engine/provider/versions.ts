import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../plan/project";

/** The providers the program names, each replaced by a stand-in over the simulated cloud. */
export const PROVIDERS = ["aws", "awsx", "gcp", "random"] as const;

/** The version of a provider's SDK in use, which is the version of the plug-in the engine asks for. */
export function providerVersion(name: string | undefined): string {
  const provider = PROVIDERS.find((known) => known === name);
  if (provider === undefined)
    throw new Error(`there is no stand-in for ${name}; there is one for ${PROVIDERS.join(", ")}`);
  const manifest = readFileSync(join(projectRoot, "node_modules/@pulumi", provider, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
