import { expect } from "chai";
import { toLabels } from "../../components/shared/tags";
import { type ResourceGraph, STACK_TYPE } from "../../plan/graph";

/** What holds for every resource of every component: parented, prefixed, tagged. Call it once per component spec. */
export function expectWellFormed(graph: ResourceGraph, mandatoryTagKeys: readonly string[] = []): void {
  for (const resource of graph.resources) {
    if (resource.type === STACK_TYPE || resource.type.startsWith("pulumi:providers:")) continue;
    const parent = resource.parent === undefined ? undefined : graph.get(resource.parent);
    if (parent === undefined) throw new Error(`${resource.urn} has no parent`);
    if (parent.type !== STACK_TYPE && !resource.name.startsWith(parent.name.toLowerCase())) {
      expect(resource.name, `${resource.urn} is named after its parent`).to.match(new RegExp(`^${parent.name}`));
    }
    const tags = resource.outputs.tagsAll;
    if (resource.custom && tags !== undefined && mandatoryTagKeys.length > 0) {
      expect(tags, `tags of ${resource.urn}`).to.include.keys(...mandatoryTagKeys);
    }
    if (resource.outputs.effectiveLabels !== undefined && mandatoryTagKeys.length > 0) {
      const labels = Object.keys(toLabels(Object.fromEntries(mandatoryTagKeys.map((key) => [key, ""]))));
      expect(resource.inputs.labels, `labels of ${resource.urn}`).to.include.keys(...labels);
    }
  }
}
