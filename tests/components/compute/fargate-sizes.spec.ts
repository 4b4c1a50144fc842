// Proves the table against the ranges of the ECS developer guide; Fargate itself is the only judge of a task size.
import { expect } from "chai";
import { allowedMemory, FARGATE_CPU_UNITS } from "../../../components/compute/fargate-sizes";

describe("fargate sizes", () => {
  it("offers the seven CPU sizes from a quarter of a vCPU to sixteen", () => {
    expect(FARGATE_CPU_UNITS).to.deep.equal([256, 512, 1024, 2048, 4096, 8192, 16384]);
  });

  it("starts a quarter of a vCPU at half a GiB", () => {
    expect(allowedMemory(256)).to.deep.equal([512, 1024, 2048]);
  });

  it("gives every other size its range in its steps", () => {
    const summary = FARGATE_CPU_UNITS.slice(1).map((cpu) => {
      const sizes = allowedMemory(cpu);
      return [cpu, sizes.at(0), sizes.at(-1), sizes.length];
    });
    expect(summary).to.deep.equal([
      [512, 1024, 4096, 4],
      [1024, 2048, 8192, 7],
      [2048, 4096, 16384, 13],
      [4096, 8192, 30720, 23],
      [8192, 16384, 61440, 12],
      [16384, 32768, 122880, 12],
    ]);
  });

  it("offers nothing for a CPU size that does not exist", () => expect(allowedMemory(300)).to.deep.equal([]));
});
