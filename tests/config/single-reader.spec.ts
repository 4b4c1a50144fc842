// Proves by reading the sources that configuration has one entrance. Code that hides the call behind a name escapes it.
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";

const READS_CONFIGURATION = /pulumi\.Config\b|allConfig\(|getConfig\(|pulumi\.getStack\(|process\.env\b/;

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${folder}/${file}`);
}

describe("configuration", () => {
  it("is read by config/load.ts and nothing else", () => {
    const readers = ["config", "components"]
      .flatMap(sources)
      .filter((file) => READS_CONFIGURATION.test(readFileSync(file, "utf8")));
    expect(readers).to.deep.equal(["config/load.ts"]);
  });
});
