import type { AfterWaivers } from "../../policies/core/apply-waivers";
import type { ResourceGraph } from "../graph";
import { type Count, cloudResources, countByComponent, countByService } from "./counts";
import { dataStores } from "./data-stores";
import { policyLines } from "./policies";
import { requestPath } from "./request-path";
import { columns, type Style, styleFor, wrapWords } from "./style";
import { theoremLines } from "./theorems";
import { tierReach } from "./tiers";
import { warnings } from "./warnings";

export interface SummaryInput {
  readonly graph: ResourceGraph;
  readonly judged: AfterWaivers;
  /** A day such as 2026-11-26. */
  readonly today: string;
  readonly color: boolean;
}

const WIDTH = 116;

/** The platform of one stack on one screen: how much there is, how a request travels, what is wrong, what to set. */
export function renderSummary({ graph, judged, today, color }: SummaryInput): string {
  const style = styleFor(color);
  const sections = [
    heading(graph, style),
    section("Components", counted(countByComponent(graph)), style),
    section("Services", counted(countByService(graph)), style),
    section("Request path", requestLines(graph), style),
    section("Network tiers", tierLines(graph), style),
    section(
      "Data: copies; readers; what is lost, and for how long, with a node; with the region",
      storeLines(graph),
      style,
    ),
    section("Warnings", warnings(graph).map(style.warn), style),
    section("Theorems", theoremLines(judged.verdicts, style), style),
    section("Policies", policyLines(graph, judged, today, style), style),
  ];
  return `${sections.filter((text) => text !== "").join("\n")}\n`;
}

function heading(graph: ResourceGraph, style: Style): string {
  const components = new Set(countByComponent(graph).map(({ name }) => name)).size;
  const regions = [...new Set(graph.resources.flatMap(({ region }) => (region === undefined ? [] : [region])))].sort();
  const resources = cloudResources(graph).length;
  return `${style.bold(`Stack ${graph.stack}`)}: ${resources} resources in ${components} components, ${regions.join(", ")}`;
}

function section(title: string, lines: readonly string[], style: Style): string {
  if (lines.length === 0) return "";
  return [style.bold(title), ...lines.map((line) => `  ${line}`)].join("\n");
}

function counted(counts: readonly Count[]): string[] {
  return wrapWords(
    counts.map(({ name, resources }) => `${name} ${resources}`),
    WIDTH,
  );
}

function requestLines(graph: ResourceGraph): string[] {
  return columns(requestPath(graph).map(({ from, to, encryption, guard }) => [from, "->", to, encryption, guard]));
}

function storeLines(graph: ResourceGraph): string[] {
  return columns(
    dataStores(graph).map(({ store, copies, readers, objectives, regionObjectives }) => [
      store,
      copies.join(", "),
      readers.join(", "),
      objectives,
      regionObjectives,
    ]),
  );
}

function tierLines(graph: ResourceGraph): string[] {
  const regions = new Set(tierReach(graph).map(({ region }) => region));
  return columns(
    tierReach(graph).map(({ tier, region, subnets, reaches }) => [
      tier,
      ...(regions.size > 1 ? [region] : []),
      subnets.join(" "),
      "->",
      reaches.join("; "),
    ]),
  );
}
