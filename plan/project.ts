import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder that holds `Pulumi.yaml`, found from this file upwards: compiled files lie deeper than their sources. */
export const projectRoot = findRoot(__dirname);

/** The project's name, which is also the namespace of its configuration keys. */
export const PROJECT_NAME = "kumiki";

function findRoot(folder: string): string {
  if (existsSync(join(folder, "Pulumi.yaml"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no Pulumi.yaml in ${__dirname} or any folder above it`);
  return findRoot(parent);
}
