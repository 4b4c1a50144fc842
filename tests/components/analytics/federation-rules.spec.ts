import { expect } from "chai";
import {
  ATTRIBUTE_MAPPING,
  assumedRoleArn,
  attributeCondition,
  hasAcceptedSubject,
} from "../../../components/analytics/federation-rules";

/** `extract` of Google's expression language: what stands where the braces are; nothing where the rest is not found. */
function extract(text: string, template: string): string {
  const [, before = "", after = ""] = /^(.*)\{\w+\}(.*)$/.exec(template) ?? [];
  const start = text.indexOf(before);
  if (start < 0) return "";
  const rest = text.slice(start + before.length);
  const end = after === "" ? rest.length : rest.indexOf(after);
  return end < 0 ? "" : rest.slice(0, end);
}

/** Evaluates a mapping: literals and extractions, joined by `+`. */
function evaluate(expression: string | undefined, arn: string): string {
  return (expression ?? "")
    .split(" + ")
    .map((part) => {
      const template = /^assertion\.arn\.extract\('(.+)'\)$/.exec(part)?.[1];
      return template === undefined ? part.slice(1, -1) : extract(arn, template);
    })
    .join("");
}

const subject = (arn: string) => evaluate(ATTRIBUTE_MAPPING["google.subject"], arn);
const role = (arn: string) => evaluate(ATTRIBUTE_MAPPING["attribute.aws_role"], arn);

describe("federation rules (1.1-7)", () => {
  it("maps a task to its role, and to a subject of role and session", () => {
    const arn = "arn:aws:sts::123456789012:assumed-role/kumiki-app-task/0123456789abcdef0123456789abcdef";
    expect(role(arn)).to.equal(assumedRoleArn("123456789012", "kumiki-app-task"));
    expect(subject(arn)).to.equal("kumiki-app-task/0123456789abcdef0123456789abcdef");
  });

  it("does not take a user below a path of a role's name for that role", () => {
    const role1 = assumedRoleArn("123456789012", "kumiki-app-task");
    expect(role("arn:aws:iam::123456789012:user/assumed-role/kumiki-app-task/mallory")).to.not.equal(role1);
    expect(role("arn:aws:iam::123456789012:user/mallory")).to.not.equal(role1);
    expect(role("arn:aws:sts::999999999999:assumed-role/kumiki-app-task/session")).to.not.equal(role1);
    expect(role("arn:aws:sts::123456789012:assumed-role/kumiki-app-task-2/session")).to.not.equal(role1);
  });

  it("keeps the subject of any function within 127 bytes, where the whole ARN would not fit", () => {
    const session = "f".repeat(64);
    const arn = `arn:aws:sts::123456789012:assumed-role/${"r".repeat(62)}/${session}`;
    expect(Buffer.byteLength(subject(arn))).to.equal(127);
    expect(Buffer.byteLength(arn)).to.equal(166);
    expect(hasAcceptedSubject("r".repeat(62))).to.equal(true);
    expect(hasAcceptedSubject("r".repeat(63))).to.equal(false);
    expect(hasAcceptedSubject("r".repeat(64), "0".repeat(32))).to.equal(true);
  });

  it("asks for the account and for one of the roles by its whole ARN", () => {
    expect(attributeCondition("123456789012", ["a", "b"])).to.equal(
      "assertion.account == '123456789012' && attribute.aws_role in " +
        "['arn:aws:sts::123456789012:assumed-role/a', 'arn:aws:sts::123456789012:assumed-role/b']",
    );
  });
});
