import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, type Scalar } from "yaml";
import { notesOf } from "./key";
import { lineOf } from "./lines";
import { schema } from "./schema";
import { type ConfigSource, NAMESPACE } from "./source";
import { syntaxProblem } from "./syntax";

/** Stands in the shipped stack files where a secret belongs. No key decrypts it, so a deployment cannot start with it. */
export const SHIPPED_CIPHERTEXT = "v1:ZXhhbXBsZQ==:c2V0IHRoaXMgc2VjcmV0IGZpcnN0";

const STACK_FILE_NAME = /^Pulumi\.([A-Za-z0-9_.-]+)\.ya?ml$/;

/** A stack file as text, together with the places of its keys. */
export interface StackFile {
  readonly path: string;
  readonly source: ConfigSource;
  /** The line, from 1, of a key such as "network.natStrategy", or of the nearest key around it that exists. */
  readonly lineOf: (path: string) => number | undefined;
}

/** A stack file that cannot be read; one line, printed by the engine without a stack trace. */
export class StackFileError extends pulumi.RunError {
  constructor(message: string) {
    super(message);
    this.name = "StackFileError";
  }
}

/**
 * Reads `Pulumi.<stack>.yaml` into what the engine would hand to the program, without an engine: values as text, objects
 * as JSON. Encrypted values become well-formed simulated ones, because a plan must need neither a passphrase nor a key.
 * @throws StackFileError
 */
export function readStackFile(path: string): StackFile {
  const stack = STACK_FILE_NAME.exec(basename(path))?.[1];
  if (stack === undefined) throw new StackFileError(`${path}: a stack file is named Pulumi.<stack>.yaml`);
  return parseStackFile(path, stack, readText(path));
}

/** The part of {@link readStackFile} that needs no file. */
export function parseStackFile(path: string, stack: string, text: string): StackFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problem = syntaxProblem(document, text, lines) ?? unresolvableAlias(document);
  if (problem !== undefined) throw new StackFileError(`${path}${problem}`);
  const config = isMap(document.contents) ? document.get("config") : undefined;
  if (!isMap(config)) throw new StackFileError(`${path}:1: a stack file needs a "config:" map of keys and values`);

  const values: Record<string, string> = {};
  const secretKeys: string[] = [];
  for (const { key, value } of config.items) {
    const name = String(key);
    const { plain, hasSecret } = withSimulatedSecrets(name, isNode(value) ? value.toJS(document) : value);
    if (hasSecret) secretKeys.push(name);
    values[name] = isScalar(value) ? scalarText(value) : asEngineText(plain);
  }
  return { path, source: { stack, values, secretKeys }, lineOf: (key) => lineOf(config, lines, key) };
}

/** An alias to nothing, to itself, or to too much of the file. */
function unresolvableAlias(document: Document): string | undefined {
  try {
    JSON.stringify(document.toJS()); // a circle resolves, and fails here
    return undefined;
  } catch {
    return ": an alias (*name) cannot be resolved; write the value out";
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EISDIR: "is a folder, not a file",
  EACCES: "may not be read by this user",
};

/** A name is mistyped more often than a file is lost: the stacks there are say which one may have been meant. */
function missing(path: string): string {
  const folder = dirname(path);
  try {
    const stacks = readdirSync(folder).flatMap((name) => STACK_FILE_NAME.exec(name)?.[1] ?? []);
    if (stacks.length === 0) return `there is no such file, nor any other stack file in ${folder}`;
    return `there is no such file. There are stacks ${stacks.sort().join(", ")}; a new one begins as a copy of a file`;
  } catch {
    return `there is no such file, because there is no folder ${folder}`;
  }
}

/**
 * Refuses other encodings, which an editor or a shell may have written: read as UTF-8 they are a riddle.
 * @throws StackFileError
 */
export function readText(path: string): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
    if (!text.includes("\0")) return text;
  } catch (error) {
    if (!(error instanceof TypeError)) {
      const code = (error as NodeJS.ErrnoException).code ?? "";
      throw new StackFileError(`${path}: ${code === "ENOENT" ? missing(path) : (REASONS[code] ?? String(error))}`);
    }
  }
  throw new StackFileError(`${path}: is no text in UTF-8; save it in that encoding`);
}

/** The engine reads a scalar of the first level as text, whatever YAML would make of it; null becomes the empty text. */
function scalarText({ value, source }: Scalar): string {
  if (value === null) return "";
  return typeof value === "string" ? value : (source ?? String(value));
}

function asEngineText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Replaces every `{ secure: <ciphertext> }`, at any depth, by the simulated value of the key. */
function withSimulatedSecrets(key: string, value: unknown): { plain: unknown; hasSecret: boolean } {
  let hasSecret = false;
  const replace = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(replace);
    if (typeof part !== "object" || part === null) return part;
    const entries = Object.entries(part);
    const [first] = entries;
    if (entries.length === 1 && first?.[0] === "secure" && typeof first[1] === "string") {
      hasSecret = true;
      return simulatedSecret(key, first[1]);
    }
    return Object.fromEntries(entries.map(([name, member]) => [name, replace(member)]));
  };
  return { plain: replace(value), hasSecret };
}

function simulatedSecret(key: string, ciphertext: string): string {
  const name = key.slice(NAMESPACE.length + 1);
  const member = Object.entries(schema.shape).find(([candidate]) => candidate === name)?.[1];
  const secret = member === undefined ? undefined : notesOf(member).secret;
  return (ciphertext === SHIPPED_CIPHERTEXT ? secret?.shipped : secret?.simulated) ?? "simulated-secret";
}
