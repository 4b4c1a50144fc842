import { readFileSync } from "node:fs";
import { z } from "zod";

/** What `pulumi stack export` writes: https://www.pulumi.com/docs/iac/cli/commands/pulumi_stack_export/ (read 2026-11). */
const VERSIONS: readonly unknown[] = [3, 4];

const URN = z.string().regex(/^urn:pulumi:[^:]+::[^:]+::.+::/, "is no URN");
const PROPERTIES = z.record(z.string(), z.json());

const RESOURCE = z.object({
  urn: URN,
  type: z.string().min(1),
  custom: z.boolean().default(false),
  id: z.string().optional(),
  inputs: PROPERTIES.default({}),
  outputs: PROPERTIES.default({}),
  parent: z.string().optional(),
  /** URN and id of the provider, joined by `::`. */
  provider: z.string().optional(),
  dependencies: z.array(z.string()).nullish(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
  /** True for what was replaced and is still to be deleted; it has the same URN as what replaced it. */
  delete: z.boolean().optional(),
  protect: z.boolean().optional(),
  retainOnDelete: z.boolean().optional(),
  deletedWith: z.string().optional(),
  importID: z.string().optional(),
  ignoreChanges: z.array(z.string()).nullish(),
  replaceOnChanges: z.array(z.string()).nullish(),
  additionalSecretOutputs: z.array(z.string()).nullish(),
  aliases: z.array(z.string()).nullish(),
});

const DEPLOYMENT = z.object({
  manifest: z.object({ time: z.string().optional(), version: z.string().optional() }).optional(),
  resources: z.array(RESOURCE).nullish(),
  pending_operations: z.array(z.looseObject({})).nullish(),
});

/** One resource as an exported stack tells it. */
export type StateResource = z.infer<typeof RESOURCE>;

/** An exported stack. */
export interface StateFile {
  readonly resources: readonly StateResource[];
  /** Operations that had begun when the state was written, and of which nobody knows how they ended. */
  readonly pendingOperations: number;
  /** When and by which version of the engine it was written. */
  readonly written?: string;
  readonly engine?: string;
}

/** A file that cannot be judged. The message quotes nothing from it: what it holds may be secret. */
export class StateFileError extends Error {
  override readonly name = "StateFileError";
}

const EXPORT = "pulumi stack export --stack NAME --file state.json";
const SHOWN_PROBLEMS = 5;

/** Reads what `pulumi stack export` wrote. @throws StateFileError if that is not what the file holds */
export function readState(path: string): StateFile {
  const deployment = DEPLOYMENT.safeParse(deploymentOf(path, parsed(path, textOf(path))));
  if (!deployment.success) throw new StateFileError(`${path} is damaged:\n${problemLines(deployment.error)}`);
  const { manifest, resources, pending_operations } = deployment.data;
  if ((resources ?? []).length === 0) {
    throw new StateFileError(`${path} holds no resources: there is nothing to judge, which is not the same as fine`);
  }
  return {
    resources: resources ?? [],
    pendingOperations: pending_operations?.length ?? 0,
    written: manifest?.time,
    engine: manifest?.version,
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new StateFileError(`${path}: there is no such file. Write one: ${EXPORT}`);
    if (code === "EISDIR") throw new StateFileError(`${path} is a folder; name the file in it`);
    throw new StateFileError(`${path} cannot be read (${code})`);
  }
}

/** The parser's own message quotes the text around a mistake, so it is not passed on. */
function parsed(path: string, text: string): unknown {
  if (text.trim() === "") throw new StateFileError(`${path} is empty. Write it anew: ${EXPORT}`);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new StateFileError(`${path} is not JSON, or was cut off. Write it anew: ${EXPORT}`);
  }
}

function deploymentOf(path: string, document: unknown): unknown {
  if (document === null || typeof document !== "object" || Array.isArray(document)) {
    throw new StateFileError(`${path} is JSON, but no exported stack. Write one: ${EXPORT}`);
  }
  if ("checkpoint" in document) {
    throw new StateFileError(`${path} is the backend's own file, not an export. Write one: ${EXPORT}`);
  }
  if (!("deployment" in document)) {
    throw new StateFileError(`${path} is JSON, but no exported stack: "deployment" is missing. Write one: ${EXPORT}`);
  }
  const version = "version" in document ? document.version : undefined;
  if (!VERSIONS.includes(version)) {
    const found = typeof version === "number" ? `version ${version}` : "no version";
    throw new StateFileError(`${path} has ${found}; versions ${VERSIONS.join(" and ")} can be read`);
  }
  return document.deployment ?? {};
}

function problemLines({ issues }: z.ZodError): string {
  const lines = issues.slice(0, SHOWN_PROBLEMS).map(({ path, message }) => `  - ${path.join(".")}: ${message}`);
  const more = issues.length - lines.length;
  return [...lines, ...(more > 0 ? [`  - and ${more} more`] : [])].join("\n");
}
