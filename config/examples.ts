import { listKeys } from "./entries";
import { ownValues } from "./evaluate";
import { valueAt } from "./resolve";
import type { ConfigSource } from "./source";

/** A value that still is what the repository ships with. */
export interface ShippedExample {
  readonly path: string;
  /** The value as text; of a secret only that it is one. */
  readonly value: string;
  /** The command that replaces it, with the form of the new value in angle brackets. */
  readonly command: string;
}

/** Lists the values of a stack that have to be replaced before its first deployment, in the order of the schema. */
export function shippedExamples(source: ConfigSource): ShippedExample[] {
  const raw = ownValues(source);
  return listKeys().flatMap(({ path, notes }) => {
    const value = valueAt(raw, path);
    if (notes.secret !== undefined) {
      const command = `pulumi config set --secret ${path} --stack ${source.stack}`;
      return value === notes.secret.shipped ? [{ path, value: "[secret]", command }] : [];
    }
    if (value === undefined || value === null || notes.isShipped?.(value) !== true) return [];
    const item = Array.isArray(value) ? `"${path}[0]"` : path;
    const command = `pulumi config set --path ${item} "${notes.replaceWith}" --stack ${source.stack}`;
    return [{ path, value: typeof value === "string" ? value : JSON.stringify(value), command }];
  });
}
