import { allowedMemory } from "../../components/compute/fargate-sizes";
import { messages } from "../messages";
import type { Message } from "../problem";

/** More sizes than this read better as a range. */
const LONGEST_LIST = 8;

/** E11. */
export function checkFargateSize(cpu: number, memory: number): Message | undefined {
  const sizes = allowedMemory(cpu);
  return sizes.includes(memory) ? undefined : messages.E11(cpu, memory, describeSizes(sizes));
}

/** E12. */
export function checkScalingBounds(min: number, desired: number, max: number): Message | undefined {
  return min <= desired && desired <= max ? undefined : messages.E12(min, desired, max);
}

/** E14: blue/green, linear and canary deployments move the traffic to a second target group. */
export function checkRequestMetric(requestsPerTarget: number | undefined, deployment: string): Message | undefined {
  return requestsPerTarget !== undefined && deployment !== "ROLLING" ? messages.E14(deployment) : undefined;
}

function describeSizes(sizes: readonly number[]): string {
  const [first, second, last] = [sizes.at(0), sizes.at(1), sizes.at(-1)];
  if (sizes.length <= LONGEST_LIST || first === undefined || second === undefined) return sizes.join(", ");
  return `${first} to ${last} in steps of ${second - first}`;
}
