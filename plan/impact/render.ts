/** The assessment of one stack for people at a terminal and for programs. */

import { type Assessment, classOf } from "./assess";
import { CLASSES, type Impact, type ImpactClass } from "./change";
import { signed } from "./cost";

/** Headings, and the words of the summary. */
export const TITLES: Readonly<Record<ImpactClass, string>> = {
  "in place": "in place",
  cost: "cost",
  restart: "restart",
  unknown: "unknown",
  replacement: "replaced or removed",
  exposure: "exposure",
  "data loss": "data loss",
};

/** `4 changes: 1 data loss, 2 cost, 2 in place`; a change counts once in each class it belongs to. */
export function summary({ impacts }: Assessment): string {
  if (impacts.length === 0) return "no changes";
  const counts = gravestFirst().flatMap((one) => {
    const count = impacts.filter((impact) => impact.reasons.some((reason) => reason.class === one)).length;
    return count === 0 ? [] : [`${count} ${TITLES[one]}`];
  });
  return `${impacts.length} ${impacts.length === 1 ? "change" : "changes"}: ${counts.join(", ")}`;
}

/** What the prices say, as the end of a line; empty where there is nothing to say. */
export function bill({ monthlyUsd }: Assessment): string {
  return monthlyUsd === undefined ? "" : `about ${signed(monthlyUsd)} USD a month where prices are known`;
}

/** Each class that has a gravest reason of some change, with those changes. */
export function groups({ impacts }: Assessment): { readonly title: string; readonly impacts: readonly Impact[] }[] {
  return gravestFirst()
    .map((one) => ({ title: TITLES[one], impacts: impacts.filter((impact) => classOf(impact) === one) }))
    .filter((group) => group.impacts.length > 0);
}

/** What the run is stopped for, and how to let it pass; empty where nothing is. */
export function refusals({ impacts }: Assessment): string {
  const names = impacts.filter(({ refused }) => refused).map(({ change }) => change.name);
  if (names.length === 0) return "";
  const options = names.map((name) => `--allow ${name}`).join(" ");
  return `Refused: ${names.join(", ")}. If the data may be lost, say so: ${options}`;
}

/** One line for each entry of the allow list that fits no change. */
export function unusedEntries({ unused }: Assessment): string[] {
  return unused.map((entry) => `--allow ${entry} fits no change of this plan.`);
}

export function renderText(stack: string, assessment: Assessment): string {
  const head = [`${stack}: ${summary(assessment)}`, bill(assessment)].filter((line) => line !== "");
  const body = groups(assessment).map(({ title, impacts }) => [title, ...impacts.flatMap(lines)].join("\n"));
  const end = [refusals(assessment), ...unusedEntries(assessment)].filter((line) => line !== "").join("\n");
  return `${[head.join("\n"), ...body, end].filter((part) => part !== "").join("\n\n")}\n`;
}

function lines(impact: Impact): string[] {
  const { change, reasons, refused } = impact;
  const head = `  ${change.name}  ${change.type}  ${change.operation}${refused ? "  REFUSED" : ""}`;
  return [head, ...reasons.map((reason) => `    ${labelled(impact, reason.class)}${reason.text}`)];
}

/** A reason of the heading's own class needs no label. */
export function labelled(impact: Impact, reasonClass: ImpactClass): string {
  return reasonClass === classOf(impact) ? "" : `${TITLES[reasonClass]}: `;
}

export function renderJson(stack: string, assessment: Assessment): string {
  const { impacts, unused, monthlyUsd } = assessment;
  const changes = impacts.map((impact) => ({
    urn: impact.change.urn,
    type: impact.change.type,
    name: impact.change.name,
    operation: impact.change.operation,
    class: classOf(impact),
    refused: impact.refused,
    reasons: impact.reasons.map(({ class: one, text, monthlyUsd: usd }) => ({ class: one, text, monthlyUsd: usd })),
  }));
  const refused = impacts.filter((impact) => impact.refused).map(({ change }) => change.urn);
  return `${JSON.stringify({ stack, monthlyUsd, refused, unusedAllow: unused, changes }, undefined, 2)}\n`;
}

function gravestFirst(): readonly ImpactClass[] {
  return [...CLASSES].reverse();
}
