import { expect } from "chai";
import { parseConfig } from "../../config/load";
import { describeProblems } from "../../config/problem";
import { parseStackFile, readStackFile } from "../../config/stack-file";

// Files nobody writes on purpose, and everybody writes once.

const parse = (text: string) => () => parseStackFile("Pulumi.dev.yaml", "dev", text);

describe("a stack file that cannot be read", () => {
  for (const [what, text, message] of [
    ["an alias to nothing", "config:\n  kumiki:owner: *nope\n", /^Pulumi\.dev\.yaml.*(alias|Unresolved)/],
    [
      "an alias to itself",
      "config:\n  kumiki:commitments: &a [*a]\n",
      /^Pulumi\.dev\.yaml: an alias \(\*name\) cannot be resolved/,
    ],
    [
      "a number that is none",
      "config:\n  kumiki:service:\n    min: .nan\n",
      /^Pulumi\.dev\.yaml:3: \.nan is no value; write a finite number$/,
    ],
    [
      "a number without end",
      "config:\n  kumiki:cost:\n    budgetUsd: .inf\n",
      /^Pulumi\.dev\.yaml:3: \.inf is no value; write a finite number$/,
    ],
  ] as const) {
    it(`says so in one line: ${what}`, () => {
      expect(parse(text)).to.throw(message);
    });
  }

  it("says that a folder is a folder", () => {
    expect(() => readStackFile("tests/Pulumi.none.yaml")).to.throw("tests/Pulumi.none.yaml: there is no such file");
  });
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
