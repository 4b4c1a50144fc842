import { checkFunctionConcurrency } from "../checks/function-concurrency";
import { checkFargateSize, checkRequestMetric, checkScalingBounds } from "../checks/service";
import { messages } from "../messages";
import { at, atIf } from "../problem";
import type { Rule } from "./rule";

export const computeRules: readonly Rule[] = [
  ({ service }) => atIf("service.memory", checkFargateSize(service.cpu, service.memory)),

  ({ batch }) =>
    batch.jobs.flatMap(({ cpu, memory }, index) => atIf(`batch.jobs[${index}].memory`, checkFargateSize(cpu, memory))),

  ({ service }) => atIf("service", checkScalingBounds(service.min, service.desired, service.max)),

  ({ environment, service }) =>
    environment === "prod" && service.capacity.onDemandBase < 1 ? [at("service.capacity", messages.E13())] : [],

  ({ service: { scaling, deployment } }) =>
    atIf("service.scaling.requestsPerTarget", checkRequestMetric(scaling.requestsPerTarget, deployment)),

  // ECS refuses a strategy in which no provider has a weight, because tasks beyond the base would have nowhere to go.
  ({ service: { capacity } }) =>
    capacity.onDemandWeight + capacity.spotWeight > 0
      ? []
      : [
          at(
            "service.capacity.onDemandWeight",
            messages.E00(
              "service.capacity.onDemandWeight",
              { en: "at least 1 while spotWeight is 0", ja: "、spotWeight が0の場合は1以上の値" },
              capacity.onDemandWeight,
            ),
          ),
        ],

  ({ worker }) =>
    worker.min <= worker.max
      ? []
      : [
          at(
            "worker.min",
            messages.E00(
              "worker.min",
              { en: `at most worker.max (${worker.max})`, ja: ` worker.max（${worker.max}）以下の値` },
              worker.min,
            ),
          ),
        ],

  ({ batch }) => {
    const names = batch.jobs.map(({ name }) => name);
    return names.flatMap((name, index) =>
      names.indexOf(name) === index
        ? []
        : [
            at(
              `batch.jobs[${index}].name`,
              messages.E00(
                `batch.jobs[${index}].name`,
                { en: "different from the names of the other jobs", ja: "、他のジョブと重複しない名前" },
                name,
              ),
            ),
          ],
    );
  },

  ({ functions }) => atIf("functions.reservedConcurrency", checkFunctionConcurrency(functions.reservedConcurrency)),
];
