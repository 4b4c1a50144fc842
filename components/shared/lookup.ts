import * as pulumi from "@pulumi/pulumi";

/**
 * The entry of a name in a component's table of outputs.
 *
 * @param what what the table holds, in the singular, such as `key purpose`
 * @throws RunError listing the names there are, if this is not one of them
 */
export function entryOf<T>(what: string, entries: Readonly<Record<string, T>>, name: string): T {
  const entry = Object.entries(entries).find(([key]) => key === name)?.[1];
  if (entry !== undefined) return entry;
  const names = Object.keys(entries).sort().join(", ");
  throw new pulumi.RunError(`there is no ${what} "${name}"; there are: ${names === "" ? "none" : names}.`);
}
