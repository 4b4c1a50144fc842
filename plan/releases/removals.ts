import { parse } from "yaml";
import { z } from "zod";

const removal = z.strictObject({
  /** The last release that had the resources. */
  after: z.string().regex(/^\d+\.\d+\.\d+$/, "name a release, as 0.1.0"),
  stacks: z.array(z.string().min(1)).min(1, "name at least one stack"),
  /** Ends of URNs, as the manifests have them. */
  resources: z.array(z.string().min(1)).min(1, "name at least one resource"),
  reason: z.string("say why they went").min(20, "say in a sentence why they went"),
});

/** Resources that were taken away on purpose. */
export type Removal = Readonly<z.infer<typeof removal>>;

/** Every problem of a list of removals at once. */
export class RemovalFileError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`releases/removed.yaml cannot be used:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

/** Reads the text of a list of removals. @throws RemovalFileError with every problem of its form */
export function parseRemovals(text: string): readonly Removal[] {
  const result = z.array(removal).safeParse(readYaml(text));
  if (result.success) return result.data;
  throw new RemovalFileError(
    result.error.issues.map(({ path: [index, ...rest], message }) =>
      index === undefined
        ? message
        : `entry ${Number(index) + 1}${rest.map((key) => `, ${String(key)}`).join("")}: ${message}`,
    ),
  );
}

function readYaml(text: string): unknown {
  try {
    return parse(text) ?? [];
  } catch (error) {
    throw new RemovalFileError([error instanceof Error ? error.message : String(error)]);
  }
}
