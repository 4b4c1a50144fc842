import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ResourceGraph, STACK_TYPE } from "../graph";
import { projectRoot } from "../project";

/** What one release had in one stack: the end of each URN, `qualified type::name`. */
export interface Manifest {
  readonly resources: readonly string[];
  /** They stand for nothing in a cloud, but the engine hands on a parent's alias only where the state holds the parent. */
  readonly components: readonly string[];
}

/** A release and its manifests, by stack. */
export interface Release {
  readonly version: string;
  readonly manifests: ReadonlyMap<string, Manifest>;
}

export const RELEASES_FOLDER = join(projectRoot, "releases");

/** What all URNs of a stack begin with. */
export function urnPrefix(graph: ResourceGraph): string {
  const urn = graph.one(STACK_TYPE).urn;
  return `${urn.split("::").slice(0, 2).join("::")}::`;
}

/** One line for each resource and component, sorted: `resource aws:kms/key:Key::data`. */
export function renderManifest(graph: ResourceGraph): string {
  const { length } = urnPrefix(graph);
  const lines = graph.resources
    .filter(({ type }) => type !== STACK_TYPE)
    .map(({ urn, custom }) => `${custom ? "resource" : "component"} ${urn.slice(length)}\n`);
  return lines.sort().join("");
}

/** @throws Error naming the first line that is none of a manifest */
export function parseManifest(text: string, path: string): Manifest {
  const parts: Record<string, string[]> = { resource: [], component: [] };
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "") continue;
    const [, kind = "", end = ""] = /^(resource|component) (\S+::.+)$/.exec(line) ?? [];
    const part = parts[kind];
    if (part === undefined) {
      throw new Error(
        `${path}, line ${index + 1}: "${line}" is not "resource" or "component" and the end of a URN; ` +
          "nobody edits a manifest: take the file back from git.",
      );
    }
    part.push(end);
  }
  return { resources: parts.resource ?? [], components: parts.component ?? [] };
}

/** All releases below a folder, the oldest first. */
export function readReleases(folder = RELEASES_FOLDER): Release[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ version: name, manifests: readManifests(join(folder, name)) }))
    .sort((a, b) => a.version.localeCompare(b.version, "en", { numeric: true }));
}

function readManifests(folder: string): Map<string, Manifest> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".txt"));
  return new Map(
    files.map((name) => {
      const path = join(folder, name);
      return [name.replace(/\.txt$/, ""), parseManifest(readFileSync(path, "utf8"), path)];
    }),
  );
}

/** What a release had is written once. */
export class ReleaseError extends Error {
  override readonly name = "ReleaseError";
}

/** Writes the manifests of a release. @throws ReleaseError if that release exists: what users have deployed does not change */
export function writeRelease(version: string, graphs: readonly ResourceGraph[], folder = RELEASES_FOLDER): string[] {
  const target = join(folder, version);
  if (existsSync(target)) {
    throw new ReleaseError(`Release ${version} is there already: raise "version" in package.json first.`);
  }
  mkdirSync(target, { recursive: true });
  return graphs.map((graph) => {
    const path = join(target, `${graph.stack}.txt`);
    writeFileSync(path, renderManifest(graph));
    return path;
  });
}
