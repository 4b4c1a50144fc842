/**
 * `npm run generate` writes every generated file; `npm run generate -- --check` only tells which ones are stale.
 * A generated file is committed, so that nothing has to be generated to use the project, and so that a review shows it.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { renderConfigJsonSchema } from "../config/json-schema";
import { renderConfigReference } from "../config/reference";
import { TYPES_IN_USE } from "../plan/cloud/types";
import { runCommand } from "../plan/command-line";
import { projectRoot } from "../plan/project";
import { renderComponentDocs } from "./component-docs";
import { renderIamActions } from "./iam-actions";
import { renderPolicyDocs } from "./policy-docs";
import { extractSchemas } from "./provider-schema";
import { renderServiceFacts } from "./service-facts";
import { renderTraceability } from "./traceability";

/** Path below the project's root to content. */
async function generateAll(): Promise<Map<string, string>> {
  const files = new Map<string, string>([await renderIamActions()]);
  const schemas = extractSchemas(TYPES_IN_USE);
  for (const [name, text] of schemas) files.set(`plan/cloud/schema/${name}`, text);
  for (const [path, text] of renderServiceFacts(schemas)) files.set(path, text);
  files.set("docs/configuration.md", renderConfigReference());
  files.set("config/stack-file.schema.json", renderConfigJsonSchema());
  for (const [path, text] of renderComponentDocs()) files.set(path, text);
  files.set("docs/policies.md", renderPolicyDocs());
  files.set("docs/traceability.md", renderTraceability());
  return files;
}

const USAGE = `Usage: npm run generate [-- --check]

  --check  writes nothing, and fails if a generated file is stale or belongs to nothing any more
  --help   print this`;

async function main(checkOnly: boolean): Promise<number> {
  const generated = await generateAll();
  const abandoned = ["plan/cloud/schema", "docs/components"]
    .filter((folder) => existsSync(join(projectRoot, folder)))
    .flatMap((folder) => readdirSync(join(projectRoot, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => !generated.has(path));
  const stale = [...generated].filter(([path, text]) => contentOf(path) !== text).map(([path]) => path);

  for (const path of [...stale, ...abandoned]) console.log(`${checkOnly ? "stale" : "written"}: ${path}`);
  if (checkOnly) {
    if (stale.length + abandoned.length > 0) {
      console.log("Run `npm run generate` and commit the result.");
      return 1;
    }
    console.log(`${generated.size} generated files are up to date`);
    return 0;
  }
  for (const path of abandoned) rmSync(join(projectRoot, path));
  for (const path of stale) {
    mkdirSync(dirname(join(projectRoot, path)), { recursive: true });
    writeFileSync(join(projectRoot, path), generated.get(path) ?? "");
  }
  return 0;
}

function contentOf(path: string): string | undefined {
  const absolute = join(projectRoot, path);
  return existsSync(absolute) ? readFileSync(absolute, "utf8") : undefined;
}

const options = { check: { type: "boolean", default: false } } as const;

void runCommand({ name: "generate", usage: USAGE, options }, ({ check }) => main(check));
