import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** The code of one function, ready for Lambda. */
export interface FunctionCode {
  /** One file, `index.js`, which exports `handler`. */
  readonly archive: pulumi.asset.AssetArchive;
  /** SHA-256 of that file, hexadecimal: the same sources give the same digits on every machine. */
  readonly sha256: string;
}

const FUNCTIONS = "functions";
const ENTRY = "handler.ts";

/**
 * Bundles `functions/<name>/handler.ts` with everything it imports, but for the AWS SDK, which Lambda's runtime brings.
 *
 * All functions are bundled together on the first call and kept in `.build/functions`, in files named after their
 * content: an unchanged tree bundles nothing. They are always made from the TypeScript sources, whether the program
 * itself runs compiled or not, so that a plan and a deployment see the same bytes.
 *
 * @throws Error naming the functions there are, if there is none of that name
 */
export function functionCode(name: string): FunctionCode {
  const root = findRoot(__dirname);
  const file = bundles(root)[name];
  if (file === undefined) {
    throw new Error(`there is no function "${name}" in ${FUNCTIONS}/, only ${functionNames(root).join(", ")}.`);
  }
  const path = join(root, file);
  return {
    archive: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.FileAsset(path) }),
    sha256: sha256(readFileSync(path)),
  };
}

/** Every function of the project, sorted: each folder with a handler. */
export function functionNames(root = findRoot(__dirname)): string[] {
  return readdirSync(join(root, FUNCTIONS))
    .filter((name) => existsSync(join(root, FUNCTIONS, name, ENTRY)))
    .sort();
}

/** Path of each function's bundle, relative to the root, by name. */
function bundles(root: string): Readonly<Record<string, string>> {
  const index = join(root, ".build", FUNCTIONS, `${fingerprint(root)}.json`);
  if (!existsSync(index)) {
    mkdirSync(dirname(index), { recursive: true });
    writeAtomically(index, JSON.stringify(bundleAll(root)));
  }
  return JSON.parse(readFileSync(index, "utf8"));
}

/** Bundles every function below `root` and keeps the results under their content's digest. */
export function bundleAll(root: string): Record<string, string> {
  const { buildSync } = require("esbuild") as typeof import("esbuild");
  const names = functionNames(root);
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(names.map((name) => [name, join(root, FUNCTIONS, name, ENTRY)])),
    outdir: join(root, ".build", FUNCTIONS),
    write: false,
    bundle: true,
    external: ["@aws-sdk/*"],
    format: "cjs",
    platform: "node",
    target: "node24", // that of the runtime in lambda-function.ts
    minify: true, // comments and names of modules would tell where packages lie on this machine
    keepNames: true, // for the stack traces
    tsconfigRaw: "{}", // one that lies around would change the bytes
    legalComments: "inline", // the licences of what is bundled ask for their notice
    logLevel: "error",
  });
  return Object.fromEntries(
    outputFiles.map(({ path, contents }) => {
      const name = relative(join(root, ".build", FUNCTIONS), path).replace(/\.js$/, "");
      const file = join(".build", FUNCTIONS, `${name}-${sha256(contents).slice(0, 16)}.js`);
      if (!existsSync(join(root, file))) {
        mkdirSync(dirname(join(root, file)), { recursive: true });
        writeAtomically(join(root, file), contents);
      }
      return [name, file];
    }),
  );
}

/** Two processes may bundle at the same time; neither may see a file the other has half written. */
function writeAtomically(path: string, content: string | Uint8Array): void {
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}

/** Of all that a bundle is made from. Which version of a package is installed, the lock file says. */
function fingerprint(root: string): string {
  const hash = createHash("sha256");
  const sources = readdirSync(join(root, FUNCTIONS), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(FUNCTIONS, path))
    .sort();
  for (const path of ["package.json", "package-lock.json", relative(root, __filename), ...sources]) {
    if (existsSync(join(root, path)))
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

/** The folder of the sources, from this file upwards: compiled files lie deeper, and have no TypeScript beside them. */
function findRoot(folder: string): string {
  if (existsSync(join(folder, "components/compute/function-code.ts"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`the sources of ${FUNCTIONS}/ are not in any folder above ${__dirname}.`);
  return findRoot(parent);
}

function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
