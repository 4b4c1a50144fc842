/** The assessment of one stack as a section of a pull request's comment. */

import type { Assessment } from "./assess";
import type { Impact } from "./change";
import { bill, groups, labelled, refusals, summary, TITLES, unusedEntries } from "./render";

const HEAD = "| Resource | Change | What it means |\n|---|---|---|";

/** Marks the section, so that a later run finds and replaces its own and leaves those of other stacks alone. */
export function marker(stack: string): string {
  return `<!-- change-impact:${stack} -->`;
}

/** GitHub takes 65,536 characters in a comment; other stacks may have a section in it as well. */
const LONGEST = 30_000;

export function renderMarkdown(stack: string, assessment: Assessment, longest = LONGEST): string {
  const money = bill(assessment);
  const notes = [refusals(assessment), ...unusedEntries(assessment)].filter((line) => line !== "");
  let left = longest;
  const sections = groups(assessment).map(({ title, impacts }) => {
    const rows = impacts.map(row).filter((line) => {
      left -= line.length;
      return left >= 0;
    });
    return section(title, rows, impacts.length);
  });
  return `${[
    marker(stack),
    `### Change impact: ${escaped(stack)}`,
    `**${capital(summary(assessment))}**${money === "" ? "" : `; ${money}`}`,
    ...notes.map((note) => `> ${escaped(note)}`),
    ...sections,
  ].join("\n\n")}\n`;
}

/** A class with the rows there is room for. The gravest come first, so what is left out is mild. */
function section(title: string, rows: readonly string[], count: number): string {
  const more = count - rows.length;
  const table = rows.length === 0 ? "" : `${[HEAD, ...rows].join("\n")}\n\n`;
  const rest = more === 0 ? "" : `${more} more: see \`npm run diff\`.\n\n`;
  if (title !== TITLES["in place"]) return `#### ${capital(title)}\n\n${table}${rest}`.trimEnd();
  return `<details><summary>${count} in place</summary>\n\n${table}${rest}</details>`;
}

function row(impact: Impact): string {
  const { change, reasons, refused } = impact;
  const means = reasons.map((reason) => escaped(`${labelled(impact, reason.class)}${reason.text}`)).join("<br>");
  const operation = refused ? `${change.operation}, **refused**` : change.operation;
  return `| ${code(change.name)}<br>${code(change.type)} | ${operation} | ${means} |`;
}

/** Values come from a plan, and a plan from a program: nothing in them may end a cell, a line or the comment's text. */
function escaped(text: string): string {
  return text.replace(/[\r\n]+/g, " ").replace(/[\\`*_{}[\]<>|~#!@]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
