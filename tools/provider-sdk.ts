/** Finds and parses the type declarations of the installed provider packages. Syntax only: no type is resolved. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as ts from "typescript";
import { literalOf } from "./type-syntax";

export interface DeclaredProperty {
  readonly name: string;
  readonly type: ts.TypeNode;
  readonly optional: boolean;
  readonly deprecated: boolean;
}

export interface DeclaredResource {
  readonly inputs: readonly DeclaredProperty[];
  readonly outputs: readonly DeclaredProperty[];
}

const requireFromHere = createRequire(__filename);

/** One installed `@pulumi/<name>` package. The shared declaration files (6 MB each) are parsed once, on first use. */
export class ProviderSdk {
  private readonly root: string;
  private inputFile: ts.SourceFile | undefined;
  private inputShapes: ReadonlyMap<string, ts.InterfaceDeclaration> | undefined;
  private readonly enums = new Map<string, ReadonlyMap<string, readonly string[]>>();

  constructor(readonly name: string) {
    this.root = dirname(requireFromHere.resolve(`@pulumi/${name}/package.json`));
  }

  /** The class of a resource type and the interface of its arguments. */
  resource(type: string): DeclaredResource {
    const isProvider = type.startsWith("pulumi:providers:");
    const className = isProvider ? "Provider" : (type.split(":")[2] ?? "");
    const file = parse(isProvider ? join(this.root, "provider.d.ts") : this.declarationFileOf(type));
    const declared = file.statements.find(
      (node): node is ts.ClassDeclaration => ts.isClassDeclaration(node) && node.name?.text === className,
    );
    const args = file.statements.find(
      (node): node is ts.InterfaceDeclaration =>
        ts.isInterfaceDeclaration(node) && node.name.text === `${className}Args`,
    );
    if (!declared || !args) throw new Error(`${file.fileName} does not declare ${className} and ${className}Args`);
    return { inputs: propertiesOf(args.members, file), outputs: propertiesOf(declared.members, file) };
  }

  /** The properties of a nested input shape such as `ec2.VpcEndpointDnsOptions`. */
  inputShape(name: string): readonly DeclaredProperty[] {
    this.inputFile ??= parse(join(this.root, "types/input.d.ts"));
    this.inputShapes ??= interfacesOf(this.inputFile);
    const found = this.inputShapes.get(name);
    if (!found) throw new Error(`@pulumi/${this.name} declares no input shape ${name}`);
    return propertiesOf(found.members, this.inputFile);
  }

  /** The values of an enumeration such as `iam.PolicyStatementEffect`. */
  enumValues(name: string): readonly string[] {
    const [className = "", ...folder] = name.split(".").reverse();
    const path = join(this.root, "types/enums", ...folder.reverse(), "index.d.ts");
    const constants = this.enums.get(path) ?? constantsOf(parse(path));
    this.enums.set(path, constants);
    const values = constants.get(className);
    if (!values) throw new Error(`@pulumi/${this.name} declares no enumeration ${name}`);
    return values;
  }

  /**
   * The type's token is written in the JavaScript beside its declarations. The file's name usually follows from the
   * token, but not always (`gcp:projects/iAMCustomRole` lives in `iamcustomRole.js`), so the token decides.
   */
  private declarationFileOf(type: string): string {
    const [, module = "", className = ""] = type.split(":");
    const named = module.includes("/") ? module : `${module}/${className.charAt(0).toLowerCase()}${className.slice(1)}`;
    const path = join(this.root, named.replace(/^index\//, ""));
    const marker = `__pulumiType = '${type}'`;
    const holdsType = (script: string) => readFileSync(script, "utf8").includes(marker);
    const likely = [`${path}.js`, `${path.toLowerCase()}.js`].find((script) => existsSync(script) && holdsType(script));
    const script = likely ?? scriptsBelow(this.root).find(holdsType);
    if (!script) throw new Error(`@pulumi/${this.name} ${this.version()} has no resource type ${type}`);
    return script.replace(/\.js$/, ".d.ts");
  }

  private version(): string {
    const manifest: { version: string } = JSON.parse(readFileSync(join(this.root, "package.json"), "utf8"));
    return manifest.version;
  }
}

function parse(path: string): ts.SourceFile {
  const jsDocParsingMode = ts.JSDocParsingMode.ParseNone; // parsing every comment would double the time
  return ts.createSourceFile(path, readFileSync(path, "utf8"), {
    languageVersion: ts.ScriptTarget.ES2023,
    jsDocParsingMode,
  });
}

function scriptsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : scriptsBelow(path);
    return entry.name.endsWith(".js") ? [path] : [];
  });
}

function propertiesOf(members: readonly ts.Node[], file: ts.SourceFile): DeclaredProperty[] {
  return members.flatMap((member) => {
    if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) return [];
    if (!member.type || member.modifiers?.some((one) => one.kind === ts.SyntaxKind.StaticKeyword)) return [];
    // Comments are not parsed (see `parse`), so the text in front of the name is searched for the tag.
    const deprecated = /^\s*\* @deprecated\b/m.test(file.text.slice(member.pos, member.name.end));
    const name = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : undefined;
    if (name === undefined) throw new Error(`${file.fileName} has a member without a plain name at ${member.pos}`);
    return [{ name, type: member.type, optional: member.questionToken !== undefined, deprecated }];
  });
}

function interfacesOf(file: ts.SourceFile): ReadonlyMap<string, ts.InterfaceDeclaration> {
  const found = new Map<string, ts.InterfaceDeclaration>();
  const visit = (statements: readonly ts.Statement[], prefix: string) => {
    for (const node of statements) {
      if (ts.isInterfaceDeclaration(node)) found.set(prefix + node.name.text, node);
      else if (ts.isModuleDeclaration(node) && node.body && ts.isModuleBlock(node.body)) {
        visit(node.body.statements, `${prefix}${node.name.text}.`);
      }
    }
  };
  visit(file.statements, "");
  return found;
}

/** `export declare const Effect: { readonly ALLOW: "Allow" }` -> Effect: ["Allow"]. */
function constantsOf(file: ts.SourceFile): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, type } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(name) || !type || !ts.isTypeLiteralNode(type)) continue;
      const literals = type.members.filter(ts.isPropertySignature).flatMap((member) => literalOf(member.type) ?? []);
      found.set(name.text, literals);
    }
  }
  return found;
}
