import type { ShippedExample } from "../../config/examples";
import { columns, styleFor } from "./style";

/** The shipped example values that remain, each with the stacks that still have it and the command that replaces it. */
export function renderExamples(
  stacks: readonly { readonly stack: string; readonly examples: readonly ShippedExample[] }[],
  color: boolean,
): string {
  const rows = new Map<string, { stacks: string[]; command: string }>();
  for (const { stack, examples } of stacks) {
    for (const { path, command } of examples) {
      const row = rows.get(path) ?? { stacks: [], command: command.replace(` --stack ${stack}`, "") };
      rows.set(path, { ...row, stacks: [...row.stacks, stack] });
    }
  }
  if (rows.size === 0) return "";
  const style = styleFor(color);
  const lines = columns([...rows].map(([path, row]) => [path, row.stacks.join(" "), row.command]));
  return [
    style.bold("Shipped example values still in use; set each with the command beside it and --stack NAME"),
    ...lines.map((line) => `  ${line}`),
    "",
  ].join("\n");
}
