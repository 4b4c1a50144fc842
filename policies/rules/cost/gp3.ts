import type { PlainObject } from "../../../plan/graph";
import { PASS, type Rule, violation } from "../../core/rule";
import { objectOf } from "../../lib/values/objects";

const VOLUMES: ReadonlyMap<string, (inputs: PlainObject) => PlainObject> = new Map([
  ["aws:opensearch/domain:Domain", (inputs) => objectOf(inputs.ebsOptions)],
  ["aws:ebs/volume:Volume", (inputs) => ({ volumeType: inputs.type ?? null })],
  ["aws:rds/instance:Instance", (inputs) => ({ volumeType: inputs.storageType ?? null })],
]);

export const GP3: Rule = {
  id: "cost-gp3",
  title: "Volumes are gp3",
  why: "A gigabyte of gp3 costs less than one of gp2, and its speed does not depend on a volume larger than needed.",
  fix: "set the volume type to gp3",
  severity: "low",
  pack: "cost",
  controls: [],
  types: [...VOLUMES.keys()],
  judge: ({ type, inputs }) =>
    VOLUMES.get(type)?.(inputs).volumeType === "gp3"
      ? PASS
      : violation("volumeType", "the volume type is not gp3, or left to the service; set it"),
};
