// What these tests cannot prove: that the SDK's types match the provider's behaviour.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { SCHEMA_FOLDER } from "../../plan/cloud/schema";
import { TYPES_IN_USE } from "../../plan/cloud/types";
import { extractSchemas } from "../../tools/provider-schema";

describe("extractSchemas", () => {
  it("reproduces the committed files from the installed SDK packages", () => {
    const committed = readdirSync(SCHEMA_FOLDER).map((file) => [file, readFileSync(join(SCHEMA_FOLDER, file), "utf8")]);
    const regenerated = extractSchemas([...TYPES_IN_USE].reverse());
    expect(Object.fromEntries(regenerated)).to.deep.equal(Object.fromEntries(committed));
  });

  it("writes one property per line and leaves out shapes that no listed type reaches", () => {
    expect([...extractSchemas(["aws:kms/alias:Alias"])]).to.deep.equal([
      [
        "aws-kms.json",
        [
          "{",
          '  "resources": {',
          '    "aws:kms/alias:Alias": {',
          '      "inputs": {',
          '        "name": {"type":"string"},',
          '        "namePrefix": {"type":"string"},',
          '        "region": {"type":"string"},',
          '        "targetKeyId": {"type":"string","required":true}',
          "      },",
          '      "outputs": {',
          '        "arn": {"kind":"string"},',
          '        "name": {"kind":"string"},',
          '        "namePrefix": {"kind":"string"},',
          '        "region": {"kind":"string"},',
          '        "targetKeyArn": {"kind":"string"},',
          '        "targetKeyId": {"kind":"string"}',
          "      }",
          "    }",
          "  },",
          '  "shapes": {}',
          "}",
          "",
        ].join("\n"),
      ],
    ]);
  });

  it("refuses a type the installed package does not have", () => {
    expect(() => extractSchemas(["random:index/randomWord:RandomWord"])).to.throw(
      /^@pulumi\/random \d+\.\d+\.\d+ has no resource type random:index\/randomWord:RandomWord$/,
    );
  });
});
