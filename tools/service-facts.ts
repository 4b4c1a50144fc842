/** Joins what CloudFormation declares, the hand-kept rows and the SDK's property names to `plan/facts/*.json`. */

import type { Property } from "@aws-cdk/service-spec-types";
import type { InputType, ModuleSchema, Shape } from "../plan/cloud/schema-model";
import { CLOUDFORMATION_TYPES } from "../plan/facts/cloudformation-types";
import type { PropertyFacts, Replacement, TypeFacts } from "../plan/facts/fact-model";
import { HAND_KEPT } from "../plan/facts/hand-kept";
import type { HandKept, HandKeptTable } from "../plan/facts/hand-kept/hand-kept";
import { PROVIDER_OPTIONS, REGION } from "../plan/facts/hand-kept/provider-options";
import { cloudFormationName, exceptionOf, NAME_EXCEPTIONS, type NameTable } from "../plan/facts/property-names";
import { STATEFUL } from "../plan/facts/stateful";
import { CloudFormationSpec } from "./cloudformation-spec";

/** Objects that only wrap the resource's properties: `DistributionConfig.Aliases` is `aliases` in the SDK. */
const WRAPPERS: Readonly<Record<string, string>> = {
  "aws:cloudfront/distribution:Distribution": "DistributionConfig",
  "aws:cloudfront/function:Function": "FunctionConfig",
  "aws:cloudfront/originAccessControl:OriginAccessControl": "OriginAccessControlConfig",
  "aws:glue/catalogDatabase:CatalogDatabase": "DatabaseInput",
};

/** Deeper than any property that replaces; web ACL rules contain themselves. */
const DEEPEST = 4;

/** What is kept by hand; a test leaves rows out to see whether they are needed. */
export interface HandTables {
  readonly rows: HandKeptTable;
  readonly names: NameTable;
}

const TABLES: HandTables = { rows: HAND_KEPT, names: NAME_EXCEPTIONS };

/** @returns text by path below the project's root, one file for each provider. */
export function renderServiceFacts(schemas: ReadonlyMap<string, string>): Map<string, string> {
  const providers = new Map<string, string[]>();
  for (const [type, facts] of serviceFacts(schemas)) {
    const [provider = ""] = type.split(":");
    providers.set(provider, [...(providers.get(provider) ?? []), render(type, facts)]);
  }
  return new Map(
    [...providers].map(([provider, lines]) => [`plan/facts/${provider}.json`, `{\n${lines.sort().join(",\n")}\n}\n`]),
  );
}

/** The facts of every type the schemas describe; providers and components, made of other resources, have none. */
export function serviceFacts(
  schemas: ReadonlyMap<string, string>,
  tables: HandTables = TABLES,
  spec = new CloudFormationSpec(),
): Map<string, TypeFacts> {
  const writer = new FactWriter(spec, tables);
  const facts = new Map<string, TypeFacts>();
  for (const text of schemas.values()) {
    const { resources, shapes }: ModuleSchema = JSON.parse(text);
    for (const [type, { inputs }] of Object.entries(resources)) {
      if (!/^(pulumi|awsx):/.test(type)) facts.set(type, writer.factsOf(type, inputs, shapes));
    }
  }
  return facts;
}

class FactWriter {
  constructor(
    private readonly spec: CloudFormationSpec,
    private readonly tables: HandTables,
  ) {}

  factsOf(type: string, inputs: Shape, shapes: Readonly<Record<string, Shape>>): TypeFacts {
    const cloudFormation = CLOUDFORMATION_TYPES[type];
    const properties = new Map<string, PropertyFacts>();
    if (cloudFormation !== undefined) this.declared(type, cloudFormation, inputs, shapes, properties);
    for (const [path, facts] of handKept(type, inputs, this.tables.rows[type], cloudFormation === undefined)) {
      properties.set(path, { ...properties.get(path), ...facts });
    }
    for (const [path, facts] of prefixes(inputs, properties)) properties.set(path, facts);
    return {
      ...(cloudFormation === undefined ? {} : { cloudFormation }),
      ...(STATEFUL[type] === undefined ? {} : { stateful: true as const }),
      properties: Object.fromEntries([...properties].sort(([a], [b]) => (a < b ? -1 : 1))),
    };
  }

