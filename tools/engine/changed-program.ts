import { cpSync, existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../plan/project";

/** Texts to replace in one file of the program; each must be there. */
export type Edits = Readonly<Record<string, readonly (readonly [from: string, to: string])[]>>;

const SOURCES = ["components", "config", "functions", "plan", "platform", "index.ts", "package.json", "Pulumi.yaml"];

/** A copy of the program with some lines changed, as a later version of it would be. Gives its entry point. */
export function changedProgram(parent: string, edits: Edits): string {
  const folder = mkdtempSync(join(parent, "program-"));
  for (const source of SOURCES) cpSync(join(projectRoot, source), join(folder, source), { recursive: true });
  symlinkSync(join(projectRoot, "node_modules"), join(folder, "node_modules"));
  for (const [file, replacements] of Object.entries(edits)) {
    const path = join(folder, file);
    if (!existsSync(path)) throw new Error(`the program has no ${file}`);
    writeFileSync(
      path,
      replacements.reduce((text, edit) => replaced(text, edit, file), readFileSync(path, "utf8")),
    );
  }
  return join(folder, "index.ts");
}

function replaced(text: string, [from, to]: readonly [string, string], file: string): string {
  if (text.split(from).length !== 2) throw new Error(`${file} must hold exactly once: ${from}`);
  return text.replace(from, () => to);
}
