import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Absolute path of the first of the names that is on the search path and can be run. */
export function findBinary(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/**
 * Absolute paths of programs a suite cannot do without, each given by the names it may have. Where one is missing, the
 * suite is skipped, and one line says which package to install: a suite nobody misses proves nothing.
 */
export function binariesOrSkip(
  suite: Mocha.Context,
  aptPackage: string,
  ...programs: readonly (readonly string[])[]
): string[] {
  const missing = programs.filter((names) => findBinary(names) === undefined);
  if (missing.length > 0) {
    const list = missing.map((names) => names.join(" or ")).join(" and ");
    console.warn(`\n  !! SKIPPED, because there is no ${list} on this machine: apt-get install ${aptPackage}\n`);
    suite.skip();
  }
  return programs.map(findBinary).filter((path) => path !== undefined);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
