/** The form of `plan/facts/{aws,gcp,random}.json`: what changing a property of a resource type in use does. */

/** `maybe` depends on the value: a snapshot identifier may be removed, not changed. */
export type Replacement = "yes" | "maybe" | "no";

/** Who says so: a row of `plan/facts/hand-kept/`, or `causesReplacement` of the CloudFormation type. */
export type FactSource = "hand" | "cloudformation";

export interface PropertyFacts {
  readonly replacement: Replacement;
  readonly source: FactSource;
  /** The only values the service accepts. */
  readonly allowed?: readonly string[];
}

export interface TypeFacts {
  /** The CloudFormation type for the same thing, where there is one. */
  readonly cloudFormation?: string;
  /** Deleting the resource deletes data that nothing in the program can bring back. */
  readonly stateful?: true;
  /** By path: `vpcOptions`, `vpcOptions.subnetIds`. A nested path is listed only where it differs from its parent. */
  readonly properties: Readonly<Record<string, PropertyFacts>>;
}

export type Facts = Readonly<Record<string, TypeFacts>>;
