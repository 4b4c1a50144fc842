/** Reads `@aws-cdk/aws-service-spec`. It takes two seconds to load, so only the generator does, and its answer is committed. */

import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import type { Property, PropertyType, ResourceProperties, SpecDatabase } from "@aws-cdk/service-spec-types";
import type { Replacement } from "../plan/facts/fact-model";

/** A property as CloudFormation declares it, seen from the resource: what its parents cause, it causes too. */
export interface SpecProperty {
  readonly replacement: Replacement;
  readonly allowed: readonly string[];
  /** The properties of the object it holds, or of each object in its list. */
  readonly properties: ReadonlyMap<string, Property>;
}

export class CloudFormationSpec {
  private readonly database: SpecDatabase = loadAwsServiceSpecSync();

  /** @throws Error for a type CloudFormation does not have. */
  properties(type: string): ReadonlyMap<string, Property> {
    return entriesOf(this.resource(type).properties);
  }

  isStateful(type: string): boolean {
    return this.resource(type).isStateful ?? false;
  }

  /** Looks at one declared property below a parent that causes `inherited`. */
  read(property: Property, inherited: Replacement): SpecProperty {
    const own = property.causesReplacement ?? "no";
    return {
      replacement: inherited === "no" ? own : inherited,
      allowed: allowedOf(property.type),
      properties: this.below(property.type),
    };
  }

  private below(type: PropertyType): ReadonlyMap<string, Property> {
    if (type.type === "array" || type.type === "map") return this.below(type.element);
    if (type.type === "union") return new Map(type.types.flatMap((one) => [...this.below(one)]));
    return type.type === "ref"
      ? entriesOf(this.database.get("typeDefinition", type.reference.$ref).properties)
      : new Map();
  }

  private resource(type: string) {
    const [resource] = this.database.lookup("resource", "cloudFormationType", "equals", type);
    if (!resource) throw new Error(`CloudFormation has no type ${type}; see plan/facts/cloudformation-types.ts`);
    return resource;
  }
}

function entriesOf(properties: ResourceProperties): ReadonlyMap<string, Property> {
  return new Map(Object.entries(properties));
}

/** A list's values are those of its items; a value that may also be free text has no closed set. */
function allowedOf(type: PropertyType): readonly string[] {
  if (type.type === "array") return allowedOf(type.element);
  return type.type === "string" ? (type.allowedValues ?? []) : [];
}
