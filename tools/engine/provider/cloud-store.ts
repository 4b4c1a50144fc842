import { createHash, randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PlainObject } from "../../../plan/graph";

/** One resource as the simulated cloud holds it. Secrets are sealed. */
export interface CloudResource {
  readonly type: string;
  readonly id: string;
  /** Tells it from every other resource of its type: most often its id. */
  readonly key: string;
  /** Who asked for it, which a real cloud would not know: it is how a create whose answer was lost is found again. */
  readonly urn: string;
  readonly generation: number;
  /** Whether the engine was seen to know its id: from then on it is in the engine's state. */
  readonly acknowledged: boolean;
  /** Objects, images, recovery points: what the service does not delete along with what holds it. */
  readonly hasContent?: true;
  readonly inputs: PlainObject;
  readonly outputs: PlainObject;
}

/**
 * The simulated cloud on disk: one file for each resource, written to the side and renamed, so that a killed process leaves
 * each of them whole. Several processes may use one folder.
 *
 * A file's name ends in a serial number and its content never changes: what was read once need not be read again.
 */
export class CloudStore {
  private readonly resourceFolder: string;
  private readonly generationFolder: string;
  private readonly goneFolder: string;
  /** What was read, by the part of the file's name that stays the same. */
  private readonly cache = new Map<string, { readonly name: string; readonly resource: CloudResource }>();
  private isFresh = false;
  private drafts = 0;

  constructor(private readonly folder: string) {
    this.resourceFolder = join(folder, "resources");
    this.generationFolder = join(folder, "generations");
    this.goneFolder = join(folder, "gone");
    for (const path of [this.resourceFolder, this.generationFolder, this.goneFolder]) {
      mkdirSync(path, { recursive: true });
    }
  }

  /** Everything there is, in no particular order. All that is asked before the process turns to something else is one look. */
  resources(): CloudResource[] {
    if (!this.isFresh) {
      this.look();
      this.isFresh = true;
      setImmediate(() => {
        this.isFresh = false;
      });
    }
    return [...this.cache.values()].map(({ resource }) => resource);
  }

  find(type: string, key: string): CloudResource | undefined {
    return this.resources().find((resource) => resource.type === type && resource.key === key);
  }

  /** Adds a resource or replaces what there was of the same type and key. */
  put(resource: CloudResource): void {
    this.resources();
    const stem = stemOf(resource);
    const older = this.cache.get(stem);
    const name = `${stem}.${serialAfter(older?.name)}.json`;
    renameSync(this.draft(resource), this.resourceFile(name));
    this.cache.set(stem, { name, resource });
    if (older !== undefined) rmSync(this.resourceFile(older.name), { force: true });
  }

  remove(resource: CloudResource): void {
    const stem = stemOf(resource);
    const names = readdirSync(this.resourceFolder).filter((name) => stemIn(name) === stem);
    for (const name of names.sort()) rmSync(this.resourceFile(name), { force: true }); // the one that counts goes last
    this.cache.delete(stem);
    for (const text of [resource.id, resource.outputs.arn]) {
      if (typeof text === "string") writeFileSync(this.goneFile(resource.type, text), "");
    }
  }

  /** Whether an id or ARN belonged to something that was deleted. */
  isGone(type: string, text: string): boolean {
    return existsSync(this.goneFile(type, text));
  }

  /** How many resources were made for a URN so far. */
  generationsOf(urn: string): number {
    const text = readIfThere(this.generationFile(urn));
    return text === undefined ? 0 : (JSON.parse(text) as { generations: number }).generations;
  }

  /** Counts one more. A process that dies before it makes the resource leaves a number unused, which does no harm. */
  countGeneration(urn: string, generation: number): void {
    renameSync(this.draft({ urn, generations: generation }), this.generationFile(urn));
  }

  /** Changes a resource behind the engine's back, as somebody at a console would. */
  plantDrift(id: string, changes: PlainObject): void {
    const resource = this.resourceOf(id);
    const inputs = { ...resource.inputs, ...changes };
    this.put({ ...resource, inputs, outputs: { ...resource.outputs, ...changes } });
  }

  /** Deletes a resource behind the engine's back. */
  plantLoss(id: string): void {
    this.remove(this.resourceOf(id));
  }

  /** Puts something into a bucket, a repository, a vault: from then on it is not empty. */
  plantContent(id: string): void {
    this.put({ ...this.resourceOf(id), hasContent: true });
  }

  /** Random, the same for everybody who uses the folder. */
  salt(): string {
    const file = join(this.folder, "salt");
    const present = readIfThere(file);
    if (present !== undefined) return present;
    const draft = this.draft(randomBytes(16).toString("hex"));
    try {
      linkSync(draft, file); // unlike a rename it fails where another process was first
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    }
    rmSync(draft);
    return readFileSync(file, "utf8");
  }

  /** The resource with an id, which settings share with what they are set on: of those the one that is no setting. */
  private resourceOf(id: string): CloudResource {
    const [found] = this.resources()
      .filter((resource) => resource.id === id)
      .sort((a, b) => a.type.length - b.type.length);
    if (found === undefined) throw new Error(`the simulated cloud has no resource with the id ${id}`);
    return found;
  }

  private look(): void {
    const latest = new Map<string, string>();
    for (const name of readdirSync(this.resourceFolder).sort()) {
      const older = latest.get(stemIn(name));
      latest.set(stemIn(name), name);
      // A process died after it wrote the newer one; or it is about to do the same.
      if (older !== undefined) rmSync(this.resourceFile(older), { force: true });
    }
    for (const stem of this.cache.keys()) if (!latest.has(stem)) this.cache.delete(stem);
    for (const [stem, name] of latest) {
      if (this.cache.get(stem)?.name === name) continue;
      const text = readIfThere(this.resourceFile(name));
      if (text === undefined) {
        this.look(); // another process has replaced or removed it meanwhile
        return;
      }
      this.cache.set(stem, { name, resource: JSON.parse(text) });
    }
  }

  private draft(content: object | string): string {
    this.drafts += 1;
    const path = join(this.folder, `draft-${process.pid}-${this.drafts}`);
    writeFileSync(path, typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`);
    return path;
  }

  private resourceFile(name: string): string {
    return join(this.resourceFolder, name);
  }

  private goneFile(type: string, text: string): string {
    return join(this.goneFolder, hashOf(`${type} ${text}`));
  }

  private generationFile(urn: string): string {
    return join(this.generationFolder, `${hashOf(urn)}.json`);
  }
}

/** `aws-ec2-vpc-Vpc-` and a hash: ids may be longer than a file's name, and may hold slashes. */
function stemOf({ type, key }: CloudResource): string {
  return `${type.replaceAll(/\W+/g, "-")}-${hashOf(key)}`;
}

function stemIn(fileName: string): string {
  return fileName.slice(0, fileName.indexOf("."));
}

/** Sorts by time, whichever process wrote, and always behind what it replaces. */
function serialAfter(older: string | undefined): string {
  const [, last = "0"] = older?.split(".") ?? [];
  return String(Math.max(Number(last) + 1, Date.now())).padStart(SERIAL_DIGITS, "0");
}

const SERIAL_DIGITS = 15;

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 24);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
