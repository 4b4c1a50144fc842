/** AWS tags: key to value, at most 50 on a resource. */
export type Tags = Readonly<Record<string, string>>;

/** What the six mandatory tags of the platform are made from. */
export interface Ownership {
  readonly project: string;
  readonly environment: string;
  readonly owner: string;
  readonly costCenter: string;
  readonly dataClassification: string;
}

/**
 * The tags every resource of the platform carries: who answers for it, who pays, and how secret its data is.
 * They are passed to each resource and, for what other tools create, set as the provider's default tags too.
 */
export function mandatoryTags(ownership: Ownership): Tags {
  return {
    Project: ownership.project,
    Environment: ownership.environment,
    Owner: ownership.owner,
    CostCenter: ownership.costCenter,
    DataClassification: ownership.dataClassification,
    ManagedBy: "pulumi",
  };
}

/**
 * The same tags as labels of Google Cloud, which allow lower-case letters, digits, `_` and `-`, 63 at most
 * (https://cloud.google.com/resource-manager/docs/labels-overview#requirements). `CostCenter` becomes `cost-center`.
 */
export function toLabels(tags: Tags): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [labelKey(key), sanitise(value)] as const));
}

function labelKey(tag: string): string {
  return sanitise(tag.replace(/([a-z0-9])([A-Z])/g, "$1-$2"));
}

function sanitise(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "-")
    .slice(0, 63);
}
