import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import ts from "typescript";
import { projectRoot } from "../plan/project";

/** One documented member of an arguments interface or a component. */
interface Member {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly doc: string;
  readonly fallback: string | undefined;
}

interface Component {
  readonly name: string;
  readonly path: string;
  readonly token: string;
  readonly doc: string;
  readonly args: readonly Member[];
  readonly outputs: readonly Member[];
}

/** A page for every component, from its own documentation comments, and an index of them. Path to Markdown. */
export function renderComponentDocs(): Map<string, string> {
  const components = findComponents();
  const pages = new Map(components.map((component) => [pagePath(component), page(component)]));
  pages.set("docs/components/README.md", index(components));
  return pages;
}

function findComponents(): Component[] {
  const files = sources("components").map((path) => parse(path));
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  for (const file of files) {
    for (const node of file.statements) if (ts.isInterfaceDeclaration(node)) interfaces.set(node.name.text, node);
  }
  return files
    .flatMap((file) => file.statements.filter(ts.isClassDeclaration).map((node) => ({ file, node })))
    .filter(({ node }) => isPublicComponent(node))
    .map(({ file, node }) => describe(file, node, interfaces))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isPublicComponent(node: ts.ClassDeclaration): boolean {
  const parent = node.heritageClauses?.[0]?.types[0]?.expression.getText();
  const has = (modifier: ts.SyntaxKind) => node.modifiers?.some(({ kind }) => kind === modifier) ?? false;
  const isComponent = parent === "PlatformComponent" || parent === "GoogleComponent";
  return isComponent && has(ts.SyntaxKind.ExportKeyword) && !has(ts.SyntaxKind.AbstractKeyword);
}

function describe(
  file: ts.SourceFile,
  node: ts.ClassDeclaration,
  interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>,
): Component {
  const name = node.name?.text ?? "";
  const builder = node.members.find(ts.isConstructorDeclaration);
  const argsType = builder?.parameters[1]?.type?.getText() ?? "";
  return {
    name,
    path: file.fileName,
    token: /"(kumiki:[^"]+)"/.exec(builder?.getText() ?? "")?.[1] ?? "",
    doc: docOf(node).text,
    args: membersOf(argsType, interfaces),
    outputs: node.members.filter(ts.isPropertyDeclaration).filter(isPublicField).map(member),
  };
}

/** The members of an interface and of those it extends, its own first. */
function membersOf(name: string, interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>): Member[] {
  const declaration = interfaces.get(name);
  if (declaration === undefined) return [];
  const inherited = (declaration.heritageClauses ?? []).flatMap(({ types }) =>
    types.flatMap(({ expression }) => membersOf(expression.getText(), interfaces)),
  );
  const own = declaration.members.filter(ts.isPropertySignature).map(member);
  return [...own, ...inherited.filter(({ name: other }) => !own.some((mine) => mine.name === other))];
}

function member(node: ts.PropertySignature | ts.PropertyDeclaration): Member {
  const { text, fallback } = docOf(node);
  return {
    name: node.name.getText(),
    type: (node.type?.getText() ?? "").replace(/\s+/g, " "),
    optional: node.questionToken !== undefined,
    doc: text,
    fallback,
  };
}

function isPublicField(node: ts.PropertyDeclaration): boolean {
  return !(node.modifiers ?? []).some(({ kind }) =>
    [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.StaticKeyword].includes(kind),
  );
}

function docOf(node: ts.Node): { text: string; fallback: string | undefined } {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc);
  const fallback = comment?.tags?.find(({ tagName }) => tagName.text === "default");
  return {
    text: ts.getTextOfJSDocComment(comment?.comment)?.trim() ?? "",
    fallback: fallback === undefined ? undefined : ts.getTextOfJSDocComment(fallback.comment)?.trim(),
  };
}

function page({ name, path, token, doc, args, outputs }: Component): string {
  const example = join(projectRoot, "examples", basename(path));
  return [
    `# ${name}`,
    `Generated from [\`${path}\`](../../${path}) by \`npm run generate\`; do not edit. Token \`${token}\`.`,
    doc,
    "## Arguments",
    table(
      ["argument", "type", "default", "meaning"],
      args.map((arg) => [
        `\`${arg.name}\``,
        `\`${arg.type}\``,
        arg.fallback ?? (arg.optional ? "none" : "required"),
        arg.doc,
      ]),
    ),
    "## Outputs",
    table(
      ["output", "type", "meaning"],
      outputs.map((output) => [`\`${output.name}\``, `\`${output.type}\``, output.doc]),
    ),
    ...(existsSync(example)
      ? ["## Example", `Compiled and run by the tests.\n\n\`\`\`ts\n${readFileSync(example, "utf8").trim()}\n\`\`\``]
      : []),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function index(components: readonly Component[]): string {
  const rows = components.map((component) => [
    `[${component.name}](${basename(pagePath(component))})`,
    component.doc.split(/\n\s*\n/)[0] ?? "",
  ]);
  return `# Components\n\nGenerated by \`npm run generate\`; do not edit.\n\n${table(["component", "purpose"], rows)}\n`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\|/g, "\\|").replace(/\s*\n\s*/g, " ")).join(" | ")} |`;
  return [line(header), `|${header.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}

function pagePath({ path }: Component): string {
  return `docs/components/${basename(path, ".ts")}.md`;
}

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(join(projectRoot, path), "utf8"), ts.ScriptTarget.ES2023, true);
}

function sources(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)))
    .sort();
}
