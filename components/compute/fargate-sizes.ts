/**
 * Task sizes Fargate offers for Linux, from "Task CPU and memory" in the Amazon ECS developer guide. 1,024 units are one
 * vCPU. Any other pair is refused only when the service starts a task, long after `pulumi up` has reported success.
 */
interface MemoryRange {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

const GIB = 1024;

const MEMORY_BY_CPU: ReadonlyMap<number, MemoryRange> = new Map([
  [256, { from: GIB / 2, to: 2 * GIB, step: GIB }],
  [512, { from: GIB, to: 4 * GIB, step: GIB }],
  [1024, { from: 2 * GIB, to: 8 * GIB, step: GIB }],
  [2048, { from: 4 * GIB, to: 16 * GIB, step: GIB }],
  [4096, { from: 8 * GIB, to: 30 * GIB, step: GIB }],
  [8192, { from: 16 * GIB, to: 60 * GIB, step: 4 * GIB }],
  [16384, { from: 32 * GIB, to: 120 * GIB, step: 8 * GIB }],
]);

/** The CPU sizes in units, ascending. */
export const FARGATE_CPU_UNITS: readonly number[] = [...MEMORY_BY_CPU.keys()];

/** The memory sizes in MiB that Fargate combines with `cpu` units, ascending; empty when there is no such CPU size. */
export function allowedMemory(cpu: number): number[] {
  const range = MEMORY_BY_CPU.get(cpu);
  if (range === undefined) return [];
  // The smallest size is the only one off the grid: 0.25 vCPU starts at 512 MiB and goes on in whole GiB.
  if (range.from < range.step) return [range.from, ...steps({ ...range, from: range.step })];
  return steps(range);
}

function steps({ from, to, step }: MemoryRange): number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
}
