import { TYPES_IN_USE } from "../plan/cloud/types";
import { CONTROLS, type Control, readExclusions } from "../policies/catalogue/catalogue";
import { coverageOf, type Fate } from "../policies/catalogue/coverage";
import { PACKS, type Rule } from "../policies/core/rule";
import { RULES } from "../policies/rules";

const INTRODUCTION = `# Policies

Generated from \`policies/\` by \`npm run generate\`; do not edit.

Every rule is a pure function over the graph of a stack. \`npm run plan\` judges both stacks by all of them, with every value
known, and fails on a violation, on what cannot be proven, and on a waiver that does not hold. Waivers stand in
\`policies/waivers.yaml\` with reason, owner and expiry.
`;

/** The page that says what becomes of every control of the catalogue. @throws when one of them is not settled */
export function renderPolicyDocs(): string {
  const { fates, problems } = coverageOf({
    controls: CONTROLS,
    rules: RULES,
    exclusions: readExclusions(),
    typesInUse: new Set(TYPES_IN_USE),
  });
  if (problems.length > 0) throw new Error(`the catalogue is not settled:\n${problems.join("\n")}`);
  const rows = [...fates];
  return [
    INTRODUCTION,
    summary(rows),
    ...PACKS.flatMap((pack) => packSection(pack, RULES)),
    "## Controls\n",
    table(
      ["Control", "Framework", "What it asks", "Severity", "Fate"],
      rows.map(([control, fate]) => [control.id, control.framework, control.title, control.severity, describe(fate)]),
    ),
  ].join("\n");
}

function summary(rows: readonly (readonly [Control, Fate])[]): string {
  const count = (kind: Fate["kind"]) => String(rows.filter(([, fate]) => fate.kind === kind).length);
  return `## Summary\n\n${table(
    ["Controls", "Number"],
    [
      ["decided by a rule", count("decided")],
      ["not applicable: no stack can have a resource of the type", count("notApplicable")],
      ["excluded, with the reason", count("excluded")],
      ["all", String(rows.length)],
    ],
  )}`;
}

function packSection(pack: string, rules: readonly Rule[]): string[] {
  const own = rules.filter((rule) => rule.pack === pack);
  if (own.length === 0) return [];
  const rows = own.map(({ id, title, why, fix, severity }) => [`\`${id}\``, title, severity, why, fix]);
  return [`## Pack ${pack}\n`, table(["Rule", "What must hold", "Severity", "Why", "Fix"], rows)];
}

function describe(fate: Fate): string {
  switch (fate.kind) {
    case "decided":
      return fate.rules.map(({ id }) => `\`${id}\``).join(", ");
    case "notApplicable":
      return `not applicable: no ${fate.types.map((type) => `\`${type}\``).join(", ")}`;
    case "excluded":
      return `excluded: ${fate.reason}`;
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return `${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}\n`;
}
