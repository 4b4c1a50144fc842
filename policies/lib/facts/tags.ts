import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SCHEMA_FOLDER } from "../../../plan/cloud/schema";
import type { ModuleSchema } from "../../../plan/cloud/schema-model";
import type { PlainObject, PlainValue, ResourceNode } from "../../../plan/graph";
import { objectOf } from "../values/objects";

/** Tags that say whose a resource is, who pays for it and how secret its data is. */
export const MANDATORY_TAGS = ["CostCenter", "DataClassification", "Environment", "ManagedBy", "Owner", "Project"];

/** Classes of data that are treated as production wherever they are. */
const SENSITIVE = new Set<PlainValue | undefined>(["confidential", "restricted"]);

/** Types of a provider that have an input of that name, such as all of `aws:` with `tags`, sorted. */
export function typesWithInput(provider: "aws:" | "gcp:", input: "tags" | "labels"): readonly string[] {
  return readdirSync(SCHEMA_FOLDER)
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => {
      const { resources }: ModuleSchema = JSON.parse(readFileSync(join(SCHEMA_FOLDER, file), "utf8"));
      return Object.entries(resources).filter(([type, { inputs }]) => type.startsWith(provider) && input in inputs);
    })
    .map(([type]) => type)
    .sort();
}

/** Everything a resource is tagged with, the provider's default tags among it. */
export function tagsOf({ inputs, outputs }: ResourceNode): PlainObject {
  return { ...objectOf(inputs.tags), ...objectOf(outputs.tagsAll) };
}

/** Labels of a resource of Google Cloud, as the program gave them. */
export function labelsOf({ inputs }: ResourceNode): PlainObject {
  return objectOf(inputs.labels);
}

/** Whether a resource serves users or holds what must not be lost: judged by what it says of itself, never by a name. */
export function isProduction(resource: ResourceNode): boolean {
  const tags = tagsOf(resource);
  const labels = labelsOf(resource);
  return (
    tags.Environment === "prod" ||
    labels.environment === "prod" ||
    SENSITIVE.has(tags.DataClassification) ||
    SENSITIVE.has(labels["data-classification"])
  );
}
