import { z } from "zod";
import { allowedText, type KeyEntry, listKeys } from "./entries";
import { ownValues } from "./evaluate";
import { isMap, valueAt } from "./resolve";
import { regionSchema } from "./schema";
import { type ConfigSource, REGION_KEY } from "./source";
import { readStackFile } from "./stack-file";
import { allowedBy } from "./values";

export { renderConfigJsonSchema } from "./json-schema";

const LONGEST_CELL = 48;

const INTRODUCTION = `# Configuration

Generated from \`config/schema.ts\` and the two stack files by \`npm run generate\`; do not edit.

Every key lives in \`Pulumi.<stack>.yaml\` below \`kumiki:\`; set one with \`pulumi config set --path <key> <value>\`, a secret
with \`pulumi config set --secret <key>\`. \`null\` means "not set". A key without a default is required unless the table
calls it optional. Keys marked with ⊕ are additions to the table of the design; the reason stands below each section.
All problems of a stack are reported together, in English and Japanese, before any resource is registered.
`;

/**
 * The content of docs/configuration.md.
 * @param dev,prod the stacks whose values fill the last two columns; by default the stack files of the working directory.
 */
export function renderConfigReference(
  dev: ConfigSource = readStackFile("Pulumi.dev.yaml").source,
  prod: ConfigSource = readStackFile("Pulumi.prod.yaml").source,
): string {
  const stacks = [ownValues(dev), ownValues(prod)];
  const keys = listKeys();
  const sections = [...new Set(keys.map(sectionOf))];
  const region = row([
    `\`${REGION_KEY}\``,
    "text",
    "",
    allowedBy(regionSchema).en,
    "required",
    "The AWS region of the stack.",
    ...[dev, prod].map(({ values }) => cell(values[REGION_KEY])),
  ]);
  const tables = sections.map((name) => {
    const entries = keys.filter((entry) => sectionOf(entry) === name);
    const rows = entries.map((entry) => renderEntry(entry, stacks));
    return section(name === "" ? "The stack" : name, name === "" ? [region, ...rows] : rows, entries);
  });
  return [INTRODUCTION, ...tables].join("\n");
}

/** The first name of a dotted path; flat keys share one section without a name. */
function sectionOf({ path, value }: KeyEntry): string {
  return path.includes(".") || value instanceof z.ZodObject ? (path.split(".")[0] ?? "") : "";
}

function section(title: string, rows: readonly string[], entries: readonly KeyEntry[]): string {
  const additions = entries.flatMap(({ path, notes }) =>
    notes.addition === undefined ? [] : [`- ⊕ \`${path}\`: ${notes.addition}`],
  );
  return [
    `## ${title}\n`,
    row(["Key", "Type", "Unit", "Allowed", "Default", "Meaning", "dev", "prod"]),
    row(Array.from({ length: 8 }, () => "---")),
    ...rows,
    "",
    ...(additions.length === 0 ? [] : [...new Set(additions), ""]),
  ].join("\n");
}

function renderEntry(entry: KeyEntry, stacks: readonly unknown[]): string {
  const { path, notes } = entry;
  return row([
    `\`${path}\`${notes.addition === undefined ? "" : " ⊕"}`,
    typeName(entry),
    notes.unit ?? "",
    escapeCell(allowedText(entry)),
    entry.required ? "required" : cell(entry.fallback, "optional"),
    escapeCell(notes.meaning),
    ...stacks.map((values) =>
      path.includes("[]")
        ? ""
        : cell(notes.secret === undefined ? valueAt(values, path) : secretState(valueAt(values, path))),
    ),
  ]);
}

function typeName({ value, notes }: KeyEntry): string {
  if (notes.secret !== undefined) return "secret";
  if (value instanceof z.ZodObject) return "group";
  if (value instanceof z.ZodArray) return "list";
  if (value instanceof z.ZodRecord) return "map";
  if (value instanceof z.ZodBoolean) return "boolean";
  if (value instanceof z.ZodEnum) return "choice";
  const { type } = z.toJSONSchema(value, { io: "output" });
  return type === "integer" || type === "number" ? type : "text";
}

function secretState(value: unknown): string | undefined {
  return value === undefined ? undefined : "(secret)";
}

/** A value as it stands in a cell: long ones cut, groups left to their members. */
function cell(value: unknown, whenUnset = ""): string {
  if (value === undefined || value === null) return whenUnset;
  if (isMap(value) && Object.keys(value).length > 0) return "set";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `\`${escapeCell(text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : text)}\``;
}

function escapeCell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
