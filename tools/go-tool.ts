/** Other people's tools that are built here from a pinned Go module: once, and kept outside the tree. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Path of a built tool: a clean clone finds it again, and it changes with whatever the tool is built from.
 * @param module folder of its go.mod, which names its version, and of its go.sum, which names every other module's content
 * @param name what to call the folder, before the checksum
 */
export function cachedTool(
  module: string,
  name: string,
  executable: string,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const caches = environment.XDG_CACHE_HOME || join(homedir(), ".cache");
  const sources = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) sources.update(readFileSync(join(module, file)));
  return join(caches, "kumiki", `${name}-${sources.digest("hex").slice(0, 12)}`, executable);
}

/** What Go is run with: no C compiler, and none of the settings somebody may have made for other work. */
export function goEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" };
}
