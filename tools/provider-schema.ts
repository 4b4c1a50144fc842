/** Reads the types of resource properties out of the installed provider packages, as compact JSON per module. */

import * as ts from "typescript";
import {
  type InputProperty,
  type InputType,
  type OutputProperty,
  type ResourceDeclaration,
  type Shape,
  schemaFileOf,
} from "../plan/cloud/schema-model";
import { type DeclaredProperty, ProviderSdk } from "./provider-sdk";
import { dottedName, isUndefined, literalOf, mapValueOf, scalarOf } from "./type-syntax";

const PROVIDER_PREFIX = "pulumi:providers:";

/**
 * Describes the given resource types.
 *
 * @param types resource tokens, `aws:ec2/vpc:Vpc`, or providers, `pulumi:providers:aws`. An unknown one is an error.
 * @returns JSON text by file name, `aws-ec2.json`. The same types in another order give the same text.
 */
export function extractSchemas(types: readonly string[]): Map<string, string> {
  const sdks = new Map<string, ProviderSdk>();
  const sdkOf = (name: string) => {
    const sdk = sdks.get(name) ?? new ProviderSdk(name);
    sdks.set(name, sdk);
    return sdk;
  };
  const modules = new Map<string, ModuleWriter>();
  for (const type of new Set(types)) {
    const file = schemaFileOf(type);
    const writer = modules.get(file) ?? new ModuleWriter(sdkOf);
    modules.set(file, writer);
    writer.add(type);
  }
  return new Map([...modules].sort(byKey).map(([file, writer]) => [file, writer.toJson()]));
}

/** Collects the resources of one file and the object shapes they reach. */
class ModuleWriter {
  private readonly resources = new Map<string, ResourceDeclaration>();
  private readonly shapes = new Map<string, Shape>();

  constructor(private readonly sdkOf: (name: string) => ProviderSdk) {}

  add(type: string): void {
    const provider = type.startsWith(PROVIDER_PREFIX) ? type.slice(PROVIDER_PREFIX.length) : (type.split(":")[0] ?? "");
    const { inputs, outputs } = this.sdkOf(provider).resource(type);
    this.resources.set(type, {
      inputs: this.shapeOf(inputs, provider),
      outputs: sorted(outputs.map(({ name, type }) => [name, outputProperty(type)])),
    });
  }

  toJson(): string {
    const resources = [...this.resources].sort(byKey).map(([type, { inputs, outputs }]) => {
      const parts = [`"inputs": ${block(inputs, 6)}`, `"outputs": ${block(outputs, 6)}`];
      return `    ${JSON.stringify(type)}: {\n      ${parts.join(",\n      ")}\n    }`;
    });
    const shapes = [...this.shapes]
      .sort(byKey)
      .map(([name, shape]) => `    ${JSON.stringify(name)}: ${block(shape, 4)}`);
    const section = (entries: string[]) => (entries.length > 0 ? `{\n${entries.join(",\n")}\n  }` : "{}");
    return `{\n  "resources": ${section(resources)},\n  "shapes": ${section(shapes)}\n}\n`;
  }

  private shapeOf(properties: readonly DeclaredProperty[], provider: string): Shape {
    return sorted(
      properties.map(({ name, type, optional, deprecated }): [string, InputProperty] => [
        name,
        {
          type: this.inputType(type, provider),
          ...(optional ? {} : { required: true }),
          ...(deprecated ? { deprecated: true } : {}),
        },
      ]),
    );
  }

  private inputType(node: ts.TypeNode, provider: string): InputType {
    const scalar = scalarOf(node);
    if (scalar) return scalar;
    const literal = literalOf(node);
    if (literal !== undefined) return { literals: [literal] };
    if (ts.isParenthesizedTypeNode(node)) return this.inputType(node.type, provider);
    if (ts.isArrayTypeNode(node)) return [this.inputType(node.elementType, provider)];
    const mapped = mapValueOf(node);
    if (mapped) return { mapOf: this.inputType(mapped, provider) };
    if (ts.isUnionTypeNode(node)) {
      return union(node.types.filter((one) => !isUndefined(one)).map((one) => this.inputType(one, provider)));
    }
    if (!ts.isTypeReferenceNode(node)) throw new Error(`cannot describe the type ${ts.SyntaxKind[node.kind]}`);
    const name = dottedName(node.typeName);
    const [argument] = node.typeArguments ?? [];
    if (name === "pulumi.Input" && argument) return this.inputType(argument, provider);
    return this.namedType(name, provider);
  }

