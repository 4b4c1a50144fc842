import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parseConfig } from "../../config/load";
import { describeProblems } from "../../config/problem";
import { parseStackFile, readStackFile, StackFileError } from "../../config/stack-file";
import { withStackFiles } from "../support/commands";

// Files nobody writes on purpose, and everybody writes once.

const ALIAS = ": an alias (*name) cannot be resolved; write the value out";
const INDENTED = 'here or just below a line is indented unlike its neighbours, or a text with ": " lacks quotes';
const NO_PAIR = 'a line is neither "key: value" nor an item of a list';
const OPEN = "a quote or bracket opened above is not closed";
const UNBALANCED = "a quote, bracket or comma is missing or too many, or the line is indented unlike its neighbours";

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
const parse = (text: string) => () => parseStackFile("Pulumi.dev.yaml", "dev", text);

/** Lines below `config:`, as a section of the stack file. */
const section = (...lines: string[]) => `config:\n  kumiki:network:\n${lines.map((line) => `    ${line}\n`).join("")}`;

describe("a stack file that cannot be read", () => {
  const texts: readonly (readonly [what: string, text: string, message: string])[] = [
    ["an alias to nothing", "config:\n  kumiki:owner: *nope\n", ALIAS],
    ["an alias to itself", "config:\n  kumiki:commitments: &a [*a]\n", ALIAS],
    ["a number that is none", section("min: .nan"), ":3: .nan is no value; write a finite number"],
    ["a number without end", section("min: .inf"), ":3: .inf is no value; write a finite number"],
    ["a number beyond all numbers", section("min: 1e400"), ":3: 1e400 is no value; write a finite number"],
    [
      "a number that is read in two ways",
      section("min: 0764"),
      ":3: 0764 has a leading zero; leave it out, or quote the value if it is a text",
    ],
    [
      "a section that stands twice",
      "config:\n  kumiki:owner: a\n  kumiki:owner: b\n",
      ':3: the key "kumiki:owner" stands here for the second time; keep one of the two',
    ],
    [
      "a key that stands twice, quoted",
      section("natStrategy: none", '"natStrategy": single'),
      ':4: the key "natStrategy" stands here for the second time; keep one of the two',
    ],
    ["a tab", "config:\n\tkumiki:owner: a\n", ":2: not valid YAML: the line is indented by a tab; use blanks"],
    [
      "an indentation unlike the others",
      "config:\n  kumiki:network:\n   cidrBlock: a\n    zoneIds: []\n",
      `:3: not valid YAML: ${INDENTED}`,
    ],
    ["a text with a colon", section("path: http://x: y"), `:3: not valid YAML: ${INDENTED}`],
    ["a quote that is not closed", section('path: "x', "other: y"), `:5: not valid YAML: ${OPEN}`],
    ["a quote too many", 'config:\n  "kumiki:owner: ["a"]\n', `:2: not valid YAML: ${UNBALANCED}`],
    ["a bracket that is not closed", section("ids: [1"), `:4: not valid YAML: ${OPEN}`],
    [
      "a special character",
      section("path: @x"),
      ":3: not valid YAML: a text that begins with a special character needs quotes",
    ],
    ["a tag", section("path: !secret x"), ":3: not valid YAML: a tag (!name) has no meaning here; remove it"],
    [
      "an indentation less than the others",
      "config:\n  kumiki:network:\n    min: 1\n   max: 2\n",
      `:4: not valid YAML: ${INDENTED}`,
    ],
    ["a line that is no pair", section("natStrategy single", "zoneIds: []"), `:3: not valid YAML: ${NO_PAIR}`],
    ["a last line that is no pair", section("zoneIds: []", "natStrategy single"), `:4: not valid YAML: ${NO_PAIR}`],
    ["a colon without a blank", section("min: 1", "natStrategy:single"), `:4: not valid YAML: ${NO_PAIR}`],
    [
      "a colon in full width",
      section("natStrategy：single", "zoneIds: []"),
      ':3: the character "：" is not the one YAML knows; type it in half width',
    ],
    [
      "a second document",
      "config: {}\n---\nconfig: {}\n",
      ":2: not valid YAML: a stack file is one document; remove the line --- and what follows it",
    ],
    ["a merge key", section("<<: { min: 1 }"), ":3: a merge key (<<) is not read here; write the keys out"],
    ["what the parser alone can explain", section('path: "\\q"'), ":3: not valid YAML: Invalid escape sequence \\q"],
  ];
  for (const [what, text, message] of texts) {
    it(`says so in one line: ${what}`, () => {
      expect(parse(text)).to.throw(StackFileError, new RegExp(`^${escaped(`Pulumi.dev.yaml${message}`)}$`));
    });
  }

  for (const [what, bytes] of [
    ["UTF-16, which shells of Windows write", Buffer.from("\ufeffconfig: {}\n", "utf16le")],
    ["UTF-16 without its mark", Buffer.from("config: {}\n", "utf16le")],
    ["Shift_JIS", Buffer.from([0x61, 0x3a, 0x20, 0x93, 0xfa, 0x96, 0x7b, 0x0a])],
  ] as const) {
    it(`says so in one line: ${what}`, () => {
      withStackFiles((folder) => {
        const path = join(folder, "Pulumi.dev.yaml");
        writeFileSync(path, bytes);
        expect(() => readStackFile(path)).to.throw(
          StackFileError,
          `${path}: is no text in UTF-8; save it in that encoding`,
        );
      });
    });
  }

  it("says that a folder is a folder", () => {
    withStackFiles((folder) => {
      const path = join(folder, "Pulumi.folder.yaml");
      mkdirSync(path);
      expect(() => readStackFile(path)).to.throw(StackFileError, `${path}: is a folder, not a file`);
    });
  });
});

describe("a stack file from another system", () => {
  for (const [what, change] of [
    ["with the line ends of Windows", (text: string) => text.replaceAll("\n", "\r\n")],
    ["with a mark of its byte order", (text: string) => `\ufeff${text}`],
    [
      "with anchors and aliases",
      (text: string) =>
        text.replace("costCenter: CC", "costCenter: &c CC").replace("owner: platform", "owner: &o platform"),
    ],
  ] as const) {
    it(`is read as ever: ${what}`, () => {
      withStackFiles((folder) => {
        const path = join(folder, "Pulumi.dev.yaml");
        const before = readStackFile(path).source;
        writeFileSync(path, change(readFileSync(path, "utf8")));
        expect(readStackFile(path).source).to.deep.equal(before);
      });
    });
  }
});

describe("a message about a value", () => {
  const problem = (message: string) => [{ id: "E00", path: "owner", message, messageJa: "" }];

  it("shows control characters instead of obeying them", () => {
    expect(describeProblems("dev", problem('got "a\nb\u001b[31m"'))).to.include('got "a\\u000ab\\u001b[31m"');
  });

  it("is cut where a value is endless", () => {
    expect(describeProblems("dev", problem("x".repeat(5000))).length).to.be.lessThan(1200);
  });
});

describe("a misspelt namespace", () => {
  it("is an unknown key, and not silently a default", () => {
    const source = { ...readStackFile("Pulumi.dev.yaml").source };
    const values = { ...source.values, "kumki:edge": '{"wafMode":"count"}' };
    expect(() => parseConfig({ ...source, values })).to.throw(
      'Unknown configuration key "kumki:edge". Did you mean "kumiki:edge',
    );
  });
});
