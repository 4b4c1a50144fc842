/** The form of `plan/cloud/schema/*.json`: what the providers' SDK declares about the resource types in use. */

export type Scalar = "string" | "number" | "boolean";

/**
 * The type of an input value.
 *
 * - `"any"` accepts everything, `"asset"` a file asset or archive, `"resource"` another resource;
 * - `"#aws.ec2.VpcTimeouts"` names an object shape of the same file, so shapes may refer to each other;
 * - `[T]` is a list, `{ mapOf: T }` a map with free keys, `{ literals }` a string out of a closed set.
 */
export type InputType =
  | Scalar
  | "any"
  | "asset"
  | "resource"
  | `#${string}`
  | readonly [InputType]
  | { readonly mapOf: InputType }
  | { readonly literals: readonly string[] }
  | { readonly oneOf: readonly InputType[] };

export interface InputProperty {
  readonly type: InputType;
  readonly required?: true;
  readonly deprecated?: true;
}

/** An object's known properties by name. */
export type Shape = Readonly<Record<string, InputProperty>>;

export interface OutputProperty {
  readonly kind: Scalar | "list" | "map" | "object" | "resource" | "any";
  /** The provider may leave the output undefined. */
  readonly optional?: true;
}

export interface ResourceDeclaration {
  readonly inputs: Shape;
  readonly outputs: Readonly<Record<string, OutputProperty>>;
}

/** One JSON file: every type in use of one module of one provider. */
export interface ModuleSchema {
  readonly resources: Readonly<Record<string, ResourceDeclaration>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** The file that describes a type: `aws:ec2/vpc:Vpc` -> `aws-ec2.json`, `awsx:ecr:Repository` -> `awsx.json`. */
export function schemaFileOf(type: string): string {
  const [provider = "", module = ""] = type.split(":");
  const [folder = ""] = module.split("/");
  const isSmallPackage = provider === "awsx" || provider === "random";
  return isSmallPackage ? `${provider}.json` : `${provider}-${folder}.json`;
}
