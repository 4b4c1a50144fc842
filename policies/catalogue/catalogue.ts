import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { projectRoot } from "../../plan/project";
import { SEVERITIES } from "../core/rule";

const control = z.strictObject({
  id: z.string(),
  framework: z.string(),
  title: z.string(),
  severity: z.enum(SEVERITIES),
  /** One property; a JSON document; another resource; something that must exist once; a type that must not be used. */
  kind: z.enum(["property", "document", "relation", "posture", "forbid"]),
  resources: z.array(z.string()).nonempty(),
  property: z.string(),
  valueType: z.string(),
  expect: z.string(),
  also: z.array(z.string()).optional(),
  related: z.array(z.string()).optional(),
  note: z.string().optional(),
  sameAs: z.array(z.string()).optional(),
});

/** One demand of a published catalogue, such as AWS Foundational Security Best Practices. */
export type Control = Readonly<z.infer<typeof control>>;

const exclusion = z.strictObject({
  id: z.string(),
  reason: z.string().min(40, "say in a sentence why it is left out"),
  /** The type that makes the reason void once it is used. */
  until: z.string().optional(),
});

/** A control that is left out on purpose. */
export type Exclusion = Readonly<z.infer<typeof exclusion>>;

const FOLDER = join(projectRoot, "policies/catalogue");

/** Every control, in the catalogue's order. */
export const CONTROLS: readonly Control[] = z
  .array(control)
  .parse(JSON.parse(readFileSync(join(FOLDER, "controls.json"), "utf8")));

const byId = new Map(CONTROLS.map((one) => [one.id, one]));

/** @throws for an id that the catalogue does not have */
export function controlOf(id: string): Control {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`the catalogue has no control ${id}`);
  return found;
}

/** The controls that are left out on purpose, from `excluded.yaml`. */
export function readExclusions(): readonly Exclusion[] {
  return z.array(exclusion).parse(parse(readFileSync(join(FOLDER, "excluded.yaml"), "utf8")));
}
