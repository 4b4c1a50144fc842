// The form of quoted text; that PostgreSQL reads it back as it was, tests/real/postgres-drift.spec.ts shows.
import { expect } from "chai";
import { quoteIdentifier, quoteLiteral } from "../../../functions/bootstrap/sql";

describe("quoting for PostgreSQL", () => {
  for (const [name, quoted] of [
    ["app", '"app"'],
    ["Select", '"Select"'],
    ['a"; DROP TABLE b; --', '"a""; DROP TABLE b; --"'],
    ["it's", '"it\'s"'],
    ["a\\b", '"a\\b"'],
    ["x".repeat(63), `"${"x".repeat(63)}"`],
  ] as const) {
    it(`makes ${quoted} of the name ${name}`, () => expect(quoteIdentifier(name)).to.equal(quoted));
  }

  for (const [text, quoted] of [
    ["", "''"],
    ["app", "'app'"],
    ["'; DROP TABLE b; --", "'''; DROP TABLE b; --'"],
    ["a\\b", "E'a\\\\b'"],
    ["\\'", "E'\\\\'''"],
  ] as const) {
    it(`makes ${quoted} of the text ${text}`, () => expect(quoteLiteral(text)).to.equal(quoted));
  }

  for (const [name, why] of [
    ["", "it is empty"],
    ["a\0", "it holds a NUL character"],
    ["a:b", "it holds a colon, with which the Data API marks parameters"],
    ["x".repeat(64), "it has 64 bytes of at most 63"],
    ["é".repeat(32), "it has 64 bytes of at most 63"],
  ] as const) {
    it(`makes nothing of the name ${JSON.stringify(name)}, because ${why}`, () => {
      expect(() => quoteIdentifier(name)).to.throw(`${JSON.stringify(name)} cannot be a name in PostgreSQL: ${why}.`);
    });
  }

  it("makes nothing of a text that PostgreSQL cannot hold", () => {
    expect(() => quoteLiteral("a\0")).to.throw("a text in PostgreSQL cannot hold a NUL character.");
  });
});
