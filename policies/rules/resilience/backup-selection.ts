import type { PlainValue, ResourceGraph } from "../../../plan/graph";
import { PASS, type Rule, violation } from "../../core/rule";
import { tagsOf } from "../../lib/facts/tags";
import { objects } from "../../lib/values/objects";

export const BACKUP_SELECTION: Rule = {
  id: "resilience-backup-selection",
  title: "Each selection of a backup plan selects something",
  why: "A selection by tag that nothing carries backs up nothing, succeeds every night, and tells nobody.",
  fix: "give what is to be backed up the tag the selection names, or correct the selection",
  severity: "high",
  pack: "resilience",
  controls: [],
  types: ["aws:backup/selection:Selection"],
  judge: ({ inputs }, graph) => {
    const conditions = objects(inputs.conditions)
      .flatMap(({ stringEquals, stringEqualses }) => objects(stringEquals ?? stringEqualses))
      .map(({ key, value }) => ({ tag: String(key).replace(/^aws:ResourceTag\//, ""), value }));
    const byTag = objects(inputs.selectionTags).map(({ key, value }) => ({ tag: String(key), value }));
    const wanted = [...conditions, ...byTag];
    return wanted.length === 0 || isCarried(graph, wanted)
      ? PASS
      : violation("nothing", "no database or bucket of the stack carries the tag the selection asks for; tag one");
  },
};

/** Types the platform has AWS Backup take care of. */
const BACKED_UP = ["aws:rds/cluster:Cluster", "aws:rds/instance:Instance", "aws:s3/bucket:Bucket"];

interface Wanted {
  readonly tag: string;
  readonly value: PlainValue | undefined;
}

function isCarried(graph: ResourceGraph, wanted: readonly Wanted[]): boolean {
  return BACKED_UP.flatMap((type) => graph.ofType(type)).some((resource) => {
    const tags = tagsOf(resource);
    return wanted.every(({ tag, value }) => tags[tag] === value);
  });
}