  private namedType(name: string, provider: string): InputType {
    // awsx borrows shapes of aws under the name `pulumiAws.types.input.ecr.X`.
    const borrowed = name.startsWith("pulumiAws.types.");
    const owner = borrowed ? "aws" : provider;
    const [, namespace = "", local = ""] = /^(?:(?:pulumiAws\.)?types\.)?(\w+)\.(.+)$/.exec(name) ?? [];
    if (name.startsWith("pulumi.asset.")) return "asset";
    if (namespace === "inputs" || namespace === "input") return this.shapeReference(owner, local);
    if (namespace === "enums") return { literals: this.sdkOf(owner).enumValues(local) };
    if (name === "ARN") return "string";
    if (/^[A-Z]\w*$/.test(name) || name.startsWith("pulumiAws.")) return "resource";
    throw new Error(`cannot describe the type ${name} of @pulumi/${provider}`);
  }

  private shapeReference(owner: string, local: string): InputType {
    const name = `${owner}.${local}`;
    if (!this.shapes.has(name)) {
      this.shapes.set(name, {}); // known before it is read, so that a shape may contain itself
      this.shapes.set(name, this.shapeOf(this.sdkOf(owner).inputShape(local), owner));
    }
    return `#${name}`;
  }
}

function outputProperty(node: ts.TypeNode): OutputProperty {
  const [argument] = ts.isTypeReferenceNode(node) ? (node.typeArguments ?? []) : [];
  const type = argument ?? node;
  const alternatives = ts.isUnionTypeNode(type) ? type.types : [type];
  const kinds = new Set(alternatives.filter((one) => !isUndefined(one)).map(outputKind));
  const [kind] = kinds;
  const optional = alternatives.some(isUndefined);
  return { kind: kinds.size === 1 && kind ? kind : "any", ...(optional ? { optional } : {}) };
}

function outputKind(node: ts.TypeNode): OutputProperty["kind"] {
  const scalar = scalarOf(node);
  if (scalar) return scalar;
  if (ts.isArrayTypeNode(node)) return "list";
  if (mapValueOf(node)) return "map";
  if (literalOf(node) !== undefined) return "string";
  const name = ts.isTypeReferenceNode(node) ? dottedName(node.typeName) : "";
  if (name.startsWith("enums.") || name === "ARN") return "string";
  if (name.startsWith("outputs.") || name.startsWith("pulumiAws.types.output.")) return "object";
  return name.startsWith("pulumi.asset.") ? "any" : "resource";
}

/** A plain string swallows its own literals: `string | enums.lambda.Runtime` accepts every string. */
function union(types: readonly InputType[]): InputType {
  const literals = types.flatMap(literalsOf);
  const others = types.filter((type) => literalsOf(type).length === 0);
  const isClosed = literals.length > 0 && !others.includes("string");
  const alternatives: InputType[] = isClosed ? [{ literals }, ...others] : others;
  const distinct = [...new Map(alternatives.map((type) => [JSON.stringify(type), type])).values()];
  const [only] = distinct;
  return distinct.length === 1 && only ? only : { oneOf: distinct };
}

function literalsOf(type: InputType): readonly string[] {
  return typeof type === "object" && "literals" in type ? type.literals : [];
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sorted<T>(entries: readonly [string, T][]): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].sort(byKey));
}

/** One property per line, so that a new SDK version shows as a readable difference. */
function block(properties: Readonly<Record<string, unknown>>, indent: number): string {
  const lines = Object.entries(properties).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const pad = " ".repeat(indent);
  return lines.length === 0 ? "{}" : `{\n${lines.map((line) => `${pad}  ${line}`).join(",\n")}\n${pad}}`;
}
