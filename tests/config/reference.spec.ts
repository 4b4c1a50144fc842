// Proves that nothing of the schema is missing in what is generated from it; how an editor uses it is not tested.
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parse } from "yaml";
import { z } from "zod";
import { listKeys } from "../../config/entries";
import { renderConfigJsonSchema, renderConfigReference } from "../../config/reference";

describe("the configuration reference", () => {
  const lines = renderConfigReference().split("\n");
  const rowOf = (path: string) => lines.filter((line) => new RegExp(`^\\| \`${escaped(path)}\`( ⊕)? \\|`).test(line));

  it("has one row for every key of the schema", () => {
    expect(listKeys().filter(({ path }) => rowOf(path).length !== 1)).to.deep.equal([]);
  });

  it("shows type, unit, allowed values, default, meaning and the value of both stacks", () => {
    expect(rowOf("edge.rateLimit")).to.deep.equal([
      "| `edge.rateLimit` | integer | requests per 5 minutes | a whole number from 10 to 2000000 | `2000` | Requests one address may make before it is blocked. | `500` | `2000` |",
    ]);
  });

  it("gives every key a meaning", () => {
    expect(listKeys().filter(({ notes }) => notes.meaning === "")).to.deep.equal([]);
  });

  it("gives the reason for every key the design does not list", () => {
    const marked = lines.filter((line) => line.startsWith("| `") && line.includes("` ⊕ |"));
    const reasons = lines.filter((line) => line.startsWith("- ⊕ `"));
    expect(marked.length).to.equal(listKeys().filter(({ notes }) => notes.addition !== undefined).length);
    expect(reasons.length).to.equal(marked.length);
  });

  it("has tables of eight columns only", () => {
    const rows = lines.filter((line) => line.startsWith("|"));
    expect(rows.filter((line) => line.replaceAll("\\|", "").split("|").length !== 10)).to.deep.equal([]);
  });

  it("tells nothing about secrets but that they are set", () => {
    expect(rowOf("pagerDutyEndpoint").join()).to.match(/\| {2}\| `\(secret\)` \|$/);
  });
});

describe("the JSON schema of stack files", () => {
  const document = JSON.parse(renderConfigJsonSchema());
  const check = z.fromJSONSchema(document);
  const shipped = (stack: string) => parse(readFileSync(`Pulumi.${stack}.yaml`, "utf8"));

  it("describes every key of the schema", () => {
    const described = describedPaths(document.properties.config.properties);
    expect(listKeys().filter(({ path }) => !described.has(path))).to.deep.equal([]);
  });

  for (const stack of ["dev", "prod"]) {
    it(`accepts Pulumi.${stack}.yaml`, () => {
      expect(check.safeParse(shipped(stack)).error?.issues ?? []).to.deep.equal([]);
    });

    it(`is named in Pulumi.${stack}.yaml, where editors look for it`, () => {
      expect(readFileSync(`Pulumi.${stack}.yaml`, "utf8").split("\n")[0]).to.equal(
        "# yaml-language-server: $schema=config/stack-file.schema.json",
      );
    });
  }

  const wrong: readonly (readonly [what: string, change: (config: Record<string, Record<string, unknown>>) => void])[] =
    [
      ["an unknown key in a section", (config) => Object.assign(config["kumiki:edge"] ?? {}, { wafmode: "block" })],
      ["an unknown section", (config) => Object.assign(config, { "kumiki:vpc": {} })],
      ["a value outside its choice", (config) => Object.assign(config["kumiki:edge"] ?? {}, { wafMode: "off" })],
      ["a number outside its range", (config) => Object.assign(config["kumiki:edge"] ?? {}, { rateLimit: 9 })],
      ["a secret in plain text", (config) => Object.assign(config, { "kumiki:pagerDutyEndpoint": "https://x" })],
    ];
  for (const [what, change] of wrong) {
    it(`refuses ${what}`, () => {
      const file = shipped("dev");
      change(file.config);
      expect(check.safeParse(file).success).to.equal(false);
    });
  }
});

/** Every dotted path below the given properties, through optional values and the items of lists. */
function describedPaths(properties: Record<string, unknown>, prefix = ""): Set<string> {
  const paths = new Set<string>();
  for (const [name, value] of Object.entries(properties)) {
    const path = prefix + name.replace("kumiki:", "");
    paths.add(path);
    for (const inner of nested(value, path)) paths.add(inner);
  }
  return paths;
}

function nested(value: unknown, path: string): Set<string> {
  const { anyOf = [], items, properties } = value as { anyOf?: unknown[]; items?: unknown; properties?: object };
  const inner = properties === undefined ? [] : [...describedPaths({ ...properties }, `${path}.`)];
  const fromItems = items === undefined ? [] : [...nested(items, `${path}[]`)];
  return new Set([...inner, ...fromItems, ...anyOf.flatMap((option) => [...nested(option, path)])]);
}

function escaped(text: string): string {
  return text.replaceAll(/[.[\]]/g, "\\$&");
}