  private declared(
    type: string,
    cloudFormation: string,
    inputs: Shape,
    shapes: Readonly<Record<string, Shape>>,
    into: Map<string, PropertyFacts>,
  ): void {
    const visit = (shape: Shape, at: ReadonlyMap<string, Property>, parent: string, inherited: Replacement): void => {
      for (const [name, { type: inputType }] of Object.entries(shape)) {
        const path = parent === "" ? name : `${parent}.${name}`;
        const property = this.find(type, path, at, parent === "" ? cloudFormation : undefined);
        if (!property) continue;
        const { replacement, allowed, properties } = this.spec.read(property, inherited);
        if (parent === "" || replacement !== inherited || allowed.length > 0) {
          into.set(path, { replacement, source: "cloudformation", ...(allowed.length > 0 ? { allowed } : {}) });
        }
        const nested = shapeName(inputType);
        if (nested !== undefined && properties.size > 0 && path.split(".").length < DEEPEST) {
          visit(shapes[nested] ?? {}, properties, path, replacement);
        }
      }
    };
    visit(inputs, this.topLevel(type, cloudFormation), "", "no");
  }

  private topLevel(type: string, cloudFormation: string): ReadonlyMap<string, Property> {
    const own = this.spec.properties(cloudFormation);
    const wrapper = own.get(WRAPPERS[type] ?? "");
    return wrapper ? new Map([...this.spec.read(wrapper, "no").properties, ...own]) : own;
  }

  private find(
    type: string,
    path: string,
    at: ReadonlyMap<string, Property>,
    cloudFormation: string | undefined,
  ): Property | undefined {
    const exception = exceptionOf(type, path, this.tables.names);
    const [first = "", ...rest] = exception?.split(".") ?? [];
    if (at.has(first)) {
      const start = at.get(first);
      return rest.reduce<Property | undefined>(
        (property, name) => property && this.spec.read(property, "no").properties.get(name),
        start,
      );
    }
    const name = path.split(".").at(-1) ?? path;
    return at.get(cloudFormationName(name, [...at.keys()], cloudFormation) ?? "");
  }
}

/** What the hand-kept tables say about a type; `complete` when nothing else describes it, so that silence means "in place". */
function handKept(
  type: string,
  inputs: Shape,
  row: HandKept | undefined,
  complete: boolean,
): [string, PropertyFacts][] {
  if (!row && complete) throw new Error(`${type} has neither a CloudFormation type nor a row in plan/facts/hand-kept`);
  const names = Object.keys(inputs);
  const facts = (paths: readonly string[], replacement: Replacement): [string, PropertyFacts][] =>
    paths.flatMap((path) => matching(path, names)).map((path) => [path, { replacement, source: "hand" }]);
  return [
    ...facts(complete ? names : names.filter((name) => PROVIDER_OPTIONS.includes(name)), "no"),
    ...facts(type.startsWith("aws:") && names.includes(REGION) ? [REGION] : [], "yes"),
    ...facts(row?.inPlace ?? [], "no"),
    ...facts(row?.mayReplace ?? [], "maybe"),
    ...facts(row?.replaces ?? [], "yes"),
  ];
}

/** `privateKey*` stands for every input that begins so. */
function matching(path: string, names: readonly string[]): readonly string[] {
  if (!path.includes("*")) return [path];
  const [start = "", end = ""] = path.split("*");
  return names.filter((name) => name.startsWith(start) && name.endsWith(end));
}

/** A prefix stands for the name the provider makes of it: `bucketPrefix` does what `bucket` does. */
function prefixes(inputs: Shape, properties: ReadonlyMap<string, PropertyFacts>): [string, PropertyFacts][] {
  return Object.keys(inputs).flatMap((name): [string, PropertyFacts][] => {
    const named = /^(.+)Prefix$/.exec(name)?.[1];
    const facts = named === undefined || properties.has(name) ? undefined : properties.get(named);
    return facts ? [[name, { replacement: facts.replacement, source: facts.source }]] : [];
  });
}

function shapeName(type: InputType): string | undefined {
  if (typeof type === "string") return type.startsWith("#") ? type.slice(1) : undefined;
  if (Array.isArray(type)) return shapeName(type[0]);
  return undefined;
}

/** One property a line, so that a new version of a source shows as a readable difference. */
function render(type: string, { properties, ...rest }: TypeFacts): string {
  const head = Object.entries(rest).map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const lines = Object.entries(properties).map(
    ([path, facts]) => `      ${JSON.stringify(path)}: ${JSON.stringify(facts)}`,
  );
  const body = lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n    }`;
  return `  ${JSON.stringify(type)}: {\n${[...head, `    "properties": ${body}`].join(",\n")}\n  }`;
}
