import { appendFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { EventPipe } from "../../tools/engine/events";

describe("the pipe of the engine's events", () => {
  let folder: string;
  let path: string;
  let numbers: number[];
  let pipe: EventPipe;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kumiki-events-"));
    path = join(folder, "events");
    numbers = [];
    pipe = new EventPipe(path, ({ sequence }) => numbers.push(sequence));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("hands on every event that was written, whoever wrote it, and is gone when it is closed", async () => {
    appendFileSync(path, '{"sequence":1,"timestamp":0}\n{"sequence":2,"timestamp":0}\n');
    appendFileSync(path, '{"sequence":3,"timestamp":0}\n');
    await pipe.close();
    expect(numbers).to.deep.equal([1, 2, 3]);
    expect(existsSync(path)).to.equal(false);
  });

  for (const half of ['{"sequence":2,"timest', '{"sequence":2,"resourcePreEvent":{"metadata":{}}']) {
    it(`passes over what a killed engine has left half written: ${half}`, async () => {
      appendFileSync(path, `{"sequence":1,"timestamp":0}\n${half}`);
      await pipe.close();
      expect(numbers).to.deep.equal([1]);
    });
  }
});
