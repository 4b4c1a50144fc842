import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { bundleAll, functionCode, functionNames } from "../../../components/compute/function-code";
import { projectRoot } from "../../../plan/project";

/** Gives the callback a copy of the functions and what they are built from, in a folder of its own. */
function inCopy<T>(use: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), "kumiki-functions-"));
  try {
    cpSync(join(projectRoot, "functions"), join(root, "functions"), { recursive: true });
    symlinkSync(join(projectRoot, "node_modules"), join(root, "node_modules"));
    return use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function addFunction(root: string, name: string, source: string): void {
  mkdirSync(join(root, "functions", name));
  writeFileSync(join(root, "functions", name, "handler.ts"), source);
}

describe("the code of functions", () => {
  it("is the same bytes wherever and whenever it is bundled", () => {
    const [first, second] = [inCopy(bundleAll), inCopy(bundleAll)];
    expect(Object.keys(first)).to.deep.equal(functionNames());
    expect(first).to.deep.equal(second);
    for (const name of functionNames()) {
      expect(first[name]).to.equal(`.build/functions/${name}-${functionCode(name).sha256.slice(0, 16)}.js`);
    }
  });

  it("changes its name with its content, and only its own", () => {
    const before = inCopy((root) => {
      addFunction(root, "other", "export const handler = async () => 1;");
      return bundleAll(root);
    });
    const after = inCopy((root) => {
      addFunction(root, "other", "export const handler = async () => 2;");
      return bundleAll(root);
    });
    expect(after.other).not.to.equal(before.other);
    expect({ ...after, other: "" }).to.deep.equal({ ...before, other: "" });
  });

  it("leaves out the AWS SDK, which the runtime brings, and brings everything else", () => {
    inCopy((root) => {
      addFunction(
        root,
        "other",
        [
          'import { S3Client } from "@aws-sdk/client-s3";',
          'import { AwsV4Signer } from "aws4fetch";',
          "export const handler = async () => [typeof S3Client, typeof AwsV4Signer];",
        ].join("\n"),
      );
      const bundle = readFileSync(join(root, bundleAll(root).other ?? ""), "utf8");
      expect(bundle).to.contain('require("@aws-sdk/client-s3")');
      expect(bundle).not.to.contain('require("aws4fetch")');
      expect(Buffer.byteLength(bundle)).to.be.lessThan(20_000);
    });
  });

  it("names no folder of the machine it was bundled on", () => {
    inCopy((root) => {
      for (const file of Object.values(bundleAll(root))) {
        expect(readFileSync(join(root, file), "utf8"), file).not.to.contain(root);
      }
    });
  });

  it("exports the handler Lambda calls, from one file", async () => {
    const require = createRequire(__filename);
    for (const name of functionNames()) {
      const { archive, sha256 } = functionCode(name);
      expect(Object.keys(await archive.assets), name).to.deep.equal(["index.js"]);
      const module = require(join(projectRoot, `.build/functions/${name}-${sha256.slice(0, 16)}.js`));
      expect(typeof module.handler, name).to.equal("function");
    }
  });

  it("says which functions there are when asked for another", () => {
    expect(() => functionCode("nothing")).to.throw(
      `there is no function "nothing" in functions/, only ${functionNames().join(", ")}.`,
    );
  });
});
