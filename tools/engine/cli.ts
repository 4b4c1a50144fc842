import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { buildCli, CliBuildError, cachedCli } from "./cli-build";

/** A Pulumi CLI that can be used. */
export interface Cli {
  readonly path: string;
  /** Such as `3.259.0`. */
  readonly version: string;
  /** True if the genuine language host stands beside it, as in Pulumi's own download. */
  readonly hasLanguageHost: boolean;
}

/** The first that judges an existing state with policy packs (`pulumi policy analyze`). */
const OLDEST = [3, 249, 0];

/** The CLI on the PATH if it is new enough, else the one that was built before; undefined if there is neither. */
export function findCli(): Cli | undefined {
  return describeCli("pulumi") ?? (existsSync(cachedCli()) ? describeCli(cachedCli()) : undefined);
}

/**
 * The same, built first if need be.
 * @throws CliBuildError if it cannot be
 */
export async function ensureCli(tell: (line: string) => void): Promise<Cli> {
  const found = findCli() ?? describeCli(await buildCli(tell));
  if (found === undefined)
    throw new CliBuildError(`${cachedCli()} was built and does not start; delete it and try again.`);
  return found;
}

function describeCli(command: string): Cli | undefined {
  const { status, stdout } = spawnSync(command, ["version"], {
    encoding: "utf8",
    timeout: 30_000,
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  if (status !== 0) return undefined;
  const version = stdout.trim().replace(/^v/, "");
  if (!isFitting(version)) return undefined;
  const path = command === "pulumi" ? onPath(command) : command;
  return { path, version, hasLanguageHost: existsSync(join(dirname(path), "pulumi-language-nodejs")) };
}

/** Whether a version such as `3.259.0` or `3.260.0-alpha.1` is new enough. */
export function isFitting(version: string): boolean {
  const numbers = /^(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number);
  if (numbers === undefined) return false;
  const differing = OLDEST.findIndex((number, place) => numbers[place] !== number);
  return differing === -1 || (numbers[differing] ?? 0) > (OLDEST[differing] ?? 0);
}

function onPath(command: string): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path)) ?? command;
}
