import { writeFileSync } from "node:fs";
import { stringify } from "yaml";
import { evaluate } from "../../../../plan/evaluate";
import type { ResourceGraph } from "../../../../plan/graph";
import { readAdoptMap } from "../../../../tools/adopt/adopt-map";
import { importFile } from "../../../../tools/adopt/import-file";
import { type ExportedState, keepNames } from "../../../../tools/adopt/keep-names";
import { RANDOM_ID } from "../../../../tools/engine/provider/import";
import { type StackLife, succeeded } from "./stack-life";

/** Ids by URN, of everything a state holds. */
export type Ids = Readonly<Record<string, string>>;

/** Takes everything there is in the cloud into a state that knows nothing of it, as the documentation says to. */
export async function adoptEverything(life: StackLife, randomIds: Ids): Promise<string[]> {
  const { graph } = await evaluate(life.stack);
  const adoptions = readAdoptMap(stringify(mapOf(graph, life, randomIds)), graph);
  const file = life.workspace.path("import.json");
  writeFileSync(file, JSON.stringify(importFile(graph, adoptions)));
  succeeded(await life.pulumi.import(file));
  const state = await life.pulumi.exportState();
  // The same JSON seen by whom it is his own to change: elsewhere in the tests a state is only read.
  keepNames(state as ExportedState, graph);
  await life.pulumi.importState(state);
  return adoptions.map(({ node }) => node.urn).sort();
}

export async function idsInState({ pulumi }: StackLife): Promise<Ids> {
  const { resources = [] } = (await pulumi.exportState()).deployment;
  return Object.fromEntries(resources.flatMap(({ urn, id }) => (id === undefined ? [] : [[urn, id]])));
}

/** What somebody writes who looks each id up in its service; the random id can be read in the names made of it. */
function mapOf(graph: ResourceGraph, { cloud }: StackLife, ids: Ids): Record<string, Record<string, string>> {
  const map: Record<string, Record<string, string>> = {};
  const add = (urn: string, id: string) => {
    const node = graph.get(urn);
    if (node === undefined) throw new Error(`the program has no ${urn}`);
    const { name } = graph.rootComponentOf(node);
    map[name] = { ...map[name], [`${node.type}::${node.name}`]: id };
  };
  for (const { urn, type, id, outputs } of cloud.resources()) {
    add(urn, type === "aws:ecs/taskDefinition:TaskDefinition" ? String(outputs.arn) : id);
  }
  for (const { urn } of graph.ofType(RANDOM_ID)) add(urn, ids[urn] ?? "");
  return map;
}
